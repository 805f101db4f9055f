use coro_runtime::prelude::*;

struct Config {
    limit: u32,
}

#[coro::coroutine(recv = u32)]
fn upto(config: &Config) -> u32 {
    let limit = config.limit;
    let last = limit - 1;
    let mut sum: u32 = 0;
    for number in 0..limit {
        sum += recv!() * number;
    }
    sum + limit + last
}

fn main() {}
