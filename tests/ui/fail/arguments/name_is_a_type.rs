use coro_runtime::prelude::*;

#[coro::coroutine(name = Vec<u32>)]
fn count() {
    recv!();
}

fn main() {}
