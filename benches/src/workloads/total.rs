//! A running total of the numbers that it is sent.

use crate::cell::Cell;
use crate::cells;
use crate::drive::{Mode, Sum, push};
use crate::machine::Machine;

/// Runs a machine.
#[inline(always)]
pub fn drive<D: Mode>(machine: impl Machine<u64, Out = u64>) -> Sum {
    push::<D, u64, _>(machine, super::numbers().iter().copied())
}

/// Every maker's machine.
pub const CELLS: &[Cell] = cells! {
    "total" by drive;
    Hand = hand::total();
    Hchk = hchk::total();
    Coroutine = coroutine::total();
    Boxed = super::boxed::local::total();
    BoxedSend = super::boxed::shared::total();
    Diapause = diapause::total();
    Genawaiter = |co| async move {
        let mut total: u64 = 0;
        loop {
            let value: u64 = co.yield_(total).await;
            total = total.wrapping_add(value);
        }
    };
    NextGen = (next_gen::total, ());
    Fauxgen = fauxgen::total();
    Corosensei = |yielder: &corosensei::Yielder<u64, u64>, _: u64| -> () {
        let mut total: u64 = 0;
        loop {
            let value: u64 = yielder.suspend(total);
            total = total.wrapping_add(value);
        }
    };
};

mod hand {
    use crate::machine::ByHand;

    pub(super) struct Total {
        total: u64,
    }

    pub(super) fn total() -> Total {
        Total { total: 0 }
    }

    impl ByHand<u64> for Total {
        type Out = u64;

        #[inline]
        fn start(&mut self) -> Option<u64> {
            Some(self.total)
        }

        #[inline]
        fn resume(&mut self, value: u64) -> Option<u64> {
            self.total = self.total.wrapping_add(value);
            Some(self.total)
        }
    }
}

mod hchk {
    use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

    use crate::contract::{self, States};

    pub(super) struct Total(Place);

    enum Place {
        Created,
        Suspended { total: u64 },
        Finished,
        Poisoned,
    }

    pub(super) fn total() -> Total {
        Total(Place::Created)
    }

    impl States for Place {
        const FINISHED: Self = Self::Finished;
        const POISONED: Self = Self::Poisoned;

        #[inline]
        fn status(&self) -> Status {
            match self {
                Self::Created => Status::Created,
                Self::Suspended { .. } => Status::Suspended,
                Self::Finished => Status::Finished,
                Self::Poisoned => Status::Poisoned,
            }
        }
    }

    impl Coroutine<u64> for Total {
        type Yield = u64;
        type Return = ();

        #[inline]
        fn prime(&mut self) -> Result<CoroutineState<u64, ()>, ResumeError> {
            let Place::Created = self.0 else {
                return contract::refused(&self.0, ResumeError::AlreadyPrimed);
            };
            self.0 = Place::Suspended { total: 0 };
            Ok(CoroutineState::Yielded(0))
        }

        #[inline]
        fn send(&mut self, value: u64) -> Result<CoroutineState<u64, ()>, ResumeError> {
            let Place::Suspended { total } = &mut self.0 else {
                return contract::refused(&self.0, ResumeError::NotPrimed);
            };
            *total = total.wrapping_add(value);
            Ok(CoroutineState::Yielded(*total))
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

    #[coro::coroutine(recv = u64, yield = u64)]
    pub(super) fn total() {
        let mut total: u64 = 0;
        loop {
            let value: u64 = yield_!(total);
            total = total.wrapping_add(value);
        }
    }
}

mod diapause {
    #[diapause::coroutine(yield = u64, resume = u64)]
    pub(super) fn total() {
        let mut total: u64 = 0;
        loop {
            let value: u64 = yield_!(total);
            total = total.wrapping_add(value);
        }
    }
}

mod next_gen {
    use next_gen::prelude::*;

    #[generator(yield(u64), resume(u64))]
    pub(super) fn total() {
        let mut total: u64 = 0;
        loop {
            let value: u64 = yield_!(total);
            total = total.wrapping_add(value);
        }
    }
}

mod fauxgen {
    #[fauxgen::generator(yield = u64, arg = u64)]
    pub(super) fn total() {
        let mut total: u64 = 0;
        loop {
            let value: u64 = r#yield!(total);
            total = total.wrapping_add(value);
        }
    }
}
