use coro_runtime::prelude::*;

#[coro::coroutine(yield = &str)]
fn words(left: &str, right: &str) {
    yield_!(left);
    yield_!(right);
}

fn main() {}
