use coro_runtime::prelude::*;

fn ends() -> (u32, u32) {
    (1, 2)
}

#[coro::coroutine(recv = u32)]
fn between() -> bool {
    let (low, _) = ends();
    let value = recv!();
    value > low
}

fn main() {}
