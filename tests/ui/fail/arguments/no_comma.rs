use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32 yield = u32)]
fn count() {
    recv!();
}

fn main() {}
