use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn count() {
    recv!();
}

fn main() {
    let mut count = count();
    let _ = count.send("one");
}
