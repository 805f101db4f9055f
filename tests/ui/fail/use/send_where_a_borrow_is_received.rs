use coro_runtime::prelude::*;

#[coro::coroutine(recv = &str)]
fn count() -> usize {
    recv!().len()
}

fn main() {
    let mut count = count();
    let _ = count.prime();
    let _ = count.send(1);
}
