use coro_runtime::prelude::*;

fn guess() -> u32 {
    4
}

#[coro::coroutine(recv = u32)]
fn greatest() -> u32 {
    std::cmp::max(guess(), recv!())
}

fn main() {}
