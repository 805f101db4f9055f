//! No warning comes from the expansion, whatever is switched on.
#![deny(warnings, unused, nonstandard_style, future_incompatible, rust_2018_idioms, let_underscore)]
#![deny(missing_docs, missing_debug_implementations, unreachable_pub, unsafe_code, unstable_features)]
#![deny(unused_lifetimes, unused_qualifications, unused_import_braces, unused_results)]
#![deny(trivial_casts, trivial_numeric_casts, variant_size_differences, explicit_outlives_requirements)]
#![deny(
    elided_lifetimes_in_paths,
    meta_variable_misuse,
    unit_bindings,
    redundant_lifetimes,
    ambiguous_negative_literals
)]
#![deny(closure_returning_async_block, if_let_rescope, impl_trait_overcaptures, tail_expr_drop_order)]

use coro_runtime::prelude::*;

/// Adds up what it is sent.
#[coro::coroutine(recv = u32, yield = u32)]
pub(crate) fn total(first: u32) {
    let mut total: u32 = first;
    loop {
        total += yield_!(total);
    }
}

/// Pushes on what is not less than `least`.
#[coro::coroutine]
pub(crate) fn filter(least: &u32, mut target: impl Consumer<u32>) -> Result<(), ResumeError> {
    loop {
        let value: u32 = recv!();
        if value >= *least {
            let _state = target.send(value)?;
        }
    }
}

/// Hands out the words of what it is sent.
#[coro::coroutine(recv = &str, yield = &str)]
pub(crate) fn first_words(start: &'static str) {
    let mut line = yield_!(start);
    loop {
        line = yield_!(line.split_whitespace().next().unwrap_or(""));
    }
}

/// Has arguments of every shape.
#[coro::coroutine(yield = usize)]
pub(crate) fn shapes<'a, T, const N: usize>(
    (left, right): (&'a str, u32),
    mut values: [T; N],
    _ignored: bool,
) -> &'a str
where
    T: PartialOrd + Clone,
{
    for value in values.clone() {
        if let Some(first) = values.first_mut() {
            *first = value;
        }
        yield_!(right as usize);
    }
    left
}

/// Ends at once where it is told to.
#[coro::coroutine(recv = bool)]
pub(crate) fn early(parcel: String) -> Option<usize> {
    'outer: loop {
        while recv!() {
            if parcel.is_empty() {
                continue 'outer;
            }
            if recv!() {
                break 'outer;
            }
        }
    }
    let length: usize = parcel.len();
    drop(parcel);
    let more = try_recv!().ok()?;
    more.then_some(length)
}

/// Counts.
#[derive(Debug)]
pub(crate) struct Counter {
    count: u32,
}

#[coro::coroutine]
impl Counter {
    /// Counts what it is sent.
    #[coroutine(recv = u32)]
    pub(crate) fn count(&mut self) {
        loop {
            self.count += recv!();
        }
    }
}

fn main() {
    assert!(total(1).prime().is_ok());
    assert!(filter(&1, early_target()).prime().is_ok());
    assert!(first_words("").prime().is_ok());
    assert_eq!(shapes(("", 1), [1, 2], true).count(), 2);
    assert!(early(String::new()).prime().is_ok());
    let mut counter = Counter { count: 0 };
    assert!(counter.count().prime().is_ok());
}

/// A target that takes everything.
#[coro::coroutine(recv = u32)]
fn early_target() {
    loop {
        recv!();
    }
}
