use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn collect(mut seen: Vec<_>) -> usize {
    seen.push(recv!());
    seen.len()
}

fn main() {
    let _ = collect(vec![1]).prime();
}
