use coro_runtime::prelude::*;

fn guess() -> u32 {
    4
}

#[coro::coroutine(recv = u32)]
fn either(now: Option<bool>) -> u32 {
    let value = match now {
        Some(_) => guess(),
        None => {
            recv!();
            guess()
        }
    };
    value + 1
}

fn main() {}
