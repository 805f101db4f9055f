use coro_runtime::prelude::*;

struct Scanner {
    seen: u32,
}

#[coro::coroutine]
impl Scanner {
    #[coroutine(recv = u32)]
    fn feed(&self) -> u32 {
        self.seen + recv!()
    }
}

fn main() {}
