//! What a macro writes is not there yet when the attribute reads the body.

use coro_runtime::prelude::*;

macro_rules! next {
    () => {
        recv!()
    };
}

#[coro::coroutine(recv = u32)]
fn sum() -> u32 {
    let first: u32 = next!();
    first + recv!()
}

fn main() {}
