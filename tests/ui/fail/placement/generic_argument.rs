use coro_runtime::prelude::*;

fn zeros<const N: usize>() -> usize {
    N
}

#[coro::coroutine(recv = usize)]
fn count() -> usize {
    zeros::<{ recv!() }>()
}

fn main() {}
