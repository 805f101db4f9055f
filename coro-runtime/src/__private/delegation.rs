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

/// Primes the coroutine that is delegated to.
#[inline]
pub fn start_delegate<In, C>(delegate: &mut C) -> CoroutineState<C::Yield, C::Return>
where
    C: Coroutine<In> + ?Sized,
{
    expect(delegate.prime(), "it goes on with `yield_from!(sub, value)`")
}

/// Sends to the coroutine that is delegated to.
#[inline]
pub fn send_to_delegate<In, C>(delegate: &mut C, value: In) -> CoroutineState<C::Yield, C::Return>
where
    C: Coroutine<In> + ?Sized,
{
    expect(delegate.send(value), "it starts with `yield_from!(sub)`")
}

/// Sends or throws to the coroutine that is delegated to.
#[inline]
pub fn resume_delegate<In, E, C>(
    delegate: &mut C,
    with: Resumed<In, E>,
) -> CoroutineState<C::Yield, C::Return>
where
    C: Throw<E, In> + ?Sized,
{
    match with {
        Resumed::Sent(value) => send_to_delegate(delegate, value),
        Resumed::Thrown(error) => expect(delegate.throw(error), "it starts with `yield_from!(sub)`"),
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
