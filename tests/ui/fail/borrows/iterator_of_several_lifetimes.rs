use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn each(left: &[u32], right: &[u32]) -> u32 {
    let mut sum: u32 = 0;
    let values: std::slice::Iter<'_, u32> = left.iter();
    for value in values {
        sum += value * recv!();
    }
    sum + right[0]
}

fn main() {}
