use coro_runtime::prelude::*;

#[coro::coroutine]
fn double() -> u32 {
    recv!() * 2
}

fn main() {}
