use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn scale(factors: Vec<u32>) -> Vec<u32> {
    factors.into_iter().map(|factor| factor * recv!()).collect()
}

fn main() {}
