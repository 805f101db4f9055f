use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn limit() -> u32 {
    const { recv!() }
}

fn main() {}
