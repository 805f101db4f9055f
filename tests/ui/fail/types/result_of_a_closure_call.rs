use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn weighed(weigh: impl Fn(u32) -> u32) -> u32 {
    weigh(recv!()) + recv!()
}

fn main() {}
