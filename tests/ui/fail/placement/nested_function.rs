use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn outer() -> u32 {
    fn inner() -> u32 {
        recv!() + 1
    }
    inner()
}

fn main() {}
