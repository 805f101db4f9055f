use coro_runtime::prelude::*;

#[coro::coroutine(boxed(sync), recv = u32)]
fn counts() -> u32 {
    recv!()
}

fn main() {}
