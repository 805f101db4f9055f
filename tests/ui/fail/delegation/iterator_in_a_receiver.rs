use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32, yield = u32)]
fn count(numbers: Vec<u32>) {
    yield_from!(numbers);
}

fn main() {}
