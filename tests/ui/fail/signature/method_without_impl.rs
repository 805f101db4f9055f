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

fn main() -> Result<(), ResumeError> {
    let mut scanner = Scanner { seen: 0 };
    let mut feeding = scanner.feed();
    feeding.prime()?;
    feeding.send(4)?;
    Ok(())
}
