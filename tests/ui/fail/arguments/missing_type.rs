use coro_runtime::prelude::*;

#[coro::coroutine(recv = )]
fn count() {
    recv!();
}

fn main() {}
