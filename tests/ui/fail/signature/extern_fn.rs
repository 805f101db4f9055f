use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
extern "C" fn callback() {
    recv!();
}

fn main() {}
