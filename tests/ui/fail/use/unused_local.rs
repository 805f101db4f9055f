#![deny(unused)]

use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn sum() {
    let unused: u32 = recv!();
    recv!();
}

fn main() {
    let _machine = sum();
}
