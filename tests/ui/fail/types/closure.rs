//! A closure's type cannot be written: a box or a function pointer has one.

use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn double() -> u32 {
    let twice = |value: u32| value * 2;
    twice(recv!())
}

fn main() {}
