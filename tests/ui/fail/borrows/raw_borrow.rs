use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn pointed() -> bool {
    let value: u32 = recv!();
    let pointer: *const u32 = &raw const value;
    recv!();
    pointer.is_null()
}

fn main() {
    let _ = pointed();
}
