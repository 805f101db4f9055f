use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn store(name: String) {
    loop {
        let value = recv!();
        drop(name);
        println!("{value}");
    }
}

fn main() {}
