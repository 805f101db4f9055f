use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32, throw = String)]
fn wait() -> Result<u32, String> {
    match try_recv!() {
        Err(Interrupt::Throw(code)) => Ok(code),
        Ok(value) => Ok(value),
        Err(Interrupt::Close) => Ok(0),
    }
}

fn main() {}
