use coro_runtime::prelude::*;

fn store(name: String) -> bool {
    name.is_empty()
}

#[coro::coroutine(recv = bool)]
fn keep(name: String) -> usize {
    let now = recv!();
    let stored: usize = match now {
        true if store(name) => 1,
        _ => 0,
    };
    recv!();
    stored
}

fn main() {}
