use coro_runtime::prelude::*;

#[coro::coroutine(yield = u32)]
fn count(depth: u32) {
    yield_!(depth);
    yield_from!(count(depth, depth));
}

fn main() {}
