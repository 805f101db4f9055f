use coro_runtime::prelude::*;

#[coro::coroutine(recv = &str)]
fn first() -> &str {
    recv!()
}

fn main() {}
