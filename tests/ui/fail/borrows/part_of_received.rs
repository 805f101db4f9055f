use coro_runtime::prelude::*;

#[coro::coroutine(recv = &str)]
fn commands() {
    loop {
        let line = recv!();
        let command: &str = line.trim();
        let argument = recv!();
        println!("{command} {argument}");
    }
}

fn main() {}
