use coro_runtime::prelude::*;

struct Scanner;

#[coro::coroutine]
impl Scanner {
    #[coroutine = "recv"]
    fn feed(&mut self) {
        recv!();
    }
}

fn main() {}
