//! What CPython's `Lib/test/test_generators.py` asks of `send`, `throw` and `close` (PEP 342), where it can be said in
//! Rust.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::prelude::*;

use crate::events::{Guard, Log};

#[coro::coroutine(yield = u32)]
fn prints(log: &Log) {
    let sent: &'static str = yield_!(1);
    log.note(sent);
    yield_!(2);
}

#[test]
fn yield_is_an_expression() {
    let log = Log::default();
    let mut machine = prints(&log);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(1)));
    assert_eq!(machine.send("hello"), Ok(CoroutineState::Yielded(2)));
    assert_eq!(log.take(), ["hello"]);
}

#[test]
fn a_value_cannot_be_sent_to_a_generator_that_has_not_started() {
    // Python raises `TypeError`; in both languages the generator is unharmed.
    let log = Log::default();
    let mut machine = prints(&log);
    assert_eq!(machine.send("early"), Err(ResumeError::NotPrimed));
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(1)));
    assert_eq!(machine.send("in time"), Ok(CoroutineState::Yielded(2)));
    assert_eq!(log.take(), ["in time"]);
}

#[test]
fn next_is_not_send_of_none() {
    // Python's `next(g)` sends `None` to a started generator; `prime` only starts one.
    let log = Log::default();
    let mut machine = prints(&log);
    machine.prime().unwrap();
    assert_eq!(machine.prime(), Err(ResumeError::AlreadyPrimed));
    assert!(log.take().is_empty());
}

#[test]
fn a_value_cannot_be_sent_to_a_finished_generator() {
    let log = Log::default();
    let mut machine = prints(&log);
    machine.prime().unwrap();
    machine.send("a").unwrap();
    assert_eq!(machine.send("b"), Ok(CoroutineState::Complete(())));
    assert_eq!(machine.try_send("c").unwrap_err().value, "c");
}

#[coro::coroutine]
fn gathers(seq: &RefCell<Vec<i32>>) {
    let mut count: i32 = 0;
    loop {
        count += 1;
        let value: i32 = recv!();
        seq.borrow_mut().push(count * value);
    }
}

#[test]
fn a_coroutine_gathers_what_it_is_sent() {
    let seq = RefCell::default();
    let mut machine = gathers(&seq);
    machine.prime().unwrap();
    machine.send_all([10, 20, 30]).unwrap();
    assert_eq!(seq.take(), [10, 40, 90]);
    machine.close().unwrap();
    assert_eq!(machine.send(1), Err(ResumeError::Finished));
}

#[coro::coroutine(recv = i32, yield = i32)]
fn adds_up() {
    let mut total: i32 = 0;
    loop {
        total += yield_!(total);
    }
}

#[test]
fn yield_in_an_augmented_assignment() {
    let mut machine = adds_up();
    assert_eq!(crate::outputs(&mut machine, [1, 2, 3]), [0, 1, 3, 6]);
}

#[test]
fn a_pipeline_of_coroutines() {
    #[coro::coroutine]
    fn doubles(mut target: impl Consumer<i32>) -> Result<(), ResumeError> {
        loop {
            let value: i32 = recv!();
            target.send(value * 2)?;
        }
    }
    let seq = RefCell::default();
    let mut tail = gathers(&seq);
    tail.prime().unwrap();
    let mut head = doubles(tail);
    head.prime().unwrap();
    head.send_all([1, 1]).unwrap();
    assert_eq!(seq.take(), [2, 4]);
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Failure {
    Value(u32),
    Type,
}

impl From<Failure> for String {
    fn from(failure: Failure) -> Self {
        format!("uncaught {failure:?}")
    }
}

/// `while True: try: v = (yield) … except ValueError: …`
#[coro::coroutine(throw = Failure, recv = &'static str, yield = u32)]
fn catches_values(log: &Log) -> Result<(), Failure> {
    let mut caught: u32 = 0;
    loop {
        match try_yield!(caught) {
            Ok(text) => log.note(text),
            Err(Interrupt::Throw(Failure::Value(value))) => {
                log.note(format!("caught {value}"));
                caught += 1;
            }
            Err(Interrupt::Throw(other)) => return Err(other),
            Err(Interrupt::Close) => return Ok(()),
        }
    }
}

#[test]
fn a_thrown_error_can_be_caught_and_the_next_yield_answers() {
    let log = Log::default();
    let mut machine = catches_values(&log);
    machine.prime().unwrap();
    assert_eq!(machine.throw(Failure::Value(7)), Ok(CoroutineState::Yielded(1)));
    assert_eq!(machine.send("still here"), Ok(CoroutineState::Yielded(1)));
    assert_eq!(machine.throw(Failure::Value(8)), Ok(CoroutineState::Yielded(2)));
    assert_eq!(log.take(), ["caught 7", "still here", "caught 8"]);
}

#[test]
fn a_thrown_error_that_is_not_caught_comes_back_and_ends_the_generator() {
    let log = Log::default();
    let mut machine = catches_values(&log);
    machine.prime().unwrap();
    assert_eq!(machine.throw(Failure::Type), Ok(CoroutineState::Complete(Err(Failure::Type))));
    assert_eq!(machine.status(), Status::Finished);
    assert_eq!(machine.send("late"), Err(ResumeError::Finished));
}

#[test]
fn throw_into_a_generator_that_has_not_started_runs_nothing() {
    let log = Log::default();
    let mut machine = catches_values(&log);
    assert_eq!(machine.throw(Failure::Value(1)), Ok(CoroutineState::Complete(Err(Failure::Value(1)))));
    assert!(log.take().is_empty());
    assert_eq!(machine.prime(), Err(ResumeError::Finished));
}

#[test]
fn throw_into_a_finished_generator_is_refused() {
    // Python raises the error at the caller, who has it at hand anyway.
    let log = Log::default();
    let mut machine = catches_values(&log);
    machine.prime().unwrap();
    machine.close().unwrap();
    assert_eq!(machine.throw(Failure::Type), Err(ResumeError::Finished));
}

#[test]
fn a_generator_may_throw_another_error_than_it_was_thrown() {
    #[coro::coroutine(throw = Failure, recv = ())]
    fn translates() -> Result<(), String> {
        match try_recv!() {
            Ok(()) => Ok(()),
            Err(interrupt) => Err(format!("was {interrupt:?}")),
        }
    }
    let mut machine = translates();
    let answer = Err("uncaught Type".to_string());
    assert_eq!(machine.throw(Failure::Type), Ok(CoroutineState::Complete(answer)));
    let mut machine = translates();
    machine.prime().unwrap();
    let answer = Err("was Throw(Type)".to_string());
    assert_eq!(machine.throw(Failure::Type), Ok(CoroutineState::Complete(answer)));
    let mut machine = translates();
    machine.prime().unwrap();
    assert_eq!(machine.close(), Ok(Some(Err("was Close".to_string()))));
}

#[coro::coroutine(throw = Failure, yield = u32)]
fn returns_on_throw() -> Result<u32, Failure> {
    let caught: Result<(), Interrupt<Failure>> = try_yield!(1);
    match caught {
        Err(Interrupt::Throw(Failure::Value(value))) => Ok(value),
        Err(Interrupt::Throw(failure)) => Err(failure),
        Ok(()) | Err(Interrupt::Close) => Ok(0),
    }
}

#[test]
fn a_generator_may_answer_a_throw_by_returning() {
    let mut machine = returns_on_throw();
    machine.prime().unwrap();
    assert_eq!(machine.throw(Failure::Value(3)), Ok(CoroutineState::Complete(Ok(3))));
}

#[test]
fn finally_runs_on_a_throw() {
    #[coro::coroutine(throw = Failure, yield = u32)]
    fn guarded(log: &Log) -> Result<(), Failure> {
        let _outer: Guard<'_> = Guard("outer", log);
        {
            let _inner: Guard<'_> = Guard("inner", log);
            yield_!(1);
        }
        yield_!(2);
        Ok(())
    }
    let log = Log::default();
    let mut machine = guarded(&log);
    machine.prime().unwrap();
    assert_eq!(machine.throw(Failure::Type), Ok(CoroutineState::Complete(Err(Failure::Type))));
    assert_eq!(log.take(), ["drop inner", "drop outer"]);
    let mut machine = guarded(&log);
    machine.prime().unwrap();
    machine.send(()).unwrap();
    assert_eq!(log.take(), ["drop inner"]);
    assert_eq!(machine.throw(Failure::Type), Ok(CoroutineState::Complete(Err(Failure::Type))));
    assert_eq!(log.take(), ["drop outer"]);
}

#[test]
fn close_without_a_return_value_gives_nothing() {
    let mut machine = adds_up();
    machine.prime().unwrap();
    assert_eq!(machine.close(), Ok(None));
}

#[coro::coroutine(recv = u32, yield = u32)]
fn returns_on_close(log: &Log) -> u32 {
    let _guard: Guard<'_> = Guard("guard", log);
    let mut last: u32 = 0;
    while let Ok(value) = try_yield!(last) {
        last = value;
    }
    log.note("exiting");
    last
}

#[test]
fn close_gives_the_return_value() {
    // Since Python 3.13.
    let log = Log::default();
    let mut machine = returns_on_close(&log);
    machine.prime().unwrap();
    machine.send(4).unwrap();
    assert_eq!(machine.close(), Ok(Some(4)));
    assert_eq!(log.take(), ["exiting", "drop guard"]);
}

#[test]
fn close_of_a_generator_that_has_not_started_runs_nothing() {
    let log = Log::default();
    let mut machine = returns_on_close(&log);
    assert_eq!(machine.close(), Ok(None));
    assert!(log.take().is_empty());
    assert_eq!(machine.prime(), Err(ResumeError::Finished));
}

#[test]
fn close_of_an_exhausted_generator_gives_nothing() {
    let mut machine = returns_on_throw();
    machine.prime().unwrap();
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(Ok(0))));
    assert_eq!(machine.close(), Ok(None));
}

#[test]
fn a_second_close_gives_nothing() {
    let log = Log::default();
    let mut machine = returns_on_close(&log);
    machine.prime().unwrap();
    assert_eq!(machine.close(), Ok(Some(0)));
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(log.take(), ["exiting", "drop guard"]);
}

#[test]
fn close_that_fails_is_seen_by_the_caller() {
    #[coro::coroutine]
    fn fails() {
        let closed: Result<(), Interrupt> = try_recv!();
        closed.expect("more to come");
    }
    let mut machine = fails();
    machine.prime().unwrap();
    let panicked = catch_unwind(AssertUnwindSafe(|| machine.close())).unwrap_err();
    assert!(panicked.downcast_ref::<String>().unwrap().starts_with("more to come"));
    assert_eq!(machine.close(), Err(ResumeError::Poisoned));
}

#[coro::coroutine(recv = (), yield = u32)]
fn ignores_the_close(log: &Log) {
    let mut closes: u32 = 0;
    while closes < 2 {
        if try_yield!(closes).is_err() {
            closes += 1;
            log.note(closes.to_string());
        }
    }
}

#[test]
fn a_generator_that_yields_on_close_is_told_off() {
    // Python raises `RuntimeError: generator ignored GeneratorExit`, and the generator is still alive there too.
    let log = Log::default();
    let mut machine = ignores_the_close(&log);
    machine.prime().unwrap();
    assert_eq!(machine.close(), Err(ResumeError::IgnoredClose));
    assert_eq!(machine.status(), Status::Suspended);
    assert_eq!(machine.send(()), Ok(CoroutineState::Yielded(1)));
    assert_eq!(machine.close(), Ok(Some(())));
}

#[test]
fn a_generator_that_yields_when_it_goes_away_is_dropped_there() {
    // Python prints the `RuntimeError` as unraisable.
    let log = Log::default();
    let mut machine = ignores_the_close(&log);
    machine.prime().unwrap();
    drop(machine);
    assert_eq!(log.take(), ["1"]);
}

#[test]
fn a_suspended_generator_that_goes_away_is_closed() {
    let log = Log::default();
    let mut machine = returns_on_close(&log);
    machine.prime().unwrap();
    drop(machine);
    assert_eq!(log.take(), ["exiting", "drop guard"]);
}

#[test]
fn close_releases_the_locals() {
    #[coro::coroutine]
    fn holds(_held: std::rc::Rc<()>) {
        recv!();
    }
    let held = std::rc::Rc::new(());
    let mut machine = holds(held.clone());
    machine.prime().unwrap();
    assert_eq!(std::rc::Rc::strong_count(&held), 2);
    machine.close().unwrap();
    assert_eq!(std::rc::Rc::strong_count(&held), 1);
}

/// `try: yield 1 finally: yield 2`, where the `finally` is written out.
#[coro::coroutine(throw = Failure, yield = u32)]
fn yields_while_it_cleans_up() -> Result<(), Failure> {
    let tried: Result<(), Interrupt<Failure>> = try_yield!(1);
    yield_!(2);
    match tried {
        Err(Interrupt::Throw(failure)) => Err(failure),
        Ok(()) | Err(Interrupt::Close) => Ok(()),
    }
}

#[test]
fn a_cleanup_that_yields_delays_the_error() {
    let mut machine = yields_while_it_cleans_up();
    machine.prime().unwrap();
    assert_eq!(machine.throw(Failure::Type), Ok(CoroutineState::Yielded(2)));
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(Err(Failure::Type))));
}

#[test]
fn a_cleanup_that_yields_ignores_the_close_once() {
    let mut machine = yields_while_it_cleans_up();
    machine.prime().unwrap();
    assert_eq!(machine.close(), Err(ResumeError::IgnoredClose));
    assert_eq!(machine.close(), Ok(None));
}
