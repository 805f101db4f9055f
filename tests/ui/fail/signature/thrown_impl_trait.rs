use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32, throw = impl std::error::Error)]
fn strict() -> Result<(), String> {
    recv!();
    Ok(())
}

fn main() {}
