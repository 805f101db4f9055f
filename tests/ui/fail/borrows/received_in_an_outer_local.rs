use coro_runtime::prelude::*;

#[coro::coroutine(recv = &str)]
fn longest() -> usize {
    let mut longest: &str = "";
    loop {
        let line = recv!();
        if line.is_empty() {
            return longest.len();
        }
        if line.len() > longest.len() {
            longest = line;
        }
    }
}

fn main() {}
