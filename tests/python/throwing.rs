//! Pairs into which errors are thrown.

use coro_runtime::prelude::*;

use crate::driven::{Boom, Driven, Throwing, log};

pub(crate) fn program(name: &str) -> Option<Box<dyn Driven>> {
    Some(match name {
        "catches" => Box::new(Throwing(catches())),
        "passes_on" => Box::new(Throwing(passes_on())),
        "logs_and_raises" => Box::new(Throwing(logs_and_raises())),
        "retries" => Box::new(Throwing(retries())),
        "throws_while_unstarted" => Box::new(Throwing(throws_while_unstarted())),
        _ => return None,
    })
}

#[coro::coroutine(recv = i64, yield = i64, throw = Boom)]
fn catches() -> Result<i64, Boom> {
    if let Err(Interrupt::Throw(_)) = try_yield!(1) {
        log("caught");
        return Ok(yield_!(99));
    }
    Ok(0)
}

#[coro::coroutine(recv = i64, yield = i64, throw = Boom)]
fn passes_on() -> Result<i64, Boom> {
    yield_!(1);
    Ok(yield_!(2))
}

#[coro::coroutine(recv = i64, yield = i64, throw = Boom)]
fn logs_and_raises() -> Result<(), Boom> {
    if let Err(Interrupt::Throw(error)) = try_yield!(1) {
        log("saw it");
        return Err(error);
    }
    Ok(())
}

#[coro::coroutine(recv = i64, yield = i64, throw = Boom)]
fn retries() -> Result<(), Boom> {
    let mut left: i64 = 2;
    let mut total: i64 = 0;
    loop {
        match try_yield!(total) {
            Ok(value) => total += value,
            Err(Interrupt::Close) => return Ok(()),
            Err(Interrupt::Throw(error)) => {
                if left == 0 {
                    return Err(error);
                }
                left -= 1;
                log(format!("left {left}"));
            }
        }
    }
}

#[coro::coroutine(recv = i64, yield = i64, throw = Boom)]
fn throws_while_unstarted() -> Result<(), Boom> {
    if let Err(Interrupt::Throw(_)) = try_yield!(1) {
        yield_!(2);
    }
    Ok(())
}
