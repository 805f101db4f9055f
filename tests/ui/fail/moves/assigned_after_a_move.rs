use coro_runtime::prelude::*;

#[coro::coroutine(recv = bool)]
fn keep(mut name: String) -> usize {
    if recv!() {
        drop(name);
    }
    recv!();
    let mut number: usize = 1;
    (name, number) = (String::new(), number + 1);
    recv!();
    name.len() + number
}

fn main() {}
