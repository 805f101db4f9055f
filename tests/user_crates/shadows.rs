//! Coroutines among names of the user's that are those of std, the runtime and the expansion.
#![deny(warnings)]
#![allow(dead_code, unused_macros, non_camel_case_types)]
#![forbid(unsafe_code)]

use coro_runtime::prelude::{coro, Coroutine as Machine};
use coro_runtime::{recv, try_recv, yield_, yield_from};

mod core {}
mod std {}
mod alloc {}
mod mem {}

macro_rules! not_std {
    ($d:tt $($name:ident)*) => {$(
        macro_rules! $name {
            ($d($d any:tt)*) => {
                compile_error!("not that of std")
            };
        }
    )*};
}

not_std! { $ panic unreachable assert matches line column concat stringify format vec write debug_assert todo cfg println }

macro_rules! types {
    ($($name:ident)*) => {$(
        /// Not that of std.
        pub struct $name;
    )*};
}

types! {
    Option Some None Result Ok Err Box Vec String Rc PhantomData Infallible Coroutine CoroutineState Status ResumeError
    Interrupt Rejected Consumer Guard States Frames Created Finished Poisoned Output Yielded Complete u8 usize bool
}

macro_rules! traits {
    ($($name:ident)*) => {$(
        /// Not that of std.
        pub trait $name {}
    )*};
}

traits! {
    Iterator IntoIterator FusedIterator Clone Copy Default Drop Debug Fn FnMut FnOnce Sized Send Sync Unpin Into From AsRef
    Throw Empty Recursive Future
}

fn drop() {}
fn take() {}
fn store() {}
fn replace() {}
const INPUT: u32 = 1;

#[coro::coroutine(recv = u32, yield = u32)]
fn total(first: u32) -> u32 {
    let mut total: u32 = first;
    for step in 0u32..3 {
        total += step + INPUT;
        total += yield_!(total);
    }
    total
}

#[coro::coroutine(recv = u32, throw = Fault)]
fn closes() -> ::std::result::Result<u32, Fault> {
    let mut total: u32 = 0;
    while let ::std::result::Result::Ok(value) = try_recv!() {
        total += value;
    }
    let more = recv!();
    ::std::result::Result::Ok(total + more)
}

#[coro::coroutine(recv = u32, throw = Fault)]
fn delegates(left: u32, first: Closes) -> ::std::result::Result<u32, Fault> {
    let total: u32 = yield_from!(first)?;
    if left > 0 {
        return yield_from!(delegates(left - 1, closes()));
    }
    ::std::result::Result::Ok(total)
}

struct Fault;

#[coro::coroutine(recv = u32)]
#[derive(::std::clone::Clone)]
fn moved(text: ::std::string::String) -> (Option, Result) {
    if recv!() > 2 {
        ::std::mem::drop(text);
    }
    recv!();
    (Option, Result)
}

#[coro::coroutine(boxed, yield = u32)]
fn boxed(text: ::std::string::String) {
    for byte in text.bytes() {
        yield_!(u32::from(byte));
    }
}

struct Counter(u32);

#[coro::coroutine]
impl Counter {
    #[coroutine(recv = u32, primed)]
    fn counts(&mut self) {
        loop {
            self.0 += recv!();
        }
    }
}

/// Uses them.
pub fn used() {
    let _ = total(1).prime();
    let _ = delegates(1, closes()).prime();
    let _ = moved(::std::string::String::new()).prime();
    let _ = boxed(::std::string::String::new()).prime();
    let _ = Counter(1).counts().send(2);
}
