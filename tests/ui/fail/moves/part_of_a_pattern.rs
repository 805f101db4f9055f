use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn show(pair: (String, String)) -> usize {
    match pair {
        (name, _) => name.len() + recv!() as usize,
    }
}

fn main() {}
