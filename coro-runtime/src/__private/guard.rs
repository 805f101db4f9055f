//! The guard under which a body runs.

use core::{fmt, mem};

use crate::{Coroutine, CoroutineState, ResumeError, Status};

/// A machine's private state enum.
pub trait States: Sized {
    /// The body has ended.
    const FINISHED: Self;

    /// The body has panicked. A constant, so that [`Guard`] writes it without a call that could unwind.
    const POISONED: Self;

    /// Whether the body is before its start: one test, and the same that the code behind it makes.
    fn is_created(&self) -> bool;

    /// Where the body is.
    fn position(&self) -> Position;

    /// The same for everybody else.
    #[inline]
    fn status(&self) -> Status {
        self.position().status()
    }
}

/// Where a body is.
#[derive(Clone, Copy, Debug)]
pub enum Position {
    /// Before its start.
    Created,
    /// At the suspension in that line.
    Suspended(u32),
    /// It has ended.
    Finished,
    /// It has panicked.
    Poisoned,
}

impl Position {
    #[inline]
    fn status(self) -> Status {
        match self {
            Self::Created => Status::Created,
            Self::Suspended(_) => Status::Suspended,
            Self::Finished => Status::Finished,
            Self::Poisoned => Status::Poisoned,
        }
    }
}

/// `Grep { status: Suspended, line: 7 }`
#[inline]
pub fn debug(states: &impl States, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_at(states.position(), name, f)
}

/// Apart from the type of the states, so that it is compiled once.
fn debug_at(position: Position, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut debug = f.debug_struct(name);
    debug.field("status", &position.status());
    if let Position::Suspended(line) = position {
        debug.field("line", &line);
    }
    debug.finish()
}

/// Stands over a machine's state while its body runs, and poisons it unless it is disarmed.
///
/// A body that unwinds drops the guard on its way out, so no half-updated state can be resumed.
pub struct Guard<'s, S: States> {
    /// Where the state is, and where the body stores the next one.
    pub state: &'s mut S,
}

impl<'s, S: States> Guard<'s, S> {
    /// Stands over the state where it is.
    #[inline(always)]
    pub fn over(state: &'s mut S) -> Self {
        Self { state }
    }

    /// The state is not one in which this can be done, and stays. `error` is for a machine that is still alive.
    #[inline(always)]
    pub fn refuse<T>(self, error: ResumeError) -> Result<T, ResumeError> {
        let status = self.state.status();
        self.disarm();
        refused(status, error)
    }

    /// As [`Guard::refuse`], for a machine with one state to be resumed in: its status is read anew, so that the test for
    /// that state is a single comparison with memory.
    #[inline(always)]
    pub fn refuse_single<T>(self, error: ResumeError) -> Result<T, ResumeError> {
        let status = core::hint::black_box(&*self.state).status();
        self.disarm();
        refused(status, error)
    }

    /// Runs the body from its start: `start` gets the place for the next state, and the state that was there.
    #[inline(always)]
    pub fn prime<Y, R>(
        self,
        start: impl FnOnce(&mut S, S) -> CoroutineState<Y, R>,
    ) -> Result<CoroutineState<Y, R>, ResumeError> {
        if !self.state.is_created() {
            return self.refuse(ResumeError::AlreadyPrimed);
        }
        let created = take(self.state);
        let outcome = start(self.state, created);
        self.finish(outcome)
    }

    /// The body came back in good order: it is suspended and has stored its state, or has ended.
    #[inline(always)]
    pub fn finish<Y, R>(self, state: CoroutineState<Y, R>) -> Result<CoroutineState<Y, R>, ResumeError> {
        if let CoroutineState::Complete(_) = state {
            *self.state = S::FINISHED;
        }
        self.disarm();
        Ok(state)
    }

    /// The body ends where it is: its locals are dropped, still under guard.
    #[inline]
    pub fn close<R>(self) -> Result<Option<R>, ResumeError> {
        if let Position::Poisoned = self.state.position() {
            self.disarm();
            return Err(ResumeError::Poisoned);
        }
        *self.state = S::FINISHED;
        self.disarm();
        Ok(None)
    }

    /// An error is thrown into a body that does not look: it returns `returned()`.
    #[inline]
    pub fn throw<Y, R>(self, returned: impl FnOnce() -> R) -> Result<CoroutineState<Y, R>, ResumeError> {
        if matches!(self.state.status(), Status::Finished | Status::Poisoned) {
            return self.refuse(ResumeError::Finished);
        }
        self.finish(CoroutineState::Complete(returned()))
    }

    /// The body has been told to close and came back with this.
    #[inline]
    pub fn closed<Y, R>(self, state: CoroutineState<Y, R>) -> Result<Option<R>, ResumeError> {
        match self.finish(state)? {
            CoroutineState::Complete(value) => Ok(Some(value)),
            CoroutineState::Yielded(_) => Err(ResumeError::IgnoredClose),
        }
    }

    /// The state is in good order as it is.
    #[inline(always)]
    pub fn disarm(self) {
        mem::forget(self);
    }
}

/// What a machine answers that cannot do what it is told. It is out of the way of those that can, and knows the status
/// by value, so that a machine may live in registers.
#[cold]
#[inline]
pub(super) fn refused<T>(status: Status, error: ResumeError) -> Result<T, ResumeError> {
    Err(match status {
        Status::Finished => ResumeError::Finished,
        Status::Poisoned => ResumeError::Poisoned,
        Status::Created | Status::Suspended => error,
    })
}

/// A state is another one than that which has just been looked at. Inlined, so that the compiler sees that it is not
/// reached before it weighs what calls this.
#[inline(always)]
pub fn unreachable() -> ! {
    core::unreachable!()
}

/// Takes the state out, to run the body with it, and leaves Poisoned.
#[inline(always)]
pub fn take<S: States>(state: &mut S) -> S {
    mem::replace(state, S::POISONED)
}

/// Puts `new` in the place of a state that holds nothing any more: nothing is dropped.
#[inline(always)]
pub fn store<S>(state: &mut S, new: S) {
    mem::forget(mem::replace(state, new));
}

impl<S: States> Drop for Guard<'_, S> {
    #[inline]
    fn drop(&mut self) {
        *self.state = S::POISONED;
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
