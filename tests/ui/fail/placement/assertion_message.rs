use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn checked() {
    let found: u32 = recv!();
    assert_eq!(found, 3, "sent by {}", recv!());
}

fn main() {}
