//! The body is refused, and its own mistakes come first.

use coro_runtime::prelude::*;

struct Text {
    letters: Vec<char>,
}

#[coro::coroutine(yield = char)]
fn letters(text: &Text) {
    for letter in &text.letters {
        yield_!(letter);
    }
}

fn main() {}
