#![deny(unused_must_use)]

use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn count() {
    recv!();
}

fn main() {
    count();
}
