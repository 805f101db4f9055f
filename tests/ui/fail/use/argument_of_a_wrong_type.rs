use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn scale(factor: u32) -> u32 {
    recv!() * factor
}

fn main() {
    let _machine = scale("two");
}
