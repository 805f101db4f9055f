use coro_runtime::prelude::*;

#[coro::coroutine(yield = impl std::fmt::Display)]
fn shown() {
    yield_!(3);
}

fn main() {}
