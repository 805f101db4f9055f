use coro_runtime::prelude::*;

#[derive(Default)]
struct Names {
    all: Vec<String>,
}

#[coro::coroutine(recv = String)]
fn names() -> usize {
    let mut names: Names = Names::default();
    names.all.push(recv!());
    names.all.len()
}

fn main() {}
