//! Coroutines of every kind in a crate that takes no warning.
#![deny(warnings, unused, nonstandard_style, future_incompatible, rust_2018_idioms, missing_docs)]
#![deny(missing_debug_implementations, unreachable_pub, unused_qualifications, unused_results)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
#![forbid(unsafe_code)]

use coro_runtime::prelude::*;
use std::collections::HashMap;
use std::num::ParseIntError;

/// Adds up what it is sent.
#[coro::coroutine(recv = u32, yield = u32)]
#[derive(Clone, PartialEq, Eq)]
pub fn total(first: u32) {
    let mut total: u32 = first;
    loop {
        total += yield_!(total);
    }
}

/// Says which lines have the pattern in them.
#[coro::coroutine]
pub fn grep(pattern: &str) {
    println!("Looking for {pattern}");
    loop {
        let line: &str = recv!();
        if line.contains(pattern) {
            println!("{line}");
        }
    }
}

/// Hands on what is not less than `least`.
#[coro::coroutine]
pub fn filter_min(least: i32, mut target: impl Consumer<i32>) -> Result<(), ResumeError> {
    loop {
        let value: i32 = recv!();
        if value >= least {
            let _state = target.send(value)?;
        }
    }
}

/// The words of a line, without a copy.
#[coro::coroutine(recv = &str, yield = &str)]
pub fn first_words(start: &'static str) {
    let mut line = yield_!(start);
    loop {
        line = yield_!(line.split_whitespace().next().unwrap_or(""));
    }
}

/// What goes wrong in [`counts`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something is no number.
    Number(ParseIntError),
    /// Somebody has had enough.
    Enough,
}

impl From<ParseIntError> for Fault {
    fn from(error: ParseIntError) -> Self {
        Self::Number(error)
    }
}

/// Counts words until it is closed or told to stop.
#[coro::coroutine(recv = String, throw = Fault, yield = usize)]
pub fn counts(limit: usize) -> Result<HashMap<String, usize>, Fault> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let skipped = yield_!(0).parse::<usize>()?;
    'words: loop {
        match try_yield!(counts.len()) {
            Ok(word) if word.is_empty() => continue,
            Ok(word) => *counts.entry(word).or_default() += 1,
            Err(Interrupt::Throw(Fault::Enough) | Interrupt::Close) => break 'words,
            Err(Interrupt::Throw(fault)) => return Err(fault),
        }
        if counts.len() == limit + skipped {
            break;
        }
    }
    Ok(counts)
}

/// Sums up until it is closed.
#[coro::coroutine(recv = u64)]
pub fn sum() -> u64 {
    let mut sum: u64 = 0;
    while let Ok(value) = try_recv!() {
        sum += value;
    }
    sum
}

/// A total of two parts.
#[coro::coroutine(recv = u64)]
pub fn both_sums(first: Sum) -> u64 {
    let left: u64 = yield_from!(first);
    let right: u64 = yield_from!(sum());
    left.max(right)
}

/// The moves of a tower of discs.
#[coro::coroutine(yield = (char, char))]
pub fn hanoi(discs: u32, from: char, to: char, by: char) {
    if discs > 0 {
        yield_from!(hanoi(discs - 1, from, by, to));
        yield_!((from, to));
        yield_from!(hanoi(discs - 1, by, to, from));
    }
}

/// Values of any type, each of them `N` times.
#[coro::coroutine(yield = T)]
#[derive(Clone)]
pub fn repeated<'a, T, const N: usize>(values: &'a [T])
where
    T: Clone + PartialOrd,
{
    for value in values {
        for _ in 0..N {
            yield_!(value.clone());
        }
    }
}

/// A parcel goes on one of its ways.
#[coro::coroutine(recv = Option<bool>)]
pub fn parcel((name, text): (String, String), mut others: Vec<String>) -> Option<usize> {
    let is_kept: bool = recv!()?;
    if is_kept && !others.is_empty() {
        others.push(name);
    } else {
        drop(name);
        let Some(true) = recv!() else { return None };
    }
    let text: String = text;
    for (place, other) in others.into_iter().enumerate() {
        let other: String = other;
        if recv!() == Some(true) {
            return Some(place + other.len());
        }
    }
    recv!();
    Some(text.len())
}

/// Where a client stands.
#[derive(Debug, Default)]
pub struct Session {
    seen: u32,
    names: Vec<String>,
}

#[coro::coroutine]
impl Session {
    /// Takes the names that it is sent.
    #[coroutine(recv = String, yield = u32)]
    pub fn greets(&mut self) {
        loop {
            let name: String = yield_!(self.seen);
            self.seen += 1;
            self.names.push(name);
        }
    }

    /// Hands out the names.
    #[coroutine(yield = &'s str)]
    pub fn names<'s>(&'s self) {
        let names: &'s [String] = &self.names;
        for name in names {
            yield_!(name.as_str());
        }
    }

    /// How many have been seen.
    #[must_use]
    pub const fn seen(&self) -> u32 {
        self.seen
    }
}

/// Runs to its first suspension at once.
#[coro::coroutine(primed, recv = u32)]
pub fn listens(limit: u32) -> u32 {
    let mut heard: u32 = 0;
    while heard < limit {
        heard += recv!();
    }
    heard
}

/// Keeps what it borrows from itself.
#[coro::coroutine(boxed, yield = usize)]
pub fn lengths(text: String) {
    for word in text.split(' ') {
        yield_!(word.len());
    }
}

/// Uses all of them.
///
/// # Errors
///
/// A machine that is used out of turn says so.
pub fn used() -> Result<usize, ResumeError> {
    let mut machine = total(1);
    let _state = machine.prime()?;
    let mut session = Session::default();
    let mut greeter = session.greets();
    let _state = greeter.prime()?;
    let _state = greeter.send("name".to_owned())?;
    drop(greeter);
    let moves = hanoi(3, 'a', 'b', 'c').count();
    let copies = repeated::<u8, 2>(&[1, 2]).count();
    Ok(moves + copies + session.names().count() + lengths("a b".to_owned()).count())
}
