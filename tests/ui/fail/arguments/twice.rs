use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32, recv = u64)]
fn count() {
    recv!();
}

fn main() {}
