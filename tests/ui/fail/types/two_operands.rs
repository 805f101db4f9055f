use coro_runtime::prelude::*;

fn left() -> u32 {
    4
}

fn right() -> u32 {
    5
}

fn sum(left: u32, right: u32, value: u32) -> u32 {
    left + right + value
}

#[coro::coroutine(recv = u32)]
fn add() -> u32 {
    sum(left(), right(), recv!())
}

fn main() {}
