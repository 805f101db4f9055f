use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn later() {
    let task = async { recv!() };
    drop(task);
}

fn main() {}
