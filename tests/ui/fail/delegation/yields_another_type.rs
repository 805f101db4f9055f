use coro_runtime::prelude::*;

#[coro::coroutine(yield = u32)]
fn count() {
    yield_!(1);
}

#[coro::coroutine(yield = u8)]
fn twice() {
    yield_from!(count());
    yield_from!(count());
}

fn main() {}
