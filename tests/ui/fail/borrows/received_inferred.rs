use coro_runtime::prelude::*;

#[coro::coroutine(recv = &str)]
fn pairs() -> bool {
    let first = recv!();
    let second = recv!();
    first == second
}

fn main() {}
