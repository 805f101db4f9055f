//! What generated code calls, and nothing else. It may change with any release.

use core::mem;
use core::ops::ControlFlow;

#[cfg(feature = "alloc")]
pub use alloc::{boxed::Box, collections::btree_map, string, string::String, vec, vec::Vec};

use crate::{Coroutine, CoroutineState, ResumeError, Status};

/// How a unit of a machine's body ends, for each return type of the coroutine.
///
/// A unit that returned `CoroutineState<Y, Result<T, E>>` could not hold a `?`. So it returns [`Outcome::Out`], which
/// has the suspension *inside* the `Result`: `?` and `return Err(..)` stay as the user wrote them, and the conversion
/// of errors is rustc's own.
#[diagnostic::on_unimplemented(
    message = "the `?` operator in a coroutine needs it to return `Result` or `Option`",
    label = "the coroutine returns `{Self}`",
    note = "a coroutine may also return `ControlFlow`"
)]
pub trait Outcome<Y>: Sized {
    /// What a unit returns.
    type Out;

    /// The body has ended with this value.
    fn complete(self) -> Self::Out;

    /// The body is suspended and hands this value out.
    fn suspended(value: Y) -> Self::Out;

    /// What the driver answers for what a unit returned.
    fn split(out: Self::Out) -> CoroutineState<Y, Self>;
}

impl<Y, T, E> Outcome<Y> for Result<T, E> {
    type Out = Result<CoroutineState<Y, T>, E>;

    #[inline(always)]
    fn complete(self) -> Self::Out {
        self.map(CoroutineState::Complete)
    }

    #[inline(always)]
    fn suspended(value: Y) -> Self::Out {
        Ok(CoroutineState::Yielded(value))
    }

    #[inline(always)]
    fn split(out: Self::Out) -> CoroutineState<Y, Self> {
        match out {
            Ok(CoroutineState::Yielded(value)) => CoroutineState::Yielded(value),
            Ok(CoroutineState::Complete(value)) => CoroutineState::Complete(Ok(value)),
            Err(error) => CoroutineState::Complete(Err(error)),
        }
    }
}

impl<Y, T> Outcome<Y> for Option<T> {
    type Out = Option<CoroutineState<Y, T>>;

    #[inline(always)]
    fn complete(self) -> Self::Out {
        self.map(CoroutineState::Complete)
    }

    #[inline(always)]
    fn suspended(value: Y) -> Self::Out {
        Some(CoroutineState::Yielded(value))
    }

    #[inline(always)]
    fn split(out: Self::Out) -> CoroutineState<Y, Self> {
        match out {
            Some(CoroutineState::Yielded(value)) => CoroutineState::Yielded(value),
            Some(CoroutineState::Complete(value)) => CoroutineState::Complete(Some(value)),
            None => CoroutineState::Complete(None),
        }
    }
}

impl<Y, B, C> Outcome<Y> for ControlFlow<B, C> {
    type Out = ControlFlow<B, CoroutineState<Y, C>>;

    #[inline(always)]
    fn complete(self) -> Self::Out {
        match self {
            ControlFlow::Continue(value) => ControlFlow::Continue(CoroutineState::Complete(value)),
            ControlFlow::Break(value) => ControlFlow::Break(value),
        }
    }

    #[inline(always)]
    fn suspended(value: Y) -> Self::Out {
        ControlFlow::Continue(CoroutineState::Yielded(value))
    }

    #[inline(always)]
    fn split(out: Self::Out) -> CoroutineState<Y, Self> {
        match out {
            ControlFlow::Continue(CoroutineState::Yielded(value)) => CoroutineState::Yielded(value),
            ControlFlow::Continue(CoroutineState::Complete(value)) => {
                CoroutineState::Complete(ControlFlow::Continue(value))
            }
            ControlFlow::Break(value) => CoroutineState::Complete(ControlFlow::Break(value)),
        }
    }
}

/// A machine's private state enum.
pub trait States: Sized {
    /// The body has ended.
    const FINISHED: Self;

    /// The body has panicked. A constant, so that [`Guard`] writes it without a call that could unwind.
    const POISONED: Self;

    /// What the state is, for everybody else.
    fn status(&self) -> Status;
}

/// Stands over a machine's state while its body runs, and poisons it unless it is disarmed.
///
/// A body that unwinds drops the guard on its way out, so no half-updated state can be resumed.
pub struct Guard<'s, S: States>(pub &'s mut S);

impl<'s, S: States> Guard<'s, S> {
    /// Takes the state out, to run the body with it.
    #[inline(always)]
    pub fn take(state: &'s mut S) -> (Self, S) {
        let taken = mem::replace(state, S::POISONED);
        (Self(state), taken)
    }

    /// The state is not one in which this can be done: puts it back. `error` is for a machine that is still alive.
    #[inline]
    pub fn refuse<T>(self, state: S, error: ResumeError) -> Result<T, ResumeError> {
        let error = match state.status() {
            Status::Finished => ResumeError::Finished,
            Status::Poisoned => ResumeError::Poisoned,
            Status::Created | Status::Suspended => error,
        };
        *self.0 = state;
        self.disarm();
        Err(error)
    }

    /// The body came back in good order: it is suspended and has stored its state, or has ended.
    #[inline(always)]
    pub fn finish<Y, R>(self, state: CoroutineState<Y, R>) -> CoroutineState<Y, R> {
        if let CoroutineState::Complete(_) = state {
            *self.0 = S::FINISHED;
        }
        self.disarm();
        state
    }

    /// The body ends where it is: its locals are dropped, still under guard.
    #[inline]
    pub fn close<R>(self, state: S) -> Result<Option<R>, ResumeError> {
        if let Status::Poisoned = state.status() {
            return Err(ResumeError::Poisoned);
        }
        drop(state);
        *self.0 = S::FINISHED;
        self.disarm();
        Ok(None)
    }

    /// The body has been told to close and came back with this.
    #[inline]
    pub fn closed<Y, R>(self, state: CoroutineState<Y, R>) -> Result<Option<R>, ResumeError> {
        match self.finish(state) {
            CoroutineState::Complete(value) => Ok(Some(value)),
            CoroutineState::Yielded(_) => Err(ResumeError::IgnoredClose),
        }
    }

    #[inline(always)]
    fn disarm(self) {
        mem::forget(self);
    }
}

impl<S: States> Drop for Guard<'_, S> {
    #[inline]
    fn drop(&mut self) {
        *self.0 = S::POISONED;
    }
}

/// [`Iterator::next`] of a machine that is sent nothing: primes it first.
#[inline]
pub fn next<C: Coroutine>(machine: &mut C) -> Option<C::Yield> {
    let state = match machine.status() {
        Status::Created => machine.prime(),
        Status::Suspended => machine.send(()),
        Status::Finished | Status::Poisoned => return None,
    };
    state.ok().and_then(CoroutineState::yielded)
}
