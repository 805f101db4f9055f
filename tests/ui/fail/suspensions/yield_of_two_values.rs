use coro_runtime::prelude::*;

#[coro::coroutine(yield = u32)]
fn pair() {
    yield_!(1, 2);
}

fn main() {}
