use coro_runtime::prelude::*;

#[coro::coroutine(recv = bool)]
fn choose(left: &str, right: &str) -> &str {
    if recv!() { left } else { right }
}

fn main() {}
