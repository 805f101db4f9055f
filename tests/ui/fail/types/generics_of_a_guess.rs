use coro_runtime::prelude::*;

struct Stack<T> {
    items: Vec<T>,
}

impl<T> Stack<T> {
    fn new() -> Self {
        Self { items: Vec::new() }
    }
}

#[coro::coroutine(recv = u32)]
fn push() -> usize {
    let mut stack = Stack::new();
    stack.items.push(recv!());
    stack.items.len()
}

fn main() {}
