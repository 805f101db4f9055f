use coro_runtime::prelude::*;

#[coro::coroutine]
fn wait() -> Result<(), String> {
    recv!();
    Ok(())
}

fn main() {
    let _ = wait().throw("stop".to_string());
}
