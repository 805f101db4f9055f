use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn configured() -> u32 {
    #[cfg(debug_assertions)]
    println!("{}", recv!());
    #[cfg(not(debug_assertions))]
    return 1;
    recv!()
}

fn main() {}
