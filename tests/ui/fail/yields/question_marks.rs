//! What is returned is wrong once, however many use it.

use coro_runtime::prelude::*;

#[coro::coroutine(recv = &str)]
fn pass(mut target: impl Consumer<u32>) {
    loop {
        let number = recv!().parse::<u32>()?;
        target.send(number)?;
    }
}

fn main() {}
