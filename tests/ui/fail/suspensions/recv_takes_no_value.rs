use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn echo() {
    recv!(1);
}

fn main() {}
