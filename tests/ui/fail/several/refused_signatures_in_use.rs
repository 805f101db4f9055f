use coro_runtime::prelude::*;

#[coro::coroutine(receive = u32)]
fn first(n: u32) -> u32 {
    let x = recv!();
    x + n
}

#[coro::coroutine(recv = u32)]
async fn second() -> u32 {
    recv!()
}

fn main() {
    let mut machine: First = first(1);
    let _ = machine.prime();
    let _ = machine.send(3);
    let _ = second().close();
}
