use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn pass<T>(mut target: T) -> Result<(), ResumeError> {
    loop {
        target.send(recv!())?;
    }
}

fn main() {}
