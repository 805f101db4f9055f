//! Locals of unknown type that end before the suspension, or are not kept.

use coro_runtime::prelude::*;

fn guess() -> u32 {
    4
}

fn ends() -> (u32, u32) {
    (1, 5)
}

/// Used up before it suspends, in the same block and in one of its own.
#[coro::coroutine(recv = u32)]
fn used_up() -> u32 {
    let first = guess();
    let mut total: u32 = first;
    {
        let (low, high) = ends();
        total += high - low;
    }
    let _ = guess();
    total += recv!();
    let last = guess();
    total + last
}

/// Shadowed by one whose type is written.
#[coro::coroutine(recv = u32)]
fn bound_again() -> u32 {
    let total = guess();
    let total: u32 = total;
    let (low, _) = ends();
    let low: u32 = low;
    let value = recv!();
    total + low + value
}

/// Used on the path that does not suspend.
#[coro::coroutine(recv = bool)]
fn on_one_path() -> u32 {
    let value = guess();
    if value > 3 {
        recv!();
        0
    } else {
        value
    }
}

/// The values that come into an expression after the last suspension in it.
#[coro::coroutine(recv = u32)]
fn after_the_suspension() -> u32 {
    recv!() + guess() * guess()
}

/// The value of an `if`, of a block and of a loop, each annotated.
#[coro::coroutine(recv = u32)]
fn values() -> u32 {
    let found: u32 = loop {
        let value = recv!();
        if value > guess() {
            break guess();
        }
    };
    let other: u32 = if found > 3 { guess() } else { recv!() };
    found + other
}

/// A received value nobody looks at needs no type.
#[coro::coroutine]
fn ignored() {
    recv!();
    let _ = recv!();
}

/// A machine that hands out what others of its own kind do.
#[coro::coroutine(yield = usize)]
fn walk(mut children: Vec<Walk>) {
    yield_!(children.len());
    while let Some(child) = children.last_mut() {
        match child.next() {
            Some(value) => yield_!(value),
            None => drop(children.pop()),
        }
    }
}

/// A machine that is sent one of its own kind.
#[coro::coroutine(recv = Relay)]
fn relay() {
    let mut next: Relay = recv!();
    assert!(next.prime().is_ok());
}

fn main() {
    assert_eq!(walk(vec![walk(vec![]), walk(vec![])]).collect::<Vec<_>>(), [2, 0, 0]);
    assert!(relay().prime().is_ok());
    let mut machine = used_up();
    let _ = machine.prime();
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(13)));
    let mut machine = bound_again();
    let _ = machine.prime();
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(6)));
    let mut machine = on_one_path();
    let _ = machine.prime();
    assert_eq!(machine.send(true), Ok(CoroutineState::Complete(0)));
    let mut machine = after_the_suspension();
    let _ = machine.prime();
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(17)));
    let mut machine = values();
    let _ = machine.prime();
    assert_eq!(machine.send_all([4, 5, 6]), Ok(Some(8)));
    assert_eq!(ignored().count(), 2);
}
