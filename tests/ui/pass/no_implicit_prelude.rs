//! The expansion names everything by its full path.
#![no_implicit_prelude]

#[::coro_runtime::coroutine(recv = u32, yield = u32)]
fn total(first: u32) -> u32 {
    let mut total: u32 = first;
    loop {
        let value = ::coro_runtime::yield_!(total);
        if value == 0 {
            return total;
        }
        total += value;
    }
}

#[::coro_runtime::coroutine(recv = ::std::string::String)]
fn parse(limit: &u32) -> ::std::result::Result<u32, ::std::num::ParseIntError> {
    let mut sum: u32 = 0;
    while sum < *limit {
        let line = ::coro_runtime::recv!();
        sum += ::std::primitive::str::parse::<u32>(&line)?;
    }
    ::std::result::Result::Ok(sum)
}

#[::coro_runtime::coroutine(yield = u32)]
fn each(values: ::std::vec::Vec<u32>) {
    for value in values {
        ::coro_runtime::yield_!(value);
    }
}

#[::coro_runtime::coroutine(recv = bool)]
fn moved(text: ::std::string::String) {
    if ::coro_runtime::recv!() {
        ::std::mem::drop(text);
    }
    ::coro_runtime::recv!();
}

#[::coro_runtime::coroutine(recv = u32)]
fn kept() -> u32 {
    let mut total: u32 = 0;
    while let ::std::result::Result::Ok(value) = ::coro_runtime::try_recv!() {
        total += value;
    }
    total
}

fn main() {
    use ::coro_runtime::Coroutine as _;
    let _ = total(1).prime();
    let _ = parse(&3).prime();
    let _ = ::std::iter::Iterator::count(each(::std::vec![1, 2]));
    let _ = moved(::std::string::String::new()).prime();
    let _ = kept().prime();
}
