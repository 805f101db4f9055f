//! Whether `Report` is a `Result` by another name only rustc knows.

use coro_runtime::prelude::*;

struct Report {
    total: u32,
}

#[coro::coroutine(recv = String)]
fn total() -> Report {
    let mut total: u32 = 0;
    for _ in 0..3 {
        total += recv!().parse::<u32>()?;
    }
    Report { total }
}

fn main() {
    let _ = total().prime().map(|state| matches!(state, CoroutineState::Complete(Report { total: 3 })));
}
