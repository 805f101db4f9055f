use coro_runtime::prelude::*;

#[coro::coroutine(recv = &str)]
fn pairs() -> bool {
    let first: &str = recv!();
    let second: &str = recv!();
    first == second
}

fn main() {}
