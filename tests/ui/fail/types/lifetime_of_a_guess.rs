use coro_runtime::prelude::*;

struct Lexer<'a> {
    rest: &'a str,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text }
    }
}

#[coro::coroutine(yield = usize)]
fn lengths(text: &str) {
    let lexer = Lexer::new(text);
    yield_!(text.len());
    yield_!(lexer.rest.len());
}

fn main() {}
