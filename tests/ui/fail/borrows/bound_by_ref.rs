use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn length() -> usize {
    let pair: (String, u32) = (String::new(), recv!());
    let (ref text, _) = pair;
    recv!();
    text.len()
}

fn main() {}
