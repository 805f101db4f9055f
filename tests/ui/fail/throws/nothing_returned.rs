use coro_runtime::prelude::*;

struct Stop;

#[coro::coroutine(throw = Stop)]
fn wait() {
    recv!();
}

fn main() {}
