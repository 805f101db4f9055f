use coro_runtime::prelude::*;

#[coro::coroutine]
fn twice(left: u64) {
    yield_from!(left);
}

fn main() {}
