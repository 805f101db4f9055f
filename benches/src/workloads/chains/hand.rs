//! The chain as short as one can write it by hand.

use crate::machine::ByHand;

/// Hands out the numbers below a limit.
#[derive(Debug)]
pub(super) struct Count {
    next: u32,
    n: u32,
}

/// Hands out the numbers below `n`.
pub(super) fn count(n: u32) -> Count {
    Count { next: 0, n }
}

impl ByHand<()> for Count {
    type Out = u32;

    #[inline]
    fn start(&mut self) -> Option<u32> {
        self.resume(())
    }

    #[inline]
    fn resume(&mut self, (): ()) -> Option<u32> {
        let value = self.next;
        if value == self.n {
            return None;
        }
        self.next += 1;
        Some(value)
    }
}

/// Does what another machine does.
#[derive(Debug)]
pub(super) struct Pass<M> {
    sub: M,
}

/// Does what `sub` does.
pub(super) fn pass<M: ByHand<(), Out = u32>>(sub: M) -> Pass<M> {
    Pass { sub }
}

impl<M: ByHand<(), Out = u32>> ByHand<()> for Pass<M> {
    type Out = u32;

    #[inline]
    fn start(&mut self) -> Option<u32> {
        self.sub.start()
    }

    #[inline]
    fn resume(&mut self, (): ()) -> Option<u32> {
        self.sub.resume(())
    }
}
