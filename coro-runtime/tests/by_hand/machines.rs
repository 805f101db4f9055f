//! Two machines in the shape of the generated ones: one that adds up and can fail, one that takes borrowed lines.

use coro_runtime::__private::{Guard, Outcome, Position, States, store, take};
use coro_runtime::prelude::*;

/// Why [`Sum`] gives up.
#[derive(Debug, PartialEq)]
pub(crate) enum Failure {
    TooLarge,
    Thrown(&'static str),
}

impl From<&'static str> for Failure {
    fn from(error: &'static str) -> Self {
        Self::Thrown(error)
    }
}

/// The machine of
/// ```text
/// #[coro::coroutine(recv = u32, yield = u32, throw = &'static str)]
/// fn sum() -> Result<u32, Failure> {
///     let mut total: u32 = 0;
///     loop {
///         let value: u32 = yield_!(total);
///         assert_ne!(value, 13, "an unlucky number");
///         if value == 0 {
///             return Ok(total);
///         }
///         total = total.checked_add(value).ok_or(Failure::TooLarge)?;
///     }
/// }
/// ```
pub(crate) struct Sum {
    state: SumStates,
}

pub(crate) fn sum() -> Sum {
    Sum { state: SumStates::Created }
}

enum SumStates {
    Created,
    Yield1 { total: u32 },
    Finished,
    Poisoned,
}

type SumReturn = Result<u32, Failure>;
type SumOut = <SumReturn as Outcome<u32>>::Out;

impl SumStates {
    fn start(&mut self) -> SumOut {
        let total: u32 = 0;
        let value = total;
        store(self, Self::Yield1 { total });
        SumReturn::suspended(value)
    }

    fn after_yield_1(&mut self, input: u32, mut total: u32) -> SumOut {
        {
            let value: u32 = input;
            assert_ne!(value, 13, "an unlucky number");
            if value == 0 {
                return Outcome::<u32>::complete(Ok(total));
            }
            total = total.checked_add(value).ok_or(Failure::TooLarge)?;
        }
        let value = total;
        store(self, Self::Yield1 { total });
        SumReturn::suspended(value)
    }
}

impl States for SumStates {
    const FINISHED: Self = Self::Finished;
    const POISONED: Self = Self::Poisoned;

    fn is_created(&self) -> bool {
        matches!(self, Self::Created)
    }

    fn position(&self) -> Position {
        match self {
            Self::Created => Position::Created,
            Self::Yield1 { .. } => Position::Suspended(line!()),
            Self::Finished => Position::Finished,
            Self::Poisoned => Position::Poisoned,
        }
    }
}

impl Coroutine<u32> for Sum {
    type Yield = u32;
    type Return = SumReturn;

    fn prime(&mut self) -> Result<CoroutineState<u32, SumReturn>, ResumeError> {
        let guard = Guard::over(&mut self.state);
        let outcome = match *guard.state {
            SumStates::Created => guard.state.start(),
            _ => return guard.refuse(ResumeError::AlreadyPrimed),
        };
        guard.finish(SumReturn::split(outcome))
    }

    fn send(&mut self, input: u32) -> Result<CoroutineState<u32, SumReturn>, ResumeError> {
        let guard = Guard::over(&mut self.state);
        let outcome = match *guard.state {
            SumStates::Yield1 { total } => guard.state.after_yield_1(input, total),
            _ => return guard.refuse(ResumeError::NotPrimed),
        };
        guard.finish(SumReturn::split(outcome))
    }

    fn close(&mut self) -> Result<Option<SumReturn>, ResumeError> {
        Guard::over(&mut self.state).close()
    }

    fn status(&self) -> Status {
        self.state.status()
    }
}

impl Throw<&'static str, u32> for Sum {
    fn throw(&mut self, error: &'static str) -> Result<CoroutineState<u32, SumReturn>, ResumeError> {
        let guard = Guard::over(&mut self.state);
        let outcome = match *guard.state {
            SumStates::Created | SumStates::Yield1 { .. } => Outcome::<u32>::complete(Err(error.into())),
            _ => return guard.refuse(ResumeError::Finished),
        };
        guard.finish(SumReturn::split(outcome))
    }
}

/// The machine of
/// ```text
/// #[coro::coroutine]
/// fn count(pattern: &str, found: &mut u32) {
///     loop {
///         let line: &str = recv!();
///         if line.is_empty() {
///             return;
///         }
///         *found += u32::from(line.contains(pattern));
///     }
/// }
/// ```
pub(crate) struct Count<'p> {
    state: CountStates<'p>,
}

pub(crate) fn count<'p>(pattern: &'p str, found: &'p mut u32) -> Count<'p> {
    Count { state: CountStates::Created { pattern, found } }
}

enum CountStates<'p> {
    Created { pattern: &'p str, found: &'p mut u32 },
    Recv1 { pattern: &'p str, found: &'p mut u32 },
    Finished,
    Poisoned,
}

impl<'p> CountStates<'p> {
    fn start(&mut self, pattern: &'p str, found: &'p mut u32) -> CoroutineState<(), ()> {
        store(self, Self::Recv1 { pattern, found });
        CoroutineState::Yielded(())
    }

    fn after_recv_1<'i>(
        &mut self,
        input: &'i str,
        pattern: &'p str,
        found: &'p mut u32,
    ) -> CoroutineState<(), ()> {
        {
            let line: &'i str = input;
            if line.is_empty() {
                return CoroutineState::Complete(());
            }
            *found += u32::from(line.contains(pattern));
        }
        store(self, Self::Recv1 { pattern, found });
        CoroutineState::Yielded(())
    }
}

impl States for CountStates<'_> {
    const FINISHED: Self = Self::Finished;
    const POISONED: Self = Self::Poisoned;

    fn is_created(&self) -> bool {
        matches!(self, Self::Created { .. })
    }

    fn position(&self) -> Position {
        match self {
            Self::Created { .. } => Position::Created,
            Self::Recv1 { .. } => Position::Suspended(line!()),
            Self::Finished => Position::Finished,
            Self::Poisoned => Position::Poisoned,
        }
    }
}

impl<'i> Coroutine<&'i str> for Count<'_> {
    type Yield = ();
    type Return = ();

    fn prime(&mut self) -> Result<CoroutineState<(), ()>, ResumeError> {
        let guard = Guard::over(&mut self.state);
        let outcome = match guard.state {
            CountStates::Created { .. } => match take(guard.state) {
                CountStates::Created { pattern, found } => guard.state.start(pattern, found),
                _ => unreachable!(),
            },
            _ => return guard.refuse(ResumeError::AlreadyPrimed),
        };
        guard.finish(outcome)
    }

    fn send(&mut self, input: &'i str) -> Result<CoroutineState<(), ()>, ResumeError> {
        let guard = Guard::over(&mut self.state);
        let outcome = match guard.state {
            CountStates::Recv1 { .. } => match take(guard.state) {
                CountStates::Recv1 { pattern, found } => guard.state.after_recv_1(input, pattern, found),
                _ => unreachable!(),
            },
            _ => return guard.refuse(ResumeError::NotPrimed),
        };
        guard.finish(outcome)
    }

    fn close(&mut self) -> Result<Option<()>, ResumeError> {
        Guard::over(&mut self.state).close()
    }

    fn status(&self) -> Status {
        self.state.status()
    }
}
