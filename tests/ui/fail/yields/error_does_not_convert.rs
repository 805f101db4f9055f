use coro_runtime::prelude::*;

struct Failure;

#[coro::coroutine(recv = String)]
fn parse() -> Result<u32, Failure> {
    let line = recv!();
    let number: u32 = line.parse()?;
    Ok(number)
}

fn main() {}
