//! A counter: one loop with one suspension.

use crate::cell::Cell;
use crate::cells;
use crate::drive::{Mode, Sum, push};
use crate::machine::Machine;

/// Runs a machine.
#[inline(always)]
pub fn drive<D: Mode>(machine: impl Machine<(), Out = u64>) -> Sum {
    push::<D, (), _>(machine, std::iter::repeat_n((), super::N_RESUMES))
}

/// Every maker's machine.
pub const CELLS: &[Cell] = cells! {
    "counter" by drive;
    Hand = hand::counter();
    Hchk = hchk::counter();
    Coroutine = coroutine::counter();
    Boxed = super::boxed::local::counter();
    BoxedSend = super::boxed::shared::counter();
    Diapause = diapause::counter();
    Genawaiter = |co| async move {
        let mut n: u64 = 0;
        loop {
            co.yield_(n).await;
            n = n.wrapping_add(1);
        }
    };
    NextGen = (next_gen::counter, ());
    Fauxgen = fauxgen::counter();
    Corosensei = |yielder: &corosensei::Yielder<(), u64>, ()| -> () {
        let mut n: u64 = 0;
        loop {
            yielder.suspend(n);
            n = n.wrapping_add(1);
        }
    };
};

mod coroutine {
    use coro_runtime::prelude::*;

    #[coro::coroutine(yield = u64)]
    pub(super) fn counter() {
        let mut n: u64 = 0;
        loop {
            yield_!(n);
            n = n.wrapping_add(1);
        }
    }
}

mod diapause {
    #[diapause::coroutine(yield = u64)]
    pub(super) fn counter() {
        let mut n: u64 = 0;
        loop {
            yield_!(n);
            n = n.wrapping_add(1);
        }
    }
}

mod hand {
    use crate::machine::ByHand;

    pub(super) struct Counter {
        n: u64,
    }

    pub(super) fn counter() -> Counter {
        Counter { n: 0 }
    }

    impl ByHand<()> for Counter {
        type Out = u64;

        #[inline]
        fn start(&mut self) -> Option<u64> {
            Some(self.n)
        }

        #[inline]
        fn resume(&mut self, (): ()) -> Option<u64> {
            self.n = self.n.wrapping_add(1);
            Some(self.n)
        }
    }
}

mod hchk {
    use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

    use crate::contract::{self, States};

    pub(super) struct Counter(Place);

    enum Place {
        Created,
        Suspended { n: u64 },
        Finished,
        Poisoned,
    }

    pub(super) fn counter() -> Counter {
        Counter(Place::Created)
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

    impl Coroutine for Counter {
        type Yield = u64;
        type Return = ();

        #[inline]
        fn prime(&mut self) -> Result<CoroutineState<u64, ()>, ResumeError> {
            let Place::Created = self.0 else {
                return contract::refused(&self.0, ResumeError::AlreadyPrimed);
            };
            self.0 = Place::Suspended { n: 0 };
            Ok(CoroutineState::Yielded(0))
        }

        #[inline]
        fn send(&mut self, (): ()) -> Result<CoroutineState<u64, ()>, ResumeError> {
            let Place::Suspended { n } = &mut self.0 else {
                return contract::refused(&self.0, ResumeError::NotPrimed);
            };
            *n = n.wrapping_add(1);
            Ok(CoroutineState::Yielded(*n))
        }

        fn close(&mut self) -> Result<Option<()>, ResumeError> {
            contract::close(&mut self.0)
        }

        fn status(&self) -> Status {
            self.0.status()
        }
    }
}

mod next_gen {
    use next_gen::prelude::*;

    #[generator(yield(u64))]
    pub(super) fn counter() {
        let mut n: u64 = 0;
        loop {
            yield_!(n);
            n = n.wrapping_add(1);
        }
    }
}

mod fauxgen {
    #[fauxgen::generator(yield = u64)]
    pub(super) fn counter() {
        let mut n: u64 = 0;
        loop {
            r#yield!(n);
            n = n.wrapping_add(1);
        }
    }
}
