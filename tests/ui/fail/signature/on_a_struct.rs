use coro_runtime::prelude::*;

#[coro::coroutine]
struct Scanner {
    seen: u32,
}

fn main() {
    let scanner = Scanner { seen: 0 };
    println!("{}", scanner.seen);
}
