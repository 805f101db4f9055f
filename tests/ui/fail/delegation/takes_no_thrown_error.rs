use coro_runtime::prelude::*;

#[coro::coroutine]
fn wait() -> Result<(), String> {
    recv!();
    Ok(())
}

#[coro::coroutine(throw = String)]
fn twice() -> Result<(), String> {
    yield_from!(wait())?;
    yield_from!(wait())
}

fn main() {}
