use coro_runtime::prelude::*;

#[coro::coroutine(boxed, yield = u32)]
#[derive(Clone, Debug)]
fn counts() {
    for number in (1..).take(3) {
        yield_!(number);
    }
}

fn main() {
    println!("{:?}", counts());
}
