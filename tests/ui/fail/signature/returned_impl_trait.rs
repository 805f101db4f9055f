use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn shown() -> impl std::fmt::Display {
    recv!()
}

fn main() {}
