use coro_runtime::prelude::*;

struct Lock;

#[coro::coroutine(recv = u32)]
#[derive(Clone)]
fn hold(lock: Lock) {
    recv!();
    drop(lock);
}

fn main() {}
