use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32, yield = u32)]
fn echo() {
    let mut last: u32 = 0;
    loop {
        last = yield_!(last);
    }
}

fn main() {
    for value in echo() {
        println!("{value}");
    }
}
