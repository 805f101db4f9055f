use coro_runtime::prelude::*;

#[coro::coroutine(yield = u32)]
fn count() {
    yield_!(1);
}

fn some() -> Count {
    count()
}

#[coro::coroutine(yield = u32)]
fn twice() {
    yield_from!((some)());
}

fn main() {}
