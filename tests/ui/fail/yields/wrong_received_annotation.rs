use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn line() {
    let line: String = recv!();
    println!("{line}");
}

fn main() {}
