use coro_runtime::prelude::*;

#[coro::coroutine(Option<u32>)]
fn first() -> Option<u32> {
    recv!()
}

fn main() {}
