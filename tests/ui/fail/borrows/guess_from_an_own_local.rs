//! Only the compiler knows that a `Lexer` borrows from what it is made of.

use coro_runtime::prelude::*;

struct Lexer<'a> {
    rest: &'a str,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text }
    }
}

#[coro::coroutine(recv = u32)]
fn lengths(text: String) -> usize {
    let lexer = Lexer::new(&text);
    recv!();
    lexer.rest.len()
}

fn main() {}
