use coro_runtime::prelude::*;

struct Scanner;

#[coro::coroutine(recv = u32)]
impl Scanner {
    #[coroutine]
    fn feed(&mut self) {
        recv!();
    }
}

fn main() {}
