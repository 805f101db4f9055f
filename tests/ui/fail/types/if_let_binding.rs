use coro_runtime::prelude::*;

fn guess() -> Option<String> {
    None
}

#[coro::coroutine(recv = u32)]
fn shown() {
    if let Some(name) = guess() {
        let times = recv!();
        println!("{name} {times}");
    }
}

fn main() {}
