//! The type of a closure has no name, wherever the iterator is made.

use coro_runtime::prelude::*;

#[coro::coroutine(yield = u32)]
fn evens(limit: u32) {
    let numbers = (0..limit).filter(|number| number % 2 == 0);
    for number in numbers {
        yield_!(number);
    }
}

fn main() {}
