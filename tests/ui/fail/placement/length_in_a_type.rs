use coro_runtime::prelude::*;

#[coro::coroutine(recv = usize)]
fn zeros() -> usize {
    let zeros: [u8; recv!()];
    0
}

fn main() {}
