use coro_runtime::prelude::*;

#[coro::coroutine(recv = &str)]
fn pairs() -> bool {
    recv!() == recv!()
}

fn main() {}
