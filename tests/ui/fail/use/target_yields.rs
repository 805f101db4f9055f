use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn pass(mut target: impl Consumer<u32>) -> Result<(), ResumeError> {
    loop {
        target.send(recv!())?;
    }
}

#[coro::coroutine(recv = u32, yield = u32)]
fn double() {
    let mut value: u32 = 0;
    loop {
        value = yield_!(value * 2);
    }
}

fn main() {
    let _ = pass(double());
}
