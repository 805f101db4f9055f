use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn print(format: &str, rest: ...) {
    recv!();
}

fn main() {}
