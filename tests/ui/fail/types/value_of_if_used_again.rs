//! With the first type the second one is known.

use coro_runtime::prelude::*;

fn guess() -> u32 {
    4
}

#[coro::coroutine(recv = u32)]
fn sum() -> u32 {
    let first = if recv!() > 3 { guess() } else { 0 };
    first + recv!()
}

fn main() {}
