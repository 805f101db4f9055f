use coro_runtime::prelude::*;

#[coro::coroutine(recv = usize)]
fn zeros() -> usize {
    let zeros = [0; recv!()];
    zeros.len()
}

fn main() {}
