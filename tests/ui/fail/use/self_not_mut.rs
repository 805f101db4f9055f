use coro_runtime::prelude::*;

struct Scanner {
    seen: Vec<u32>,
}

#[coro::coroutine]
impl Scanner {
    #[coroutine(recv = u32)]
    fn feed(&self) {
        loop {
            self.seen.push(recv!());
        }
    }
}

fn main() {}
