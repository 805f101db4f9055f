use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn sum() -> u32 {
    let first = recv!();
    frist + recv!()
}

fn main() {}
