use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn configured() -> u32 {
    #[cfg(debug_assertions)]
    let value = recv!();
    #[cfg(not(debug_assertions))]
    let value = recv!() + 1;
    value
}

fn main() {}
