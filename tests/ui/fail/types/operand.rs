use coro_runtime::prelude::*;

fn guess() -> u32 {
    4
}

#[coro::coroutine(recv = u32)]
fn sum() -> u32 {
    guess() + recv!()
}

fn main() {}
