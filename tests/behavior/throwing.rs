//! `throw = E`: errors that are thrown into a body.

use std::cell::Cell;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::prelude::*;

use crate::events::{Guard, Log};

/// Notes its conversion.
#[derive(Debug)]
struct Fault<'l>(u32, &'l Log);

#[derive(Debug, PartialEq)]
struct Failed(u32);

impl From<Fault<'_>> for Failed {
    fn from(Fault(number, log): Fault<'_>) -> Self {
        log.note("converted");
        Failed(number)
    }
}

impl From<std::num::ParseIntError> for Failed {
    fn from(_: std::num::ParseIntError) -> Self {
        Failed(0)
    }
}

#[coro::coroutine(throw = Fault<'l>, recv = u32, yield = u32)]
fn serves<'l>(log: &'l Log, first: Guard<'l>, second: Guard<'l>) -> Result<u32, Failed> {
    let _outer: Guard<'l> = Guard("outer", log);
    let mut served: u32 = 0;
    loop {
        let value: u32 = yield_!(served);
        let _round: Guard<'l> = Guard("round", log);
        if value == 0 {
            log.note(first.0);
            drop(second);
            return Ok(served);
        }
        match try_yield!(value) {
            Ok(more) => served += more,
            Err(Interrupt::Throw(Fault(number, _))) if number < 10 => served += 100 * number,
            Err(Interrupt::Throw(fault)) => return Err(fault.into()),
            Err(Interrupt::Close) => return Ok(served),
        }
    }
}

fn serve(log: &Log) -> Serves<'_> {
    serves(log, Guard("first", log), Guard("second", log))
}

fn started(log: &Log) -> Serves<'_> {
    let mut machine = serve(log);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(0)));
    machine
}

#[test]
fn law_6_throw_at_a_plain_suspension_returns_the_error() {
    let log = Log::default();
    let mut machine = started(&log);
    assert_eq!(machine.throw(Fault(3, &log)), Ok(CoroutineState::Complete(Err(Failed(3)))));
    // As at a `?`: the error is converted, and then the locals drop.
    assert_eq!(log.take(), ["converted", "drop outer", "drop second", "drop first"]);
    assert_eq!(machine.status(), Status::Finished);
    assert_eq!(machine.close(), Ok(None));
}

#[test]
fn law_6_throw_at_a_try_form_may_be_caught() {
    let log = Log::default();
    let mut machine = started(&log);
    assert_eq!(machine.send(7), Ok(CoroutineState::Yielded(7)));
    assert_eq!(machine.throw(Fault(2, &log)), Ok(CoroutineState::Yielded(200)));
    assert_eq!(log.take(), ["drop round"]);
    assert_eq!(machine.send(8), Ok(CoroutineState::Yielded(8)));
    assert_eq!(machine.throw(Fault(10, &log)), Ok(CoroutineState::Complete(Err(Failed(10)))));
    assert_eq!(log.take(), ["converted", "drop round", "drop outer", "drop second", "drop first"]);
    assert_eq!(machine.send(1), Err(ResumeError::Finished));
}

#[test]
fn law_6_throw_into_a_created_machine_never_runs_the_body() {
    let log = Log::default();
    let mut machine = serve(&log);
    assert_eq!(machine.throw(Fault(1, &log)), Ok(CoroutineState::Complete(Err(Failed(1)))));
    assert_eq!(log.take(), ["converted", "drop second", "drop first"]);
    assert_eq!(machine.status(), Status::Finished);
    assert_eq!(machine.prime(), Err(ResumeError::Finished));
}

#[test]
fn law_6_throw_into_a_finished_machine_is_refused() {
    let log = Log::default();
    for closes in [true, false] {
        let mut machine = started(&log);
        if closes {
            machine.close().unwrap();
        } else {
            machine.send(0).unwrap();
        }
        log.take();
        assert_eq!(machine.throw(Fault(1, &log)), Err(ResumeError::Finished));
        assert!(log.take().is_empty());
    }
}

#[test]
fn a_panic_on_a_throw_poisons() {
    #[coro::coroutine(throw = String, recv = u32)]
    fn insists(log: &Log) -> Result<(), String> {
        let _guard: Guard<'_> = Guard("local", log);
        let value: Result<u32, Interrupt<String>> = try_recv!();
        value.map(drop).map_err(|interrupt| panic!("no {interrupt:?}"))
    }
    let log = Log::default();
    let mut machine = insists(&log);
    machine.prime().unwrap();
    catch_unwind(AssertUnwindSafe(|| machine.throw("way".to_string()))).unwrap_err();
    assert_eq!(log.take(), ["drop local"]);
    assert_eq!(machine.throw("again".to_string()), Err(ResumeError::Poisoned));
    assert_eq!(machine.status(), Status::Poisoned);
}

#[test]
fn a_conversion_that_panics_poisons() {
    struct Bad;
    #[derive(Debug, PartialEq)]
    struct Worse;
    impl From<Bad> for Worse {
        fn from(_: Bad) -> Self {
            panic!("cannot convert");
        }
    }
    #[coro::coroutine(throw = Bad, recv = u32)]
    fn waits<'l>(_guard: Guard<'l>) -> Result<u32, Worse> {
        Ok(recv!())
    }
    let log = Log::default();
    for primes in [true, false] {
        let mut machine = waits(Guard("argument", &log));
        if primes {
            machine.prime().unwrap();
        }
        catch_unwind(AssertUnwindSafe(|| machine.throw(Bad))).unwrap_err();
        assert_eq!(log.take(), ["drop argument"]);
        assert_eq!(machine.status(), Status::Poisoned);
    }
}

#[test]
fn errors_are_taken_by_the_question_mark() {
    #[coro_runtime::coroutine(throw = std::num::ParseIntError)]
    fn parses() -> Result<i32, Box<dyn Error>> {
        let mut sum: i32 = 0;
        loop {
            let text: &str = recv!();
            if text.is_empty() {
                return Ok(sum);
            }
            sum += text.parse::<i32>()?;
        }
    }
    let failure = || "x".parse::<i32>().unwrap_err();
    let mut machine = parses();
    machine.prime().unwrap();
    // One buffer is enough for all of them: neither `send` nor `throw` keeps it.
    let mut buffer = String::from("4");
    machine.send(&buffer).unwrap();
    buffer.clear();
    buffer.push('5');
    machine.send(&buffer).unwrap();
    let thrown = Throw::<_, &str>::throw(&mut machine, failure()).unwrap().complete().unwrap();
    assert_eq!(thrown.unwrap_err().to_string(), failure().to_string());
}

#[test]
fn errors_are_thrown_through_pointers() {
    #[coro::coroutine(throw = &'static str, recv = u32)]
    fn names() -> Result<(), &'static str> {
        loop {
            let Err(interrupt) = try_recv!() else { continue };
            match interrupt {
                Interrupt::Throw("minor") => {}
                Interrupt::Throw(name) => return Err(name),
                Interrupt::Close => return Ok(()),
            }
        }
    }
    fn throws_twice(machine: &mut impl Throw<&'static str, u32, Return = Result<(), &'static str>>) {
        assert!(machine.throw("minor").unwrap().is_yielded());
        assert_eq!(machine.throw("major").unwrap().complete(), Some(Err("major")));
    }
    let mut machine = names();
    machine.prime().unwrap();
    throws_twice(&mut &mut machine);
    let mut boxed: Box<dyn Throw<&'static str, u32, Yield = (), Return = Result<(), &'static str>>> =
        Box::new(names());
    boxed.prime().unwrap();
    throws_twice(&mut boxed);
}

#[coro::coroutine(throw = E, recv = T, yield = Option<T>)]
fn keeps<T: Clone, E: std::fmt::Debug>(caught: &Cell<u32>) -> Result<(), E> {
    let mut kept: Option<T> = None;
    loop {
        let resumed: Result<T, Interrupt<E>> = try_yield!(kept.clone());
        match resumed {
            Ok(value) => kept = Some(value),
            Err(Interrupt::Close) => return Ok(()),
            Err(Interrupt::Throw(error)) => {
                caught.set(caught.get() + 1);
                if caught.get() > 2 {
                    return Err(error);
                }
            }
        }
        let next: T = recv!();
        kept = Some(next);
    }
}

#[test]
fn the_error_may_be_a_type_parameter() {
    let caught = Cell::new(0);
    let mut machine = keeps::<char, i32>(&caught);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(None)));
    assert_eq!(machine.throw(1), Ok(CoroutineState::Yielded(None)));
    assert_eq!(machine.send('a'), Ok(CoroutineState::Yielded(Some('a'))));
    assert_eq!(machine.throw(2), Ok(CoroutineState::Yielded(None)));
    assert_eq!(machine.throw(3), Ok(CoroutineState::Complete(Err(3))));
    assert_eq!(caught.get(), 2);
}

#[test]
fn a_body_that_never_suspends_can_still_be_thrown_into() {
    #[coro::coroutine(throw = u8, recv = ())]
    fn at_once(log: &Log) -> Result<(), u8> {
        log.note("ran");
        Ok(())
    }
    let log = Log::default();
    let mut machine = at_once(&log);
    assert_eq!(machine.throw(1), Ok(CoroutineState::Complete(Err(1))));
    assert_eq!(machine.throw(1), Err(ResumeError::Finished));
    assert_eq!(at_once(&log).prime(), Ok(CoroutineState::Complete(Ok(()))));
    assert_eq!(log.take(), ["ran"]);
}

#[test]
fn a_thrown_error_is_like_any_other_to_the_question_mark() {
    #[derive(Debug, PartialEq)]
    enum Stop {
        Closed,
        Thrown(u32),
    }
    impl From<u32> for Stop {
        fn from(number: u32) -> Self {
            Stop::Thrown(number)
        }
    }
    impl From<Interrupt<u32>> for Stop {
        fn from(interrupt: Interrupt<u32>) -> Self {
            match interrupt {
                Interrupt::Close => Stop::Closed,
                Interrupt::Throw(number) => number.into(),
            }
        }
    }
    #[coro::coroutine(throw = u32, recv = u32)]
    fn sums() -> Result<u32, Stop> {
        let first = try_recv!()?;
        let second = try_recv!()?;
        Ok(first + second)
    }
    let started = || {
        let mut machine = sums();
        machine.prime().unwrap();
        machine.send(1).unwrap();
        machine
    };
    assert_eq!(started().send(2), Ok(CoroutineState::Complete(Ok(3))));
    assert_eq!(started().throw(7), Ok(CoroutineState::Complete(Err(Stop::Thrown(7)))));
    assert_eq!(started().close(), Ok(Some(Err(Stop::Closed))));
}
