use coro_runtime::prelude::*;

#[coro::coroutine(recv = String)]
fn parse() -> u32 {
    let line = recv!();
    let number: u32 = line.parse()?;
    number
}

fn main() {}
