use coro_runtime::prelude::*;

#[coro::coroutine(recv = String)]
fn sum() -> u32 {
    let total: u32 = 1;
    total + recv!()
}

fn main() {}
