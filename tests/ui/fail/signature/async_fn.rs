use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
async fn fetch() {
    recv!();
}

fn main() {}
