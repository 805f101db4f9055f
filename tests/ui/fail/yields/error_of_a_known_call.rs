use coro_runtime::prelude::*;

struct Failure;

#[coro::coroutine(recv = String)]
fn parse() -> Result<u32, Failure> {
    let line = recv!();
    let number = line.parse::<u32>()?;
    Ok(number)
}

fn main() {}
