use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn answer() -> u32 {
    recv!();
    return "forty-two";
}

fn main() {}
