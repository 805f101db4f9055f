use coro_runtime::prelude::*;

#[coro::coroutine(boxed, recv = u32)]
fn waits() -> u32 {
    let first = std::future::ready(1).await;
    first + recv!()
}

fn main() {
    println!("{:?}", waits());
}
