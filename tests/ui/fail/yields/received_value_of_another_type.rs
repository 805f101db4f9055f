use coro_runtime::prelude::*;

fn shout(line: &str) {
    println!("{}", line.to_uppercase());
}

#[coro::coroutine(recv = String)]
fn shouting() {
    shout(recv!());
}

fn main() {}
