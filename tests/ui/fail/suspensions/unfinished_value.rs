use coro_runtime::prelude::*;

#[coro::coroutine(yield = u32)]
fn next(left: u32) {
    yield_!(left+);
}

fn main() {}
