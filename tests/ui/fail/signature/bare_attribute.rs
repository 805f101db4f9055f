use coro_runtime::prelude::*;

#[coroutine(recv = u32)]
fn show() {
    loop {
        println!("{}", recv!());
    }
}

fn main() {}
