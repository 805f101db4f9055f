use coro_runtime::prelude::*;

#[coro::coroutine(receive = u32)]
fn count() {}

fn main() {}
