use coro_runtime::prelude::*;

#[coro::coroutine(recv = &str)]
fn fields() {
    let fields: Vec<&str> = recv!().split(',').collect();
    for field in fields {
        recv!();
        println!("{field}");
    }
}

fn main() {}
