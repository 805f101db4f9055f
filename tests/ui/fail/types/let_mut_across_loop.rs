use coro_runtime::prelude::*;

fn guess() -> u32 {
    4
}

#[coro::coroutine(recv = u32)]
fn running() {
    let mut total = guess();
    loop {
        let value = recv!();
        total += value;
    }
}

fn main() {}
