//! The type of the argument has no name that could be written.

use coro_runtime::prelude::*;
use std::io::BufRead;

#[coro::coroutine(yield = usize)]
fn lengths(input: impl BufRead) -> std::io::Result<()> {
    for (number, line) in input.lines().enumerate() {
        yield_!(number + line?.len());
    }
    Ok(())
}

fn main() {}
