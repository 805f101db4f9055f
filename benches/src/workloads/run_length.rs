//! A run-length decoder with five suspensions. It hands out `None` where it wants a byte, and a byte of the decoded text
//! otherwise, in answer to which it does not look at what it is sent.
//!
//! A byte below 128 is followed by that many bytes that stand for themselves; another one by the byte that is to be
//! repeated, at least twice.

use std::hint::black_box;
use std::sync::LazyLock;

use crate::cell::Cell;
use crate::cells;
use crate::drive::{Mode, Sum};
use crate::machine::Machine;

/// The least length of a run, and what marks it.
pub const RUN: u8 = 126;

fn encoded() -> &'static [u8] {
    static ENCODED: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut random = super::random().map(|number| number as u8);
        let mut encoded = Vec::new();
        while encoded.len() < 2_000 {
            let head = random.next().unwrap_or_default() % 140;
            encoded.push(head);
            let n_bytes = if head < 128 { head.into() } else { 1 };
            encoded.extend(random.by_ref().take(n_bytes));
        }
        encoded
    });
    black_box(&ENCODED)
}

/// Runs a machine.
#[inline(always)]
pub fn drive<D: Mode>(mut machine: impl Machine<u8, Out = Option<u8>>) -> Sum {
    let mut sum = Sum::of(&machine);
    let mut bytes = encoded().iter();
    let mut answer = D::start(&mut machine);
    while let Some(decoded) = answer {
        sum.add(decoded);
        let input = match decoded {
            Some(_) => 0,
            None => match bytes.next() {
                Some(&byte) => byte,
                None => break,
            },
        };
        answer = D::resume(&mut machine, input);
    }
    D::close(&mut machine);
    sum
}

/// Every maker's machine.
pub const CELLS: &[Cell] = cells! {
    "run-length" by drive;
    Hand = hand::decode();
    Hchk = hchk::decode();
    Coroutine = coroutine::decode();
    Diapause = diapause::decode();
    Genawaiter = |co| async move {
        loop {
            let head: u8 = co.yield_(None).await;
            if head < 128 {
                let mut left: u8 = head;
                while left > 0 {
                    let byte: u8 = co.yield_(None).await;
                    co.yield_(Some(byte)).await;
                    left -= 1;
                }
            } else {
                let byte: u8 = co.yield_(None).await;
                let mut left: u8 = head - RUN;
                while left > 0 {
                    co.yield_(Some(byte)).await;
                    left -= 1;
                }
            }
        }
    };
    NextGen = (next_gen::decode, ());
    Fauxgen = fauxgen::decode();
    Corosensei = |yielder: &corosensei::Yielder<u8, Option<u8>>, _: u8| -> () {
        loop {
            let head: u8 = yielder.suspend(None);
            if head < 128 {
                let mut left: u8 = head;
                while left > 0 {
                    let byte: u8 = yielder.suspend(None);
                    yielder.suspend(Some(byte));
                    left -= 1;
                }
            } else {
                let byte: u8 = yielder.suspend(None);
                let mut left: u8 = head - RUN;
                while left > 0 {
                    yielder.suspend(Some(byte));
                    left -= 1;
                }
            }
        }
    };
};

mod hand {
    use super::RUN;
    use crate::machine::ByHand;

    pub(super) enum Decode {
        Head,
        Literal { left: u8 },
        LiteralOut { left: u8 },
        Run { left: u8 },
        RunOut { byte: u8, left: u8 },
    }

    pub(super) fn decode() -> Decode {
        Decode::Head
    }

    impl ByHand<u8> for Decode {
        type Out = Option<u8>;

        #[inline]
        fn start(&mut self) -> Option<Option<u8>> {
            Some(None)
        }

        #[inline]
        fn resume(&mut self, input: u8) -> Option<Option<u8>> {
            Some(match self {
                Self::Head => {
                    if input >= 128 {
                        *self = Self::Run { left: input - RUN };
                    } else if input > 0 {
                        *self = Self::Literal { left: input };
                    }
                    None
                }
                Self::Literal { left } => {
                    *self = Self::LiteralOut { left: *left };
                    Some(input)
                }
                Self::LiteralOut { left: 1 } => {
                    *self = Self::Head;
                    None
                }
                Self::LiteralOut { left } => {
                    *self = Self::Literal { left: *left - 1 };
                    None
                }
                Self::Run { left } => {
                    *self = Self::RunOut { byte: input, left: *left };
                    Some(input)
                }
                Self::RunOut { left: 1, .. } => {
                    *self = Self::Head;
                    None
                }
                Self::RunOut { byte, left } => {
                    *left -= 1;
                    Some(*byte)
                }
            })
        }
    }
}

mod hchk {
    use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

    use super::RUN;
    use crate::contract::{self, States};

    pub(super) struct Decode(Place);

    enum Place {
        Created,
        Head,
        Literal { left: u8 },
        LiteralOut { left: u8 },
        Run { left: u8 },
        RunOut { byte: u8, left: u8 },
        Finished,
        Poisoned,
    }

    pub(super) fn decode() -> Decode {
        Decode(Place::Created)
    }

    impl States for Place {
        const FINISHED: Self = Self::Finished;
        const POISONED: Self = Self::Poisoned;

        #[inline]
        fn status(&self) -> Status {
            match self {
                Self::Created => Status::Created,
                Self::Head
                | Self::Literal { .. }
                | Self::LiteralOut { .. }
                | Self::Run { .. }
                | Self::RunOut { .. } => Status::Suspended,
                Self::Finished => Status::Finished,
                Self::Poisoned => Status::Poisoned,
            }
        }
    }

    impl Coroutine<u8> for Decode {
        type Yield = Option<u8>;
        type Return = ();

        #[inline]
        fn prime(&mut self) -> Result<CoroutineState<Option<u8>, ()>, ResumeError> {
            let Place::Created = self.0 else {
                return contract::refused(&self.0, ResumeError::AlreadyPrimed);
            };
            self.0 = Place::Head;
            Ok(CoroutineState::Yielded(None))
        }

        #[inline]
        fn send(&mut self, input: u8) -> Result<CoroutineState<Option<u8>, ()>, ResumeError> {
            let decoded = match &mut self.0 {
                Place::Head => {
                    if input >= 128 {
                        self.0 = Place::Run { left: input - RUN };
                    } else if input > 0 {
                        self.0 = Place::Literal { left: input };
                    }
                    None
                }
                Place::Literal { left } => {
                    self.0 = Place::LiteralOut { left: *left };
                    Some(input)
                }
                Place::LiteralOut { left: 1 } => {
                    self.0 = Place::Head;
                    None
                }
                Place::LiteralOut { left } => {
                    self.0 = Place::Literal { left: *left - 1 };
                    None
                }
                Place::Run { left } => {
                    self.0 = Place::RunOut { byte: input, left: *left };
                    Some(input)
                }
                Place::RunOut { left: 1, .. } => {
                    self.0 = Place::Head;
                    None
                }
                Place::RunOut { byte, left } => {
                    *left -= 1;
                    Some(*byte)
                }
                Place::Created | Place::Finished | Place::Poisoned => {
                    return contract::refused(&self.0, ResumeError::NotPrimed);
                }
            };
            Ok(CoroutineState::Yielded(decoded))
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

    use super::RUN;

    #[coro::coroutine(recv = u8, yield = Option<u8>)]
    pub(super) fn decode() {
        loop {
            let head: u8 = recv!();
            if head < 128 {
                let mut left: u8 = head;
                while left > 0 {
                    let byte: u8 = recv!();
                    yield_!(Some(byte));
                    left -= 1;
                }
            } else {
                let byte: u8 = recv!();
                let mut left: u8 = head - RUN;
                while left > 0 {
                    yield_!(Some(byte));
                    left -= 1;
                }
            }
        }
    }
}

mod diapause {
    use super::RUN;

    #[diapause::coroutine(yield = Option<u8>, resume = u8)]
    pub(super) fn decode() {
        loop {
            let head: u8 = yield_!(None);
            if head < 128 {
                let mut left: u8 = head;
                while left > 0 {
                    let byte: u8 = yield_!(None);
                    yield_!(Some(byte));
                    left -= 1;
                }
            } else {
                let byte: u8 = yield_!(None);
                let mut left: u8 = head - RUN;
                while left > 0 {
                    yield_!(Some(byte));
                    left -= 1;
                }
            }
        }
    }
}

mod next_gen {
    use next_gen::prelude::*;

    use super::RUN;

    #[generator(yield(Option<u8>), resume(u8))]
    pub(super) fn decode() {
        loop {
            let head: u8 = yield_!(None);
            if head < 128 {
                let mut left: u8 = head;
                while left > 0 {
                    let byte: u8 = yield_!(None);
                    yield_!(Some(byte));
                    left -= 1;
                }
            } else {
                let byte: u8 = yield_!(None);
                let mut left: u8 = head - RUN;
                while left > 0 {
                    yield_!(Some(byte));
                    left -= 1;
                }
            }
        }
    }
}

mod fauxgen {
    use super::RUN;

    #[fauxgen::generator(yield = Option<u8>, arg = u8)]
    pub(super) fn decode() {
        loop {
            let head: u8 = r#yield!(None);
            if head < 128 {
                let mut left: u8 = head;
                while left > 0 {
                    let byte: u8 = r#yield!(None);
                    r#yield!(Some(byte));
                    left -= 1;
                }
            } else {
                let byte: u8 = r#yield!(None);
                let mut left: u8 = head - RUN;
                while left > 0 {
                    r#yield!(Some(byte));
                    left -= 1;
                }
            }
        }
    }
}
