use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn taken_apart(text: String) -> (String, u32) {
    let pair = (recv!(), text);
    (pair.1, recv!())
}

fn main() {}
