use coro_runtime::prelude::*;

#[coro::coroutine]
fn empty() {
    yield_from!();
}

fn main() {}
