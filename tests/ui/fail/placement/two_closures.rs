use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32, yield = u32)]
fn both() -> (u32, u32) {
    let left = || recv!();
    let right = || yield_!(1);
    (left(), right())
}

fn main() {}
