use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32, primed)]
const fn count() {
    recv!();
}

fn main() {}
