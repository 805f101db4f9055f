use coro_runtime::prelude::*;

#[coro::coroutine(throw = String)]
fn wait() -> Result<(), String> {
    recv!();
    Ok(())
}

fn main() {
    let _ = wait().throw("stop");
}
