extern crate core as coro;

mod machines {
    use coro_runtime::prelude::*;

    #[coro::coroutine(recv = u32)]
    fn count() {
        recv!();
    }
}

fn main() {}
