use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn pass(mut target: impl Consumer<u32>) -> Result<(), ResumeError> {
    loop {
        target.send(recv!())?;
    }
}

#[coro::coroutine(recv = String)]
fn print() {
    loop {
        println!("{}", recv!());
    }
}

fn main() {
    let _ = pass(print());
}
