//! Pairs that are sent nothing.

use coro_runtime::prelude::*;

use crate::driven::{Driven, Finally, Iterating, log};

pub(crate) fn program(name: &str) -> Option<Box<dyn Driven>> {
    Some(match name {
        "countdown" => Box::new(Iterating(countdown())),
        "fibonacci" => Box::new(Iterating(fibonacci())),
        "finally_once" => Box::new(Iterating(finally_once())),
        "finally_nested" => Box::new(Iterating(finally_nested())),
        "in_order" => Box::new(Iterating(in_order())),
        "hanoi" => Box::new(Iterating(hanoi())),
        "table" => Box::new(Iterating(table())),
        "primes" => Box::new(Iterating(primes())),
        "collatz" => Box::new(Iterating(collatz())),
        "zips" => Box::new(Iterating(zips())),
        _ => return None,
    })
}

#[coro::coroutine(yield = i64)]
fn countdown() {
    let mut left: i64 = 3;
    while left > 0 {
        yield_!(left);
        left -= 1;
    }
}

#[coro::coroutine(yield = i64)]
fn fibonacci() {
    let (mut a, mut b): (i64, i64) = (0, 1);
    loop {
        yield_!(a);
        (a, b) = (b, a + b);
    }
}

#[coro::coroutine(yield = i64)]
fn finally_once() {
    let _finally: Finally = Finally("finally");
    yield_!(1);
    yield_!(2);
}

#[coro::coroutine(yield = i64)]
fn finally_nested() {
    let _outer: Finally = Finally("outer");
    yield_!(1);
    {
        let _inner: Finally = Finally("inner");
        yield_!(2);
    }
    log("between");
}

#[coro::coroutine(yield = i64)]
fn walk(low: i64, high: i64) {
    if low < high {
        let root: i64 = (low + high) / 2;
        yield_from!(walk(low, root));
        yield_!(root);
        yield_from!(walk(root + 1, high));
    }
}

#[coro::coroutine(yield = i64)]
fn in_order() {
    yield_from!(walk(0, 5));
}

#[coro::coroutine(yield = i64)]
fn moves(n: i64, source: i64, target: i64, spare: i64) {
    if n > 0 {
        yield_from!(moves(n - 1, source, spare, target));
        yield_!(source * 10 + target);
        yield_from!(moves(n - 1, spare, target, source));
    }
}

#[coro::coroutine(yield = i64)]
fn hanoi() {
    yield_from!(moves(3, 1, 3, 2));
}

#[coro::coroutine(yield = i64)]
fn table() {
    for row in 1..3_i64 {
        for column in 1..4_i64 {
            yield_!(row * column);
        }
        log("row");
    }
}

#[coro::coroutine(yield = i64)]
fn primes() {
    let mut found: Vec<i64> = Vec::new();
    let mut candidate: i64 = 2;
    loop {
        if found.iter().all(|prime| candidate % prime != 0) {
            found.push(candidate);
            yield_!(candidate);
        }
        candidate += 1;
    }
}

#[coro::coroutine(yield = i64)]
fn collatz() {
    let mut number: i64 = 6;
    while number != 1 {
        yield_!(number);
        number = if number % 2 == 0 { number / 2 } else { 3 * number + 1 };
    }
    yield_!(1);
}

#[coro::coroutine(yield = i64)]
fn zips() {
    for (left, right) in [1_i64, 2, 3].into_iter().zip([4_i64, 5, 6]) {
        yield_!(left * right);
    }
}
