use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn feed() -> u32 {
    self.seen + recv!()
}

fn main() {}
