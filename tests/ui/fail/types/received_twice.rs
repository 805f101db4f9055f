use coro_runtime::prelude::*;

#[coro::coroutine]
fn add() -> u32 {
    let left = recv!();
    let right = recv!();
    left + right
}

fn main() {}
