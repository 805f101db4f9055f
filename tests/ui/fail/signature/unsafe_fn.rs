use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
unsafe fn poke() {
    recv!();
}

fn main() {}
