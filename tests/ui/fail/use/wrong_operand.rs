use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn sum() -> u32 {
    let mut total: u32 = 0;
    total += "one";
    total + recv!()
}

fn main() {}
