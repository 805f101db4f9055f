use coro_runtime::prelude::*;

fn step() -> u32 {
    1
}

#[coro::coroutine(recv = bool)]
fn steps() -> u32 {
    if recv!() {
        fn step() -> u32 {
            10
        }
        return step();
    }
    step()
}

fn main() {}
