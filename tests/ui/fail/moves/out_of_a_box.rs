use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn unboxed(boxed: Box<String>) -> String {
    let text: String = *boxed;
    recv!();
    text
}

fn main() {}
