use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn sum() -> u32 {
    let mut total: u32;
    loop {
        total += recv!();
        if total > 100 {
            return total;
        }
    }
}

fn main() {}
