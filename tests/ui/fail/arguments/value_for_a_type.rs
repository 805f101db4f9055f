use coro_runtime::prelude::*;

#[coro::coroutine(yield = 0)]
fn zeros() {
    yield_!(0);
}

fn main() {}
