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

/// A coroutine that another one delegates to, which receives `In` and yields `Y`.
#[diagnostic::on_unimplemented(
    message = "cannot delegate to `{Self}` here",
    label = "this does not receive `{In}` and yield `{Y}`",
    note = "what the coroutine around it is sent goes to the one that it delegates to, and what that one yields goes out"
)]
pub trait Delegate<In, Y>: Coroutine<In> {
    /// Sends to it, or primes it.
    fn resume(&mut self, sent: Option<In>) -> CoroutineState<Y, Self::Return>;
}

#[diagnostic::do_not_recommend]
impl<In, Y, C> Delegate<In, Y> for C
where
    C: Coroutine<In, Yield = Y> + ?Sized,
{
    #[inline]
    fn resume(&mut self, sent: Option<In>) -> CoroutineState<Y, Self::Return> {
        match sent {
            None => self.prime().unwrap_or_else(|error| refuses_to_start(error)),
            Some(value) => self.send(value).unwrap_or_else(|error| refuses_to_go_on(error)),
        }
    }
}

/// As [`Delegate`], in a coroutine that errors of type `E` can be thrown into.
#[diagnostic::on_unimplemented(
    message = "cannot delegate to `{Self}` here",
    label = "this does not receive `{In}`, yield `{Y}` and take thrown errors of type `{E}`",
    note = "what the coroutine around it is sent and what is thrown into it goes to the one that it delegates to, and what that one yields goes out",
    note = "a coroutine into which `{E}` can be thrown says so: `#[coro::coroutine(throw = {E})]`"
)]
pub trait ThrowDelegate<In, E, Y>: Coroutine<In> {
    /// Sends to it, throws into it, or primes it.
    fn resume(&mut self, with: Option<Resumed<In, E>>) -> CoroutineState<Y, Self::Return>;
}

#[diagnostic::do_not_recommend]
impl<In, E, Y, C> ThrowDelegate<In, E, Y> for C
where
    C: Throw<E, In> + Coroutine<In, Yield = Y> + ?Sized,
{
    #[inline]
    fn resume(&mut self, with: Option<Resumed<In, E>>) -> CoroutineState<Y, Self::Return> {
        match with {
            None => Delegate::resume(self, None),
            Some(Resumed::Sent(value)) => Delegate::resume(self, Some(value)),
            Some(Resumed::Thrown(error)) => self.throw(error).unwrap_or_else(|error| refuses_to_go_on(error)),
        }
    }
}

/// Whether the coroutine that is delegated to has ignored a close, by what it answered; a returned value is discarded.
#[inline]
pub fn ignores_close<R>(closed: Result<Option<R>, ResumeError>) -> bool {
    matches!(closed, Err(ResumeError::IgnoredClose))
}

/// A delegate that refuses is a mistake of the body that delegates. These are out of the way of those that do not, and
/// as small as can be to call, so that a chain of delegates can be inlined into one resume.
#[cold]
#[inline(never)]
fn refuses_to_start(error: ResumeError) -> ! {
    match error {
        ResumeError::AlreadyPrimed => {
            panic!("cannot delegate to this coroutine: {error}; it goes on with `yield_from!(sub, value)`")
        }
        error => refuses(error),
    }
}

#[cold]
#[inline(never)]
fn refuses_to_go_on(error: ResumeError) -> ! {
    match error {
        ResumeError::NotPrimed => {
            panic!("cannot delegate to this coroutine: {error}; it starts with `yield_from!(sub)`")
        }
        error => refuses(error),
    }
}

#[cold]
#[inline(never)]
fn refuses(error: ResumeError) -> ! {
    panic!("cannot delegate to this coroutine: {error}")
}
