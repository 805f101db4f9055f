//! The chain written by hand, with the contract of the generated machines.

use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

/// Hands out the numbers below a limit. Nothing in it can panic, so it is never poisoned.
#[derive(Debug)]
pub(super) struct Count {
    status: Status,
    next: u32,
    n: u32,
}

/// Hands out the numbers below `n`.
pub(super) fn count(n: u32) -> Count {
    Count { status: Status::Created, next: 0, n }
}

impl Count {
    #[inline(always)]
    fn resume(&mut self) -> CoroutineState<u32, ()> {
        if self.next == self.n {
            self.status = Status::Finished;
            return CoroutineState::Complete(());
        }
        let value = self.next;
        self.next += 1;
        self.status = Status::Suspended;
        CoroutineState::Yielded(value)
    }
}

impl Coroutine for Count {
    type Yield = u32;
    type Return = ();

    #[inline]
    fn prime(&mut self) -> Result<CoroutineState<u32, ()>, ResumeError> {
        match self.status {
            Status::Created => Ok(self.resume()),
            Status::Suspended => Err(ResumeError::AlreadyPrimed),
            Status::Finished | Status::Poisoned => Err(ended(self.status)),
        }
    }

    #[inline]
    fn send(&mut self, (): ()) -> Result<CoroutineState<u32, ()>, ResumeError> {
        match self.status {
            Status::Suspended => Ok(self.resume()),
            Status::Created => Err(ResumeError::NotPrimed),
            Status::Finished | Status::Poisoned => Err(ended(self.status)),
        }
    }

    fn close(&mut self) -> Result<Option<()>, ResumeError> {
        self.status = Status::Finished;
        Ok(None)
    }

    fn status(&self) -> Status {
        self.status
    }
}

/// Does what another machine does.
#[derive(Debug)]
pub(super) struct Pass<C> {
    status: Status,
    /// Ended where it ends, as a generated machine does it.
    sub: Option<C>,
}

/// Does what `sub` does.
pub(super) fn pass<C: Coroutine<Yield = u32, Return = ()>>(sub: C) -> Pass<C> {
    Pass { status: Status::Created, sub: Some(sub) }
}

impl<C: Coroutine<Yield = u32, Return = ()>> Pass<C> {
    /// Under poison, which stays if the other one panics.
    #[inline(always)]
    fn resume(
        &mut self,
        resume: impl FnOnce(&mut C) -> Result<CoroutineState<u32, ()>, ResumeError>,
    ) -> Result<CoroutineState<u32, ()>, ResumeError> {
        self.status = Status::Poisoned;
        let Some(sub) = &mut self.sub else { return Err(ResumeError::Poisoned) };
        let state = resume(sub)?;
        if let CoroutineState::Complete(()) = state {
            self.sub = None;
            self.status = Status::Finished;
        } else {
            self.status = Status::Suspended;
        }
        Ok(state)
    }
}

impl<C: Coroutine<Yield = u32, Return = ()>> Coroutine for Pass<C> {
    type Yield = u32;
    type Return = ();

    #[inline]
    fn prime(&mut self) -> Result<CoroutineState<u32, ()>, ResumeError> {
        match self.status {
            Status::Created => self.resume(C::prime),
            Status::Suspended => Err(ResumeError::AlreadyPrimed),
            Status::Finished | Status::Poisoned => Err(ended(self.status)),
        }
    }

    #[inline]
    fn send(&mut self, (): ()) -> Result<CoroutineState<u32, ()>, ResumeError> {
        match self.status {
            Status::Suspended => self.resume(|sub| sub.send(())),
            Status::Created => Err(ResumeError::NotPrimed),
            Status::Finished | Status::Poisoned => Err(ended(self.status)),
        }
    }

    fn close(&mut self) -> Result<Option<()>, ResumeError> {
        if let Status::Poisoned = self.status {
            return Err(ResumeError::Poisoned);
        }
        self.status = Status::Poisoned;
        if let Some(sub) = &mut self.sub {
            sub.close()?;
        }
        self.sub = None;
        self.status = Status::Finished;
        Ok(None)
    }

    fn status(&self) -> Status {
        self.status
    }
}

#[cold]
fn ended(status: Status) -> ResumeError {
    match status {
        Status::Poisoned => ResumeError::Poisoned,
        Status::Created | Status::Suspended | Status::Finished => ResumeError::Finished,
    }
}
