//! Values whose type is read off a call, and hides a lifetime that the text does not show.

use crate::prelude::*;

use crate::outputs;

struct Lexer<'a> {
    rest: &'a str,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    fn word(&mut self) -> Option<&'a str> {
        let (word, rest) = self.rest.trim_start().split_once(' ')?;
        self.rest = rest;
        Some(word)
    }
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    n_words: usize,
}

impl<'a> Parser<'a> {
    fn new(lexer: Lexer<'a>) -> Self {
        Self { lexer, n_words: 0 }
    }
}

/// Borrows nothing, though it is made of something borrowed.
#[derive(Clone)]
struct Length(usize);

impl Length {
    fn of(text: &str) -> Self {
        Self(text.len())
    }
}

#[derive(Default)]
struct Names<'a> {
    all: Vec<&'a str>,
}

#[coro_runtime::coroutine(yield = usize)]
fn lengths(text: &str) {
    let mut lexer = Lexer::new(text);
    while let Some(word) = lexer.word() {
        yield_!(word.len());
    }
}

#[coro_runtime::coroutine(yield = usize)]
fn counted(text: &str) -> usize {
    let lexer = Lexer::new(text);
    let mut parser = Parser::new(lexer);
    while let Some(word) = parser.lexer.word() {
        parser.n_words += 1;
        yield_!(word.len());
    }
    parser.n_words
}

#[coro_runtime::coroutine(yield = usize)]
fn of_a_literal() {
    let mut lexer = Lexer::new("one three ");
    while let Some(word) = lexer.word() {
        yield_!(word.len());
    }
}

#[coro_runtime::coroutine(recv = u32, yield = usize)]
fn filled(text: &str) {
    let mut names = Names::default();
    loop {
        names.all.push(text);
        yield_!(names.all.len());
    }
}

#[coro_runtime::coroutine(recv = &str, yield = usize)]
fn length_of_the_last() {
    let mut line = yield_!(0);
    loop {
        let length = Length::of(line);
        line = yield_!(length.0);
    }
}

/// What no state keeps may borrow from what was sent.
#[coro_runtime::coroutine(recv = &str, yield = usize)]
fn first_length() {
    let mut length: usize = 0;
    loop {
        let line = yield_!(length);
        let mut lexer = if line.is_empty() { Lexer::new("none ") } else { Lexer::new(line) };
        length = lexer.word().map_or(0, str::len);
    }
}

/// The machine of the callee has no lifetime to take, then that of an argument.
#[coro_runtime::coroutine(yield = usize)]
fn nothing_borrowed(text: &'static str) {
    yield_!(text.len());
}

#[coro_runtime::coroutine(yield = usize)]
fn both(text: &str) {
    yield_from!(nothing_borrowed("four"));
    yield_from!(lengths("a bc "));
    yield_from!(lengths(text));
    let mut sub = lengths(text);
    yield_from!(&mut sub);
}

#[test]
fn a_type_that_hides_a_lifetime_is_kept() {
    let text = String::from("one three five ");
    assert_eq!(lengths(&text).collect::<Vec<_>>(), [3, 5, 4]);
    assert_eq!(of_a_literal().collect::<Vec<_>>(), [3, 5]);
    let mut machine = counted(&text);
    assert_eq!(machine.by_ref().collect::<Vec<_>>(), [3, 5, 4]);
    assert_eq!(both(&text).collect::<Vec<_>>(), [4, 1, 2, 3, 5, 4, 3, 5, 4]);
}

#[test]
fn what_is_filled_later_has_the_lifetime_of_the_argument() {
    let text = String::from("one");
    assert_eq!(outputs(&mut filled(&text), [0, 0]), [1, 2, 3]);
}

#[test]
fn what_borrows_nothing_is_kept_though_it_is_made_of_what_was_sent() {
    let lines = [String::from("one "), String::from("three ")];
    let sent = || lines.iter().map(String::as_str);
    assert_eq!(outputs(&mut length_of_the_last(), sent()), [0, 4, 6]);
    assert_eq!(outputs(&mut first_length(), sent()), [0, 3, 5]);
}

struct Tree {
    value: u32,
}

#[coro::coroutine(yield = u32)]
fn twice(tree: &Tree) {
    let same = tree;
    yield_!(same.value);
    yield_!(same.value);
}

/// What an argument lends may be taken for shorter.
fn shortened<'short>(machine: Twice<'static>, _: &'short u32) -> Twice<'short> {
    machine
}

#[test]
fn a_written_type_keeps_its_variance() {
    static TREE: Tree = Tree { value: 4 };
    let near = 0;
    assert_eq!(shortened(twice(&TREE), &near).collect::<Vec<_>>(), [4, 4]);
}
