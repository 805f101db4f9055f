use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn pushed() -> usize {
    let mut values: Vec<u32> = Vec::new();
    let all = &mut values;
    all.push(recv!());
    let value = recv!();
    all.push(value);
    all.len()
}

fn main() {}
