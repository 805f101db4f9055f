use coro_runtime::prelude::*;

#[coro::coroutine(yield = u32)]
fn greet() {
    yield_!("hello");
}

fn main() {}
