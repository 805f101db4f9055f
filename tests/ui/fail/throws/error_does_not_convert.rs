use coro_runtime::prelude::*;

struct Stop;

#[coro::coroutine(throw = Stop)]
fn wait() -> Result<u32, String> {
    recv!();
    Ok(1)
}

fn main() {}
