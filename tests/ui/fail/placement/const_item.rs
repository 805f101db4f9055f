use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn limit() -> u32 {
    const LIMIT: u32 = recv!();
    LIMIT
}

fn main() {}
