use coro_runtime::prelude::*;

#[coro::coroutine(recv = bool)]
fn keep(mut name: String) -> usize {
    if recv!() {
        drop(name);
    }
    recv!();
    name = String::new();
    recv!();
    name.len()
}

fn main() {}
