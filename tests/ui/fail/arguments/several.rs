//! Each argument is looked at by itself.

use coro_runtime::prelude::*;

#[coro::coroutine(receive = u32, yields = u32, return = u32, fast)]
fn echo() -> u32 {
    7
}

fn main() {}
