use coro_runtime::prelude::*;

#[coro::coroutine(recv = (u32, u32))]
fn swap() -> u32 {
    let (left, self) = recv!();
    left
}

fn main() {}
