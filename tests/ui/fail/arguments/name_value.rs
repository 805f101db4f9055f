use coro_runtime::prelude::*;

#[coro::coroutine = "count"]
fn count() {
    recv!();
}

fn main() {}
