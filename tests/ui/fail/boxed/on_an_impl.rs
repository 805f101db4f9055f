use coro_runtime::prelude::*;

struct Meter;

#[coro::coroutine(boxed)]
impl Meter {
    #[coroutine(recv = u32)]
    fn run(&self) -> u32 {
        recv!()
    }
}

fn main() {}
