use coro_runtime::prelude::*;

#[coro::coroutine(recv = String)]
fn shout() {
    loop {
        println!("{}!", recv!());
    }
}

#[coro::coroutine(recv = u32)]
fn twice() {
    yield_from!(shout());
}

fn main() {}
