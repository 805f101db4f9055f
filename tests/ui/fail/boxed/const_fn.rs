use coro_runtime::prelude::*;

#[coro::coroutine(boxed, yield = u32)]
const fn counts(from: u32) {
    yield_!(from);
}

fn main() {
    println!("{:?}", counts(1));
}
