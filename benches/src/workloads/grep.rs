//! Lines that hold a text are handed out again. A line is borrowed for one send only.

use std::hint::black_box;
use std::sync::LazyLock;

use crate::cell::Cell;
use crate::cells;
use crate::drive::{Mode, Sum, push};
use crate::machine::Machine;

const PATTERN: &str = "status=5";

fn lines() -> &'static [String] {
    static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let line = |number: u64| format!("id={} status={}", number % 977, 200 + number % 4 * 100);
        super::random().map(line).take(1_000).collect()
    });
    black_box(&LINES)
}

#[inline(always)]
fn drive<D: Mode>(machine: impl for<'i> Machine<&'i str, Out = Option<&'i str>>) -> Sum {
    push::<D, &str, _>(machine, lines().iter().map(String::as_str))
}

/// Every maker's machine. The peers keep what they are sent in the machine, which a line that is borrowed for one send
/// does not live long enough for.
pub const CELLS: &[Cell] = cells! {
    "grep" by drive;
    Hand = hand::grep(black_box(PATTERN));
    Hchk = hchk::grep(black_box(PATTERN));
    Coroutine = coroutine::grep(black_box(PATTERN));
};

mod hand {
    use crate::machine::ByHand;

    pub(super) struct Grep<'p> {
        pattern: &'p str,
    }

    pub(super) fn grep(pattern: &str) -> Grep<'_> {
        Grep { pattern }
    }

    impl<'i> ByHand<&'i str> for Grep<'_> {
        type Out = Option<&'i str>;

        #[inline]
        fn start(&mut self) -> Option<Option<&'i str>> {
            Some(None)
        }

        #[inline]
        fn resume(&mut self, line: &'i str) -> Option<Option<&'i str>> {
            Some(line.contains(self.pattern).then_some(line))
        }
    }
}

mod hchk {
    use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

    use crate::contract::{self, Guard, States};

    pub(super) struct Grep<'p>(Place<'p>);

    enum Place<'p> {
        Created { pattern: &'p str },
        Suspended { pattern: &'p str },
        Finished,
        Poisoned,
    }

    pub(super) fn grep(pattern: &str) -> Grep<'_> {
        Grep(Place::Created { pattern })
    }

    impl States for Place<'_> {
        const FINISHED: Self = Self::Finished;
        const POISONED: Self = Self::Poisoned;

        #[inline]
        fn status(&self) -> Status {
            match self {
                Self::Created { .. } => Status::Created,
                Self::Suspended { .. } => Status::Suspended,
                Self::Finished => Status::Finished,
                Self::Poisoned => Status::Poisoned,
            }
        }
    }

    impl<'i> Coroutine<&'i str> for Grep<'_> {
        type Yield = Option<&'i str>;
        type Return = ();

        #[inline]
        fn prime(&mut self) -> Result<CoroutineState<Option<&'i str>, ()>, ResumeError> {
            let Place::Created { pattern } = self.0 else {
                return contract::refused(&self.0, ResumeError::AlreadyPrimed);
            };
            self.0 = Place::Suspended { pattern };
            Ok(CoroutineState::Yielded(None))
        }

        #[inline]
        fn send(&mut self, line: &'i str) -> Result<CoroutineState<Option<&'i str>, ()>, ResumeError> {
            let Place::Suspended { pattern } = self.0 else {
                return contract::refused(&self.0, ResumeError::NotPrimed);
            };
            // Nobody promises that a search does not panic.
            let guard = Guard(&mut self.0);
            let found = line.contains(pattern);
            std::mem::forget(guard);
            Ok(CoroutineState::Yielded(found.then_some(line)))
        }

        fn close(&mut self) -> Result<Option<()>, ResumeError> {
            contract::close(&mut self.0)
        }

        fn status(&self) -> Status {
            self.0.status()
        }
    }
}

mod coroutine {
    use coro_runtime::prelude::*;

    #[coro::coroutine(recv = &str, yield = Option<&str>)]
    pub(super) fn grep(pattern: &str) {
        let mut line: &str = recv!();
        loop {
            line = yield_!(line.contains(pattern).then_some(line));
        }
    }
}
