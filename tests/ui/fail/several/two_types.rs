use coro_runtime::prelude::*;

fn guess() -> u32 {
    4
}

#[coro::coroutine(recv = u32)]
fn both() -> u32 {
    let left = guess();
    let right = guess();
    let value = recv!();
    left + right + value
}

fn main() {}
