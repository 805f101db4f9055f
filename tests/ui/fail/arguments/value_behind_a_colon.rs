use coro_runtime::prelude::*;

#[coro::coroutine(recv: Vec<u32>, yield(usize))]
fn lengths() {
    let mut length: usize = 0;
    loop {
        length = yield_!(length).len();
    }
}

fn main() {}
