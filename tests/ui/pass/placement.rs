//! What may stand beside a suspension without holding one.

use coro_runtime::prelude::*;

macro_rules! twice {
    ($value:expr) => {
        $value + $value
    };
}

/// A closure, an `async` block, a `const` block, a nested function and an unknown macro that do not suspend.
#[coro::coroutine(recv = u32)]
fn beside(factor: u32) -> u32 {
    const STEP: u32 = 2;
    fn double(value: u32) -> u32 {
        value * STEP
    }
    let mut total: u32 = 0;
    total += recv!();
    let scaled: Vec<u32> = [1, 2].iter().map(|value| value * factor).collect();
    drop(async { 1 });
    total += scaled.len() as u32 + const { STEP + 1 };
    total += double(recv!());
    total + twice!(factor)
}

/// Guards on arms that suspend.
#[coro::coroutine(recv = u32)]
fn guarded(limit: Option<u32>) -> u32 {
    match limit {
        Some(limit) if limit > 3 => recv!() + limit,
        Some(_) | None => {
            let value = recv!();
            match value {
                0 => 1,
                value if value > 1 => value,
                _ => 2,
            }
        }
    }
}

unsafe fn trusted(value: u32) -> u32 {
    value + 1
}

/// An `unsafe` block, with a suspension in it and beside it.
#[coro::coroutine(recv = u32)]
fn trusting() -> u32 {
    let first = recv!();
    let second: u32 = unsafe { trusted(recv!()) };
    first + unsafe { trusted(second) }
}

/// A coroutine in a coroutine.
#[coro::coroutine(recv = u32)]
fn outer() -> u32 {
    #[coro::coroutine(recv = u32)]
    fn inner() -> u32 {
        recv!() + 1
    }
    let value = recv!();
    let mut machine = inner();
    let _ = machine.prime();
    match machine.send(value) {
        Ok(CoroutineState::Complete(value)) => value,
        _ => 0,
    }
}

fn main() {
    let mut machine = beside(3);
    let _ = machine.prime();
    assert_eq!(machine.send_all([1, 2]), Ok(Some(1 + 5 + 4 + 6)));
    let mut machine = guarded(Some(4));
    let _ = machine.prime();
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(5)));
    let mut machine = trusting();
    let _ = machine.prime();
    assert_eq!(machine.send_all([1, 2]), Ok(Some(5)));
    let mut machine = outer();
    let _ = machine.prime();
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(2)));
}
