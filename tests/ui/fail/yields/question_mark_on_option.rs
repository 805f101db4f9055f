use coro_runtime::prelude::*;

#[coro::coroutine(recv = Option<u32>)]
fn sum() -> Result<u32, String> {
    Ok(recv!()? + 1)
}

fn main() {}
