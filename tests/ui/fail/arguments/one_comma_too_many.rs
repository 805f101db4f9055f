use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32,, yield = u32)]
fn echo() {
    let value = yield_!(0);
    yield_!(value);
}

fn main() {}
