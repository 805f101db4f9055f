use coro_runtime::prelude::*;

#[coro::coroutine]
fn double() {
    let value = recv!();
    println!("{}", value * 2);
}

fn main() {}
