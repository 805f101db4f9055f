use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32, name = "Adder")]
fn add() -> u32 {
    recv!() + recv!()
}

fn main() {}
