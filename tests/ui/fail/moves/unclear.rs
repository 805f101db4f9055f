use coro_runtime::prelude::*;

fn store(name: String) -> bool {
    name.is_empty()
}

#[coro::coroutine(recv = bool)]
fn keep(name: String) -> usize {
    let now = recv!();
    let _stored: bool = now && store(name);
    recv!();
    1
}

fn main() {}
