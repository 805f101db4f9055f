use coro_runtime::prelude::*;

struct Stop;

#[coro::coroutine(throw = Stop)]
fn wait() -> Option<u32> {
    recv!();
    Some(1)
}

fn main() {}
