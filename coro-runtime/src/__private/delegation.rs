//! What `yield_from!(sub)` does with `sub` (PEP 380).

use crate::{Coroutine, CoroutineState, ResumeError, Throw};

/// What a delegating coroutine is resumed with, where errors can be thrown into it.
#[derive(Debug)]
pub enum Resumed<In, E> {
    /// A value was sent.
    Sent(In),
    /// An error was thrown.
    Thrown(E),
}

/// Sends to the coroutine that is delegated to, or primes it.
#[inline]
pub fn resume_delegate<In, Y, C>(delegate: &mut C, sent: Option<In>) -> CoroutineState<Y, C::Return>
where
    C: Coroutine<In, Yield = Y> + ?Sized,
{
    match sent {
        None => expect(delegate.prime(), "it goes on with `yield_from!(sub, value)`"),
        Some(value) => expect(delegate.send(value), "it starts with `yield_from!(sub)`"),
    }
}

/// As [`resume_delegate`], in a coroutine that errors can be thrown into.
#[inline]
pub fn resume_or_throw<In, E, Y, C>(
    delegate: &mut C,
    with: Option<Resumed<In, E>>,
) -> CoroutineState<Y, C::Return>
where
    C: Throw<E, In> + Coroutine<In, Yield = Y> + ?Sized,
{
    match with {
        None => resume_delegate(delegate, None),
        Some(Resumed::Sent(value)) => resume_delegate(delegate, Some(value)),
        Some(Resumed::Thrown(error)) => expect(delegate.throw(error), "it starts with `yield_from!(sub)`"),
    }
}

/// Closes the coroutine that is delegated to; what it returns is discarded. Whether it has ignored the close.
#[inline]
pub fn close_delegate<In, C>(delegate: &mut C) -> bool
where
    C: Coroutine<In> + ?Sized,
{
    matches!(delegate.close(), Err(ResumeError::IgnoredClose))
}

/// A delegate that refuses is a mistake of the body that delegates.
#[track_caller]
fn expect<Y, R>(state: Result<CoroutineState<Y, R>, ResumeError>, instead: &str) -> CoroutineState<Y, R> {
    match state {
        Ok(state) => state,
        Err(error @ (ResumeError::NotPrimed | ResumeError::AlreadyPrimed)) => {
            panic!("cannot delegate to this coroutine: {error}; {instead}")
        }
        Err(error) => panic!("cannot delegate to this coroutine: {error}"),
    }
}
