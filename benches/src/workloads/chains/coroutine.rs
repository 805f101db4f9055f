//! The chain with `#[coroutine]`.

use coro_runtime::prelude::*;

/// Hands out the numbers below `n`.
#[coro::coroutine(yield = u32)]
pub(super) fn count(n: u32) {
    for value in 0..n {
        yield_!(value);
    }
}

/// Does what `sub` does.
#[coro::coroutine(yield = u32)]
pub(super) fn pass(sub: impl Coroutine<Yield = u32, Return = ()>) {
    yield_from!(sub);
}
