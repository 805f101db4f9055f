use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn sum() -> u32 {
    let total: u32 = 0;
    total += recv!();
    total
}

fn main() {}
