//! What the machines that are written by hand with the contract of the generated ones have in common: refused calls
//! are errors and change nothing, an end is an end, and a panic poisons.

use coro_runtime::{ResumeError, Status};

/// The states of such a machine.
pub(crate) trait States {
    /// The body has ended.
    const FINISHED: Self;
    /// The body has panicked.
    const POISONED: Self;

    /// Which of the four kinds it is.
    fn status(&self) -> Status;
}

/// Stands over the states while code runs that may panic, and poisons the machine unless it is forgotten.
pub(crate) struct Guard<'s, S: States>(pub(crate) &'s mut S);

impl<S: States> Drop for Guard<'_, S> {
    #[inline]
    fn drop(&mut self) {
        *self.0 = S::POISONED;
    }
}

/// The call cannot be taken in this state. `error` is for a machine that is still alive.
#[cold]
#[inline(never)]
pub(crate) fn refused<T, S: States>(states: &S, error: ResumeError) -> Result<T, ResumeError> {
    Err(match states.status() {
        Status::Created | Status::Suspended => error,
        Status::Finished => ResumeError::Finished,
        Status::Poisoned => ResumeError::Poisoned,
    })
}

/// Ends a machine that does not look at a close. What it holds may panic when it is dropped.
pub(crate) fn close<R, S: States>(states: &mut S) -> Result<Option<R>, ResumeError> {
    if states.status() == Status::Poisoned {
        return Err(ResumeError::Poisoned);
    }
    drop(std::mem::replace(states, S::POISONED));
    *states = S::FINISHED;
    Ok(None)
}
