use coro_runtime::prelude::*;

#[coro::coroutine(recv = usize)]
fn chosen() -> usize {
    [5, 6][recv!()] + recv!()
}

fn main() {}
