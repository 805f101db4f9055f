//! Borrows that may be held, and borrows that end in time.

use std::borrow::Cow;

use coro_runtime::prelude::*;

/// A named lifetime is the coroutine's own.
#[coro::coroutine]
fn longer<'a>() -> &'a str {
    let first: &'a str = recv!();
    let second: &'a str = recv!();
    if first.len() > second.len() { first } else { second }
}

/// What is sent for one send is copied, or used before the next.
#[coro::coroutine(recv = &str)]
fn changes() -> usize {
    let mut last: String = String::new();
    let mut count: usize = 0;
    loop {
        let line = recv!();
        let trimmed = line.trim();
        if trimmed.is_empty() {
            return count;
        }
        if trimmed != last {
            count += 1;
            last = trimmed.to_owned();
        }
    }
}

/// A slice of what is sent is handed out.
#[coro::coroutine(recv = &str, yield = &str)]
fn trimmed(first: &'static str) {
    let mut line = yield_!(first);
    loop {
        line = yield_!(line.trim());
    }
}

/// References into an argument that is a reference.
#[coro::coroutine(recv = u32)]
fn weighted(values: &[u32], name: &str) -> String {
    let mut total: u32 = 0;
    for value in values {
        total += value * recv!();
    }
    for (place, value) in values.iter().enumerate() {
        let factor = recv!();
        total += value * factor * place as u32;
    }
    let first: char = name.chars().next().unwrap_or('?');
    recv!();
    format!("{first}{total}")
}

/// The only lifetime there is may be left out.
#[coro::coroutine(recv = u32)]
fn label(prefix: &str) -> String {
    let name: Cow<'_, str> = Cow::Borrowed(prefix);
    let number = recv!();
    format!("{name}{number}")
}

/// A borrow of an own local that ends before the suspension, and one taken after it.
#[coro::coroutine(recv = u32)]
fn pushed() -> usize {
    let mut values: Vec<u32> = Vec::new();
    let all = &mut values;
    all.push(1);
    let value = recv!();
    let all = &mut values;
    all.push(value);
    all.len()
}

fn main() {
    let mut machine = longer();
    let _ = machine.prime();
    assert_eq!(machine.send_all(["ab", "a"]), Ok(Some("ab")));
    let mut machine = changes();
    let _ = machine.prime();
    assert_eq!(machine.send_all(["a", " a ", "b", ""]), Ok(Some(2)));
    let mut machine = trimmed("start");
    let _ = machine.prime();
    assert_eq!(machine.send(" a "), Ok(CoroutineState::Yielded("a")));
    let mut machine = weighted(&[1, 2], "total");
    let _ = machine.prime();
    assert_eq!(machine.send_all([1, 1, 1, 1, 0]), Ok(Some("t5".to_owned())));
    let mut machine = label("n");
    let _ = machine.prime();
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete("n1".to_owned())));
    let mut machine = pushed();
    let _ = machine.prime();
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(2)));
}
