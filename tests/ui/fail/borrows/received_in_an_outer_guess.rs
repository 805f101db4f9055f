use coro_runtime::prelude::*;

#[coro::coroutine(recv = &str)]
fn pairs() {
    let mut previous = "";
    loop {
        let line = recv!();
        println!("{previous}, {line}");
        previous = line;
    }
}

fn main() {}
