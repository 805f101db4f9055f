use coro_runtime::prelude::*;

fn guess() -> Option<String> {
    None
}

#[coro::coroutine(recv = u32)]
fn shown() {
    match guess() {
        Some(name) => {
            let times = recv!();
            println!("{name} {times}");
        }
        None => {}
    }
}

fn main() {}
