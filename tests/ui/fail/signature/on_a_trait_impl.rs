use coro_runtime::prelude::*;

trait Feed {
    fn feed(&mut self);
}

struct Scanner;

#[coro::coroutine]
impl Feed for Scanner {
    #[coroutine(recv = u32)]
    fn feed(&mut self) {
        recv!();
    }
}

fn main() {}
