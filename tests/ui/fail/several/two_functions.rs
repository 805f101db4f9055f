use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn first() {
    let double = || recv!() * 2;
    double();
}

#[coro::coroutine(recv = u32)]
async fn second() {
    recv!();
}

fn main() {
    let _ = first().send(1);
    let _ = second().send(2);
}
