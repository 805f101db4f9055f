use coro_runtime::prelude::*;

#[coro::coroutine(recv = &str, yield = &str)]
fn longest() {
    let mut best = "";
    loop {
        let line = yield_!(best);
        if line.len() > best.len() {
            best = line;
        }
    }
}

fn main() {}
