//! Pairs that delegate.

use coro_runtime::prelude::*;

use crate::driven::{Boom, Driven, Finally, Receiving, Throwing, log};

pub(crate) fn program(name: &str) -> Option<Box<dyn Driven>> {
    Some(match name {
        "delegates" => Box::new(Receiving(delegates())),
        "delegates_twice" => Box::new(Receiving(delegates_twice())),
        "inner_catches" => Box::new(Throwing(inner_catches())),
        "outer_catches" => Box::new(Throwing(outer_catches())),
        "nobody_catches" => Box::new(Throwing(nobody_catches())),
        "closes_inside_out" => Box::new(Receiving(closes_inside_out())),
        "sums_two" => Box::new(Receiving(sums_two())),
        "three_deep" => Box::new(Throwing(three_deep())),
        _ => return None,
    })
}

#[coro::coroutine(recv = i64, yield = i64)]
fn ask(question: i64) -> i64 {
    let answer: i64 = yield_!(question);
    answer * 10
}

#[coro::coroutine(recv = i64, yield = i64)]
fn delegates() -> i64 {
    let answer: i64 = yield_from!(ask(1));
    yield_!(answer);
    answer + 1
}

#[coro::coroutine(recv = i64, yield = i64)]
fn delegates_twice() {
    let first: i64 = yield_from!(ask(1));
    let second: i64 = yield_from!(ask(2));
    yield_!(first + second);
}

#[coro::coroutine(recv = i64, yield = i64)]
fn sums_two() -> i64 {
    let answers: i64 = yield_from!(ask(1)) + yield_from!(ask(2));
    answers + yield_!(3)
}

#[coro::coroutine(recv = i64, yield = i64, throw = Boom)]
fn careful(question: i64) -> Result<i64, Boom> {
    match try_yield!(question) {
        Ok(answer) => Ok(answer),
        Err(Interrupt::Close) => Ok(0),
        Err(Interrupt::Throw(_)) => {
            log("inner caught");
            Ok(yield_!(-1))
        }
    }
}

#[coro::coroutine(recv = i64, yield = i64, throw = Boom)]
fn inner_catches() -> Result<i64, Boom> {
    let answer: i64 = yield_from!(careful(5))?;
    yield_!(answer);
    Ok(answer)
}

/// As `ask`, where errors can be thrown.
#[coro::coroutine(recv = i64, yield = i64, throw = Boom)]
fn asks(question: i64) -> Result<i64, Boom> {
    let answer: i64 = yield_!(question);
    Ok(answer * 10)
}

#[coro::coroutine(recv = i64, yield = i64, throw = Boom)]
fn outer_catches() -> Result<i64, Boom> {
    let answer: i64 = match yield_from!(asks(5)) {
        Ok(answer) => answer,
        Err(Boom) => {
            log("outer caught");
            yield_!(-2)
        }
    };
    yield_!(answer);
    Ok(answer)
}

#[coro::coroutine(recv = i64, yield = i64, throw = Boom)]
fn nobody_catches() -> Result<i64, Boom> {
    let answer: i64 = yield_from!(asks(5))?;
    Ok(answer)
}

#[coro::coroutine(recv = i64, yield = i64)]
fn guarded_ask(question: i64) {
    let _finally: Finally = Finally("inner ends");
    let answer: i64 = yield_!(question);
    yield_!(answer);
}

#[coro::coroutine(recv = i64, yield = i64)]
fn closes_inside_out() {
    let _finally: Finally = Finally("outer ends");
    yield_from!(guarded_ask(1));
}

#[coro::coroutine(recv = i64, yield = i64, throw = Boom)]
fn middle(question: i64) -> Result<i64, Boom> {
    log("middle");
    let answer: i64 = yield_from!(asks(question))?;
    Ok(answer + 1)
}

#[coro::coroutine(recv = i64, yield = i64, throw = Boom)]
fn three_deep() -> Result<i64, Boom> {
    let answer: i64 = yield_from!(middle(7))?;
    let other: i64 = yield_!(answer);
    Ok(answer + other)
}
