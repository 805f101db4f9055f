use coro_runtime::prelude::*;

#[coro::coroutine(yield = u32)]
fn count(limit: u32) {
    for number in 0..limit {
        yield_!(number);
    }
}

fn few() -> Count {
    count(3)
}

#[coro::coroutine(yield = u32)]
fn twice() {
    yield_from!(few());
    yield_from!(count(3));
}

fn main() {}
