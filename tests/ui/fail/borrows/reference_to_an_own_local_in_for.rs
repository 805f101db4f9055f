use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn each() -> u32 {
    let values: Vec<u32> = vec![1, 2, 3];
    let mut sum: u32 = 0;
    for value in &values {
        let factor = recv!();
        sum += value * factor;
    }
    sum
}

fn main() {}
