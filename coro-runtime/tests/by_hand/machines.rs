//! Two machines: one that adds up and can fail, one that takes borrowed lines.

use std::mem;

use coro_runtime::__private::{Guard, Outcome, Poison};
use coro_runtime::prelude::*;

/// Why [`Sum`] gives up.
#[derive(Debug, PartialEq)]
pub(crate) enum Failure {
    TooLarge,
    Thrown(&'static str),
}

/// The machine of
/// ```text
/// #[coroutine(yield = u32, throw = &'static str)]
/// fn sum() -> Result<u32, Failure> {
///     let mut total: u32 = 0;
///     loop {
///         let value: u32 = yield_!(total);
///         assert_ne!(value, 13);
///         if value == 0 { return Ok(total); }
///         total = total.checked_add(value).ok_or(Failure::TooLarge)?;
///     }
/// }
/// ```
pub(crate) struct Sum {
    state: SumState,
}

enum SumState {
    Created,
    Yield1 { total: u32 },
    Finished,
    Poisoned,
}

type SumReturn = Result<u32, Failure>;
type SumOut = <SumReturn as Outcome<u32>>::Out;

impl Poison for SumState {
    const POISONED: Self = Self::Poisoned;
}

pub(crate) fn sum() -> Sum {
    Sum { state: SumState::Created }
}

impl Sum {
    fn entry(state: &mut SumState) -> SumOut {
        Self::head(state, 0)
    }

    fn after_yield_1(state: &mut SumState, input: u32, mut total: u32) -> SumOut {
        let value: u32 = input;
        assert_ne!(value, 13, "an unlucky number");
        if value == 0 {
            return Outcome::<u32>::complete(Ok(total));
        }
        total = total.checked_add(value).ok_or(Failure::TooLarge)?;
        Self::head(state, total)
    }

    fn head(state: &mut SumState, total: u32) -> SumOut {
        let value = total;
        *state = SumState::Yield1 { total };
        SumReturn::suspended(value)
    }

    fn finish(guard: Guard<'_, SumState>, out: SumOut) -> CoroutineState<u32, SumReturn> {
        let state = SumReturn::split(out);
        if state.is_complete() {
            *guard.0 = SumState::Finished;
        }
        guard.disarm();
        state
    }

    fn refuse(
        guard: Guard<'_, SumState>,
        state: SumState,
        suspended: ResumeError,
    ) -> Result<CoroutineState<u32, SumReturn>, ResumeError> {
        let error = match state {
            SumState::Created => ResumeError::NotPrimed,
            SumState::Yield1 { .. } => suspended,
            SumState::Finished => ResumeError::Finished,
            SumState::Poisoned => ResumeError::Poisoned,
        };
        *guard.0 = state;
        guard.disarm();
        Err(error)
    }
}

impl Coroutine<u32> for Sum {
    type Yield = u32;
    type Return = SumReturn;

    fn prime(&mut self) -> Result<CoroutineState<u32, SumReturn>, ResumeError> {
        let guard = Guard(&mut self.state);
        match mem::replace(&mut *guard.0, SumState::POISONED) {
            SumState::Created => {
                let out = Self::entry(guard.0);
                Ok(Self::finish(guard, out))
            }
            other @ (SumState::Yield1 { .. } | SumState::Finished | SumState::Poisoned) => {
                Self::refuse(guard, other, ResumeError::AlreadyPrimed)
            }
        }
    }

    fn send(&mut self, value: u32) -> Result<CoroutineState<u32, SumReturn>, ResumeError> {
        let guard = Guard(&mut self.state);
        match mem::replace(&mut *guard.0, SumState::POISONED) {
            SumState::Yield1 { total } => {
                let out = Self::after_yield_1(guard.0, value, total);
                Ok(Self::finish(guard, out))
            }
            other @ (SumState::Created | SumState::Finished | SumState::Poisoned) => {
                Self::refuse(guard, other, ResumeError::AlreadyPrimed)
            }
        }
    }

    fn close(&mut self) -> Result<Option<SumReturn>, ResumeError> {
        match self.state {
            SumState::Poisoned => Err(ResumeError::Poisoned),
            SumState::Created | SumState::Yield1 { .. } | SumState::Finished => {
                self.state = SumState::Finished;
                Ok(None)
            }
        }
    }

    fn status(&self) -> Status {
        match self.state {
            SumState::Created => Status::Created,
            SumState::Yield1 { .. } => Status::Suspended,
            SumState::Finished => Status::Finished,
            SumState::Poisoned => Status::Poisoned,
        }
    }
}

impl Throw<&'static str, u32> for Sum {
    fn throw(&mut self, error: &'static str) -> Result<CoroutineState<u32, SumReturn>, ResumeError> {
        match self.state {
            SumState::Created | SumState::Yield1 { .. } => {
                self.state = SumState::Finished;
                Ok(CoroutineState::Complete(Err(Failure::Thrown(error))))
            }
            SumState::Finished => Err(ResumeError::Finished),
            SumState::Poisoned => Err(ResumeError::Poisoned),
        }
    }
}

/// A machine that counts the lines with a pattern and ends at an empty one. Lines are borrowed for one send only.
pub(crate) struct Count<'p> {
    pattern: &'p str,
    found: &'p mut u32,
    status: Status,
}

pub(crate) fn count<'p>(pattern: &'p str, found: &'p mut u32) -> Count<'p> {
    Count { pattern, found, status: Status::Created }
}

impl<'i> Coroutine<&'i str> for Count<'_> {
    type Yield = ();
    type Return = ();

    fn prime(&mut self) -> Result<CoroutineState<(), ()>, ResumeError> {
        match self.status {
            Status::Created => {
                self.status = Status::Suspended;
                Ok(CoroutineState::Yielded(()))
            }
            Status::Suspended => Err(ResumeError::AlreadyPrimed),
            Status::Finished => Err(ResumeError::Finished),
            Status::Poisoned => Err(ResumeError::Poisoned),
        }
    }

    fn send(&mut self, line: &'i str) -> Result<CoroutineState<(), ()>, ResumeError> {
        match self.status {
            Status::Created => Err(ResumeError::NotPrimed),
            Status::Suspended if line.is_empty() => {
                self.status = Status::Finished;
                Ok(CoroutineState::Complete(()))
            }
            Status::Suspended => {
                *self.found += u32::from(line.contains(self.pattern));
                Ok(CoroutineState::Yielded(()))
            }
            Status::Finished => Err(ResumeError::Finished),
            Status::Poisoned => Err(ResumeError::Poisoned),
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
