use coro_runtime::prelude::*;

#[coro::coroutine(yield = u32, primed)]
fn count() {
    yield_!(1);
}

fn main() {}
