//! Two suspensions in one loop that share a buffer: it is sent a place and then what to put there, and hands out what
//! was there before.

use crate::cell::Cell;
use crate::cells;
use crate::drive::{Mode, Sum, push};
use crate::machine::Machine;

/// Runs a machine.
#[inline(always)]
pub fn drive<D: Mode>(machine: impl Machine<u8, Out = u8>) -> Sum {
    push::<D, u8, _>(machine, super::bytes().iter().copied())
}

/// Every maker's machine.
pub const CELLS: &[Cell] = cells! {
    "exchange" by drive;
    Hand = hand::exchange();
    Hchk = hchk::exchange();
    Coroutine = coroutine::exchange();
    Diapause = diapause::exchange();
    Genawaiter = |co| async move {
        let mut cells: [u8; 256] = [0; 256];
        let mut before: u8 = 0;
        loop {
            let place: u8 = co.yield_(before).await;
            before = cells[usize::from(place)];
            let value: u8 = co.yield_(place).await;
            cells[usize::from(place)] = value;
        }
    };
    NextGen = (next_gen::exchange, ());
    Fauxgen = fauxgen::exchange();
    Corosensei = |yielder: &corosensei::Yielder<u8, u8>, _: u8| -> () {
        let mut cells: [u8; 256] = [0; 256];
        let mut before: u8 = 0;
        loop {
            let place: u8 = yielder.suspend(before);
            before = cells[usize::from(place)];
            let value: u8 = yielder.suspend(place);
            cells[usize::from(place)] = value;
        }
    };
};

mod hand {
    use crate::machine::ByHand;

    pub(super) struct Exchange {
        cells: [u8; 256],
        /// What has been sent of a place and a value.
        place: Option<u8>,
    }

    pub(super) fn exchange() -> Exchange {
        Exchange { cells: [0; 256], place: None }
    }

    impl ByHand<u8> for Exchange {
        type Out = u8;

        #[inline]
        fn start(&mut self) -> Option<u8> {
            Some(0)
        }

        #[inline]
        fn resume(&mut self, input: u8) -> Option<u8> {
            let Some(place) = self.place.take() else {
                self.place = Some(input);
                return Some(input);
            };
            Some(std::mem::replace(&mut self.cells[usize::from(place)], input))
        }
    }
}

mod hchk {
    use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

    use crate::contract::{self, States};

    pub(super) struct Exchange(Place);

    #[expect(clippy::large_enum_variant, reason = "a machine does not allocate")]
    enum Place {
        Created,
        /// With what has been sent of a place and a value.
        Suspended {
            cells: [u8; 256],
            place: Option<u8>,
        },
        Finished,
        Poisoned,
    }

    pub(super) fn exchange() -> Exchange {
        Exchange(Place::Created)
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

    impl Coroutine<u8> for Exchange {
        type Yield = u8;
        type Return = ();

        #[inline]
        fn prime(&mut self) -> Result<CoroutineState<u8, ()>, ResumeError> {
            let Place::Created = self.0 else {
                return contract::refused(&self.0, ResumeError::AlreadyPrimed);
            };
            self.0 = Place::Suspended { cells: [0; 256], place: None };
            Ok(CoroutineState::Yielded(0))
        }

        #[inline]
        fn send(&mut self, input: u8) -> Result<CoroutineState<u8, ()>, ResumeError> {
            let Place::Suspended { cells, place } = &mut self.0 else {
                return contract::refused(&self.0, ResumeError::NotPrimed);
            };
            let Some(at) = place.take() else {
                *place = Some(input);
                return Ok(CoroutineState::Yielded(input));
            };
            Ok(CoroutineState::Yielded(std::mem::replace(&mut cells[usize::from(at)], input)))
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

    #[coro::coroutine(recv = u8, yield = u8)]
    pub(super) fn exchange() {
        let mut cells: [u8; 256] = [0; 256];
        let mut before: u8 = 0;
        loop {
            let place: u8 = yield_!(before);
            before = cells[usize::from(place)];
            let value: u8 = yield_!(place);
            cells[usize::from(place)] = value;
        }
    }
}

mod diapause {
    #[diapause::coroutine(yield = u8, resume = u8)]
    pub(super) fn exchange() {
        let mut cells: [u8; 256] = [0; 256];
        let mut before: u8 = 0;
        loop {
            let place: u8 = yield_!(before);
            before = cells[usize::from(place)];
            let value: u8 = yield_!(place);
            cells[usize::from(place)] = value;
        }
    }
}

mod next_gen {
    use next_gen::prelude::*;

    #[generator(yield(u8), resume(u8))]
    pub(super) fn exchange() {
        let mut cells: [u8; 256] = [0; 256];
        let mut before: u8 = 0;
        loop {
            let place: u8 = yield_!(before);
            before = cells[usize::from(place)];
            let value: u8 = yield_!(place);
            cells[usize::from(place)] = value;
        }
    }
}

mod fauxgen {
    #[fauxgen::generator(yield = u8, arg = u8)]
    pub(super) fn exchange() {
        let mut cells: [u8; 256] = [0; 256];
        let mut before: u8 = 0;
        loop {
            let place: u8 = r#yield!(before);
            before = cells[usize::from(place)];
            let value: u8 = r#yield!(place);
            cells[usize::from(place)] = value;
        }
    }
}
