use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn leaf() -> u32 {
    recv!()
}

#[coro::coroutine(recv = u32)]
fn outer() -> u32 {
    yield_from!(leaf) + 1
}

fn main() {}
