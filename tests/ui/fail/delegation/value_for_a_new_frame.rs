use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn count(depth: u32) {
    let next: u32 = recv!();
    yield_from!(count(depth), next);
}

fn main() {}
