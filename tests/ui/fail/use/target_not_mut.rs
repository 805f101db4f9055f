//! What is kept in its place is told apart from a reference: it is `mut` that is missing.

use coro_runtime::prelude::*;

#[coro::coroutine]
fn pass(target: impl Consumer<u32>) -> Result<(), ResumeError> {
    loop {
        let value: u32 = recv!();
        target.send(value)?;
    }
}

fn main() {}
