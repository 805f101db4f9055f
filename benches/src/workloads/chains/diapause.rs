//! The chain by diapause.

use diapause::Coroutine;

/// Hands out the numbers below `n`.
#[diapause::coroutine(yield = u32)]
pub(super) fn count(n: u32) {
    for value in 0..n {
        yield_!(value);
    }
}

/// Does what `sub` does.
#[diapause::coroutine(yield = u32)]
pub(super) fn pass<C: Coroutine<Yield = u32, Return = ()>>(sub: C) {
    yield_all!(sub);
}
