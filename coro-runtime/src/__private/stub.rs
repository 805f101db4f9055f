//! What a refused method makes: a coroutine that is never resumed, so that its calls are no errors of their own.

use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;

use crate::{Coroutine, CoroutineState, ResumeError, Status, Throw};

/// `Stub<fn(u32) -> char, bool>` is sent a `u32`, yields a `char` and returns a `bool`.
pub struct Stub<F, R>(PhantomData<fn(F) -> R>);

/// In the place of the function pointer where nobody knows what is sent.
pub struct AnySent<Y>(PhantomData<Y>);

/// What is yielded by who is sent an `In`.
pub trait Protocol<In> {
    type Yield;
}

impl<In, Y, F: Fn(In) -> Y> Protocol<In> for F {
    type Yield = Y;
}

impl<In, Y> Protocol<In> for AnySent<Y> {
    type Yield = Y;
}

#[diagnostic::do_not_recommend]
impl<In, F: Protocol<In>, R> Coroutine<In> for Stub<F, R> {
    type Yield = F::Yield;
    type Return = R;

    fn prime(&mut self) -> Result<CoroutineState<F::Yield, R>, ResumeError> {
        unreachable!()
    }

    fn send(&mut self, _: In) -> Result<CoroutineState<F::Yield, R>, ResumeError> {
        unreachable!()
    }

    fn close(&mut self) -> Result<Option<R>, ResumeError> {
        unreachable!()
    }

    fn status(&self) -> Status {
        unreachable!()
    }
}

#[diagnostic::do_not_recommend]
impl<E, In, F: Protocol<In>, R> Throw<E, In> for Stub<F, R> {
    fn throw(&mut self, _: E) -> Result<CoroutineState<F::Yield, R>, ResumeError> {
        unreachable!()
    }
}

/// The methods of [`Coroutine`], for which nothing has to be inferred.
impl<Y, R> Stub<AnySent<Y>, R> {
    pub fn prime(&mut self) -> Result<CoroutineState<Y, R>, ResumeError> {
        unreachable!()
    }

    pub fn send<In>(&mut self, _: In) -> Result<CoroutineState<Y, R>, ResumeError> {
        unreachable!()
    }

    pub fn close(&mut self) -> Result<Option<R>, ResumeError> {
        unreachable!()
    }

    pub fn status(&self) -> Status {
        unreachable!()
    }
}

#[diagnostic::do_not_recommend]
impl<F: Protocol<()>, R> Iterator for Stub<F, R> {
    type Item = F::Yield;

    fn next(&mut self) -> Option<F::Yield> {
        unreachable!()
    }
}

impl<F: Protocol<()>, R> FusedIterator for Stub<F, R> {}

impl<F, R> Clone for Stub<F, R> {
    fn clone(&self) -> Self {
        Self(PhantomData)
    }
}

impl<F, R> fmt::Debug for Stub<F, R> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        unreachable!()
    }
}
