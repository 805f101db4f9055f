use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn count() -> u32 {
    struct Tally(u32);
    let mut tally = Tally(0);
    tally.0 += recv!();
    let more = recv!();
    tally.0 + more
}

fn main() {}
