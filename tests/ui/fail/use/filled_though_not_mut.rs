use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn keep() {
    let kept: Vec<u32> = Vec::new();
    loop {
        kept.push(recv!());
    }
}

fn main() {}
