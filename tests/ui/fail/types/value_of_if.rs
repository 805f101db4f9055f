use coro_runtime::prelude::*;

fn guess() -> u32 {
    4
}

#[coro::coroutine(recv = u32)]
fn either(now: bool) -> u32 {
    let value = if now {
        guess()
    } else {
        recv!();
        guess()
    };
    value + 1
}

fn main() {}
