use coro_runtime::prelude::*;

fn names() -> Vec<String> {
    Vec::new()
}

#[coro::coroutine(recv = u32)]
fn each() {
    for name in names() {
        println!("{name} {}", recv!());
    }
}

fn main() {}
