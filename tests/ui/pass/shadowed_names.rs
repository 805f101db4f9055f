//! Names of std's, of the runtime's and of the expansion's own mean what the user says.
#![allow(non_camel_case_types, unused_macros)]

use coro_runtime::prelude::{Coroutine as Machine, coro};
use coro_runtime::{recv, yield_};

mod core {}
mod std {}
mod alloc {}

struct Option;
struct Some;
struct None;
struct Result;
struct Ok;
struct Err;
struct Coroutine;
struct CoroutineState;
struct Status;
struct ResumeError;
struct Guard;
struct States;
struct Vec;
struct Iterator;
struct IntoIterator;
struct Debug;
struct Box;
struct u8;

macro_rules! line {
    () => {
        compile_error!("not std's")
    };
}

#[coro::coroutine(recv = u32, yield = u32)]
fn total(first: u32) -> u32 {
    let mut total: u32 = first;
    for step in 0u32..3 {
        total += step;
        total += yield_!(total);
    }
    total
}

#[coro::coroutine(recv = bool)]
fn moved(text: String) -> (Option, Result) {
    if recv!() {
        drop(text);
    }
    recv!();
    (Option, Result)
}

/// Locals with the names of the generated code.
#[coro::coroutine(recv = u32)]
fn locals(state: u32, input: u32) -> u32 {
    let outcome: u32 = recv!();
    let value: u32 = recv!();
    let received: u32 = recv!();
    let items: [u32; 1] = [1];
    for operand in items {
        let start: u32 = recv!() + operand;
        let after_recv_1: u32 = recv!() + start;
        assert!(after_recv_1 > operand);
    }
    state + input + outcome + value + received
}

/// Arguments and generics with the names of the generated code.
#[coro::coroutine(recv = &str)]
fn generics<'i, Yield, Target>(debug: &'i str, f: Yield, target: Target) -> (&'i str, Yield, Target) {
    recv!();
    (debug, f, target)
}

fn main() {
    assert!(total(1).prime().is_ok());
    assert!(moved(String::new()).prime().is_ok());
    let mut machine = locals(1, 2);
    assert!(machine.prime().is_ok());
    for value in 3..8 {
        let _ = machine.send(value);
    }
    assert!(machine.prime().is_err());
    assert!(generics("", 1, 2).prime().is_ok());
    let _ = (Some, None, Ok, Err, Coroutine, CoroutineState, Status, ResumeError, Guard, States);
    let _ = (Vec, Iterator, IntoIterator, Debug, Box, u8);
}
