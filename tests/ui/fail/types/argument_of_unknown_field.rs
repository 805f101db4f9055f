use coro_runtime::prelude::*;

struct Config {
    limit: u32,
}

#[coro::coroutine(recv = u32)]
fn limited(config: &Config) -> bool {
    let limit = config.limit;
    let value = recv!();
    value < limit
}

fn main() {}
