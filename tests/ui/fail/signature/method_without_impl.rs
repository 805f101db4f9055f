use coro_runtime::prelude::*;

struct Scanner {
    seen: u32,
}

impl Scanner {
    #[coro::coroutine(recv = u32)]
    fn feed(&mut self) {
        self.seen += recv!();
    }
}

fn main() {
    let mut scanner = Scanner { seen: 0 };
    scanner.feed();
}
