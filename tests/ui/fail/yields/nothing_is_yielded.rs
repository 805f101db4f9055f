use coro_runtime::prelude::*;

#[coro::coroutine]
fn count() {
    yield_!(1);
}

fn main() {}
