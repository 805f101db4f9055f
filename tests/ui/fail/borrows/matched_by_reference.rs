use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn bump() -> Option<u32> {
    let mut held: Option<u32> = Some(recv!());
    if let Some(value) = &mut held {
        *value += recv!();
    }
    held
}

fn main() {}
