//! Coroutines where nothing is imported.
#![no_implicit_prelude]
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic, clippy::nursery)]
#![forbid(unsafe_code)]

/// Adds up what it is sent.
#[::coro_runtime::coroutine(recv = u32, yield = u32)]
#[derive(::std::clone::Clone)]
pub fn total(first: u32) -> u32 {
    let mut total: u32 = first;
    loop {
        let value = ::coro_runtime::yield_!(total);
        if value == 0 {
            return total;
        }
        total += value;
    }
}

/// Numbers, until there is something else.
#[::coro_runtime::coroutine(recv = ::std::string::String, throw = ::std::num::ParseIntError)]
pub fn parsed(limit: &u32) -> ::std::result::Result<u32, ::std::num::ParseIntError> {
    let mut sum: u32 = 0;
    while sum < *limit {
        let line: ::std::string::String = match ::coro_runtime::try_recv!() {
            ::std::result::Result::Ok(line) => line,
            ::std::result::Result::Err(_) => break,
        };
        sum += ::std::primitive::str::parse::<u32>(&line)?;
    }
    ::std::result::Result::Ok(sum)
}

/// The values, and the values again.
#[::coro_runtime::coroutine(yield = u32)]
pub fn each(values: ::std::vec::Vec<u32>, others: ::std::vec::Vec<u32>) {
    for value in values {
        ::coro_runtime::yield_!(value);
    }
    if !others.is_empty() {
        ::coro_runtime::yield_from!(each(others, ::std::vec::Vec::new()));
    }
}

/// What may have been moved.
#[::coro_runtime::coroutine(recv = bool, boxed)]
pub fn boxed(text: ::std::string::String) {
    let borrowed = &text;
    ::coro_runtime::recv!();
    ::std::assert!(borrowed.is_empty());
}

/// What may have been moved.
#[::coro_runtime::coroutine(recv = bool)]
pub fn moved(text: ::std::string::String) {
    if ::coro_runtime::recv!() {
        ::std::mem::drop(text);
    }
    ::coro_runtime::recv!();
}

/// A counter.
#[derive(::std::fmt::Debug)]
pub struct Counter {
    count: u32,
}

#[::coro_runtime::coroutine]
impl Counter {
    /// Counts.
    #[coroutine(recv = u32, primed)]
    pub fn count(&mut self) {
        loop {
            self.count += ::coro_runtime::recv!();
        }
    }
}
