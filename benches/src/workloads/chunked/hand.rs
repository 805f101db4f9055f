//! The decoder as short as one can write it by hand.

use super::transition::{At, Step};
use crate::machine::ByHand;

pub(super) struct Decode {
    at: At,
}

pub(super) fn decode() -> Decode {
    Decode { at: At::START }
}

impl ByHand<u8> for Decode {
    type Out = Option<u8>;

    #[inline]
    fn start(&mut self) -> Option<Option<u8>> {
        Some(None)
    }

    #[inline]
    fn resume(&mut self, byte: u8) -> Option<Option<u8>> {
        match self.at.step(byte) {
            Step::On(at, out) => {
                self.at = at;
                Some(out)
            }
            Step::End(_) => None,
        }
    }
}
