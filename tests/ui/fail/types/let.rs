use coro_runtime::prelude::*;

fn guess() -> u32 {
    4
}

#[coro::coroutine(recv = u32)]
fn add() -> u32 {
    let mut total = guess();
    total += recv!();
    let more = recv!();
    total + more
}

fn main() {}
