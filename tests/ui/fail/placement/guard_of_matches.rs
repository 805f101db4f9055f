use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn is_announced(value: u32) -> bool {
    matches!(value, known if known == recv!())
}

fn main() {}
