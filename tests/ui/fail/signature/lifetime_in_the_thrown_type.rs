use coro_runtime::prelude::*;

#[coro::coroutine(throw = &str)]
fn wait(left: &str, right: &str) -> Result<(), String> {
    recv!();
    println!("{left} {right}");
    Ok(())
}

fn main() {}
