use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn first_of(values: Vec<u32>) -> u32 {
    let first: &u32 = &values[0];
    let value = recv!();
    value + first
}

fn main() {}
