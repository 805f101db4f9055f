use coro_runtime::prelude::*;

#[coro::coroutine(primed)]
fn until_closed() -> u32 {
    let mut total: u32 = 0;
    while let Ok(value) = try_recv!() {
        total += value;
    }
    total
}

fn main() {}
