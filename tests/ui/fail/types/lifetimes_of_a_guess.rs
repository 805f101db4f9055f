//! With several lifetimes, or none, among the arguments it has to be said which one is meant.

use coro_runtime::prelude::*;

#[derive(Default)]
struct Names<'a> {
    all: Vec<&'a str>,
}

#[coro::coroutine(recv = u32)]
fn full(first: &str, last: &str) -> usize {
    let mut names = Names::default();
    names.all.push(first);
    let number = recv!();
    names.all.len() + last.len() * number as usize
}

fn main() {}
