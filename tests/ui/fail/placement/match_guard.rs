use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn compare(known: Option<u32>) -> bool {
    match known {
        Some(known) if known == recv!() => true,
        _ => false,
    }
}

fn main() {}
