//! A delay line: it hands out what it was sent 256 bytes ago, and keeps these in a buffer of its own.

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
    "delay" by drive;
    Hand = hand::delay();
    Hchk = hchk::delay();
    Coroutine = coroutine::delay();
    Boxed = super::boxed::local::delay();
    BoxedSend = super::boxed::shared::delay();
    Diapause = diapause::delay();
    Genawaiter = |co| async move {
        let mut line: [u8; 256] = [0; 256];
        let mut at: u8 = 0;
        loop {
            let byte: u8 = co.yield_(line[usize::from(at)]).await;
            line[usize::from(at)] = byte;
            at = at.wrapping_add(1);
        }
    };
    NextGen = (next_gen::delay, ());
    Fauxgen = fauxgen::delay();
    Corosensei = |yielder: &corosensei::Yielder<u8, u8>, _: u8| -> () {
        let mut line: [u8; 256] = [0; 256];
        let mut at: u8 = 0;
        loop {
            let byte: u8 = yielder.suspend(line[usize::from(at)]);
            line[usize::from(at)] = byte;
            at = at.wrapping_add(1);
        }
    };
};

mod hand {
    use crate::machine::ByHand;

    pub(super) struct Delay {
        line: [u8; 256],
        at: u8,
    }

    pub(super) fn delay() -> Delay {
        Delay { line: [0; 256], at: 0 }
    }

    impl ByHand<u8> for Delay {
        type Out = u8;

        #[inline]
        fn start(&mut self) -> Option<u8> {
            Some(self.line[usize::from(self.at)])
        }

        #[inline]
        fn resume(&mut self, byte: u8) -> Option<u8> {
            self.line[usize::from(self.at)] = byte;
            self.at = self.at.wrapping_add(1);
            Some(self.line[usize::from(self.at)])
        }
    }
}

mod hchk {
    use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

    use crate::contract::{self, States};

    pub(super) struct Delay(Place);

    #[expect(clippy::large_enum_variant, reason = "a machine does not allocate")]
    enum Place {
        Created,
        Suspended { line: [u8; 256], at: u8 },
        Finished,
        Poisoned,
    }

    pub(super) fn delay() -> Delay {
        Delay(Place::Created)
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

    impl Coroutine<u8> for Delay {
        type Yield = u8;
        type Return = ();

        #[inline]
        fn prime(&mut self) -> Result<CoroutineState<u8, ()>, ResumeError> {
            let Place::Created = self.0 else {
                return contract::refused(&self.0, ResumeError::AlreadyPrimed);
            };
            self.0 = Place::Suspended { line: [0; 256], at: 0 };
            Ok(CoroutineState::Yielded(0))
        }

        #[inline]
        fn send(&mut self, byte: u8) -> Result<CoroutineState<u8, ()>, ResumeError> {
            let Place::Suspended { line, at } = &mut self.0 else {
                return contract::refused(&self.0, ResumeError::NotPrimed);
            };
            line[usize::from(*at)] = byte;
            *at = at.wrapping_add(1);
            Ok(CoroutineState::Yielded(line[usize::from(*at)]))
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
    pub(super) fn delay() {
        let mut line: [u8; 256] = [0; 256];
        let mut at: u8 = 0;
        loop {
            let byte: u8 = yield_!(line[usize::from(at)]);
            line[usize::from(at)] = byte;
            at = at.wrapping_add(1);
        }
    }
}

mod diapause {
    #[diapause::coroutine(yield = u8, resume = u8)]
    pub(super) fn delay() {
        let mut line: [u8; 256] = [0; 256];
        let mut at: u8 = 0;
        loop {
            let byte: u8 = yield_!(line[usize::from(at)]);
            line[usize::from(at)] = byte;
            at = at.wrapping_add(1);
        }
    }
}

mod next_gen {
    use next_gen::prelude::*;

    #[generator(yield(u8), resume(u8))]
    pub(super) fn delay() {
        let mut line: [u8; 256] = [0; 256];
        let mut at: u8 = 0;
        loop {
            let byte: u8 = yield_!(line[usize::from(at)]);
            line[usize::from(at)] = byte;
            at = at.wrapping_add(1);
        }
    }
}

mod fauxgen {
    #[fauxgen::generator(yield = u8, arg = u8)]
    pub(super) fn delay() {
        let mut line: [u8; 256] = [0; 256];
        let mut at: u8 = 0;
        loop {
            let byte: u8 = r#yield!(line[usize::from(at)]);
            line[usize::from(at)] = byte;
            at = at.wrapping_add(1);
        }
    }
}
