use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn waits() -> u32 {
    std::future::ready(recv!()).await
}

fn main() {}
