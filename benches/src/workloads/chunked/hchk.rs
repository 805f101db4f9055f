//! The decoder as a machine written by hand with the contract of the generated ones.

use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

use super::Malformed;
use super::transition::{At, Step};
use crate::contract::{self, States};

type Answer = Result<CoroutineState<Option<u8>, Result<(), Malformed>>, ResumeError>;

pub(super) struct Decode(Place);

enum Place {
    Created,
    Suspended(At),
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
            Self::Suspended(_) => Status::Suspended,
            Self::Finished => Status::Finished,
            Self::Poisoned => Status::Poisoned,
        }
    }
}

impl Coroutine<u8> for Decode {
    type Yield = Option<u8>;
    type Return = Result<(), Malformed>;

    #[inline]
    fn prime(&mut self) -> Answer {
        let Place::Created = self.0 else {
            return contract::refused(&self.0, ResumeError::AlreadyPrimed);
        };
        self.0 = Place::Suspended(At::START);
        Ok(CoroutineState::Yielded(None))
    }

    #[inline]
    fn send(&mut self, byte: u8) -> Answer {
        let Place::Suspended(at) = self.0 else {
            return contract::refused(&self.0, ResumeError::NotPrimed);
        };
        Ok(match at.step(byte) {
            Step::On(at, out) => {
                self.0 = Place::Suspended(at);
                CoroutineState::Yielded(out)
            }
            Step::End(returned) => {
                self.0 = Place::Finished;
                CoroutineState::Complete(returned)
            }
        })
    }

    fn close(&mut self) -> Result<Option<Self::Return>, ResumeError> {
        contract::close(&mut self.0)
    }

    fn status(&self) -> Status {
        self.0.status()
    }
}
