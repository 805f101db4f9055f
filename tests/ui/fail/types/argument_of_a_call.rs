use coro_runtime::prelude::*;

fn guess() -> u32 {
    4
}

fn larger(left: u32, right: u32) -> u32 {
    left.max(right)
}

#[coro::coroutine(recv = u32)]
fn greatest() -> u32 {
    larger(guess(), recv!())
}

fn main() {}
