use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn half(text: String) -> usize {
    let _number: u32 = recv!();
    text.
}

fn main() {
    let mut half: Half = half("half".to_string());
    let _ = half.prime();
    let _ = half.send(1);
}
