//! What CPython's `Lib/test/test_yield_from.py` asks of delegation (PEP 380), where it can be said in Rust.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::prelude::*;

use crate::events::{Guard, Log};

#[coro::coroutine(yield = u32)]
fn inner(log: &Log) {
    log.note("start inner");
    yield_!(42);
    log.note("end inner");
}

#[coro::coroutine(yield = u32)]
fn outer(log: &Log) {
    log.note("start outer");
    yield_from!(inner(log));
    log.note("end outer");
}

#[test]
fn the_initial_next_goes_to_the_subgenerator() {
    let log = Log::default();
    let mut machine = outer(&log);
    assert_eq!(machine.next(), Some(42));
    assert_eq!(log.take(), ["start outer", "start inner"]);
    assert_eq!(machine.next(), None);
    assert_eq!(log.take(), ["end inner", "end outer"]);
}

#[coro::coroutine(yield = u32)]
fn inner_that_panics(log: &Log, late: bool) {
    let _guard: Guard<'_> = Guard("inner", log);
    if late {
        yield_!(1);
    }
    panic!("from the inner one");
}

#[coro::coroutine(yield = u32)]
fn outer_of_panics(log: &Log, late: bool) {
    let _guard: Guard<'_> = Guard("outer", log);
    yield_!(0);
    yield_from!(inner_that_panics(log, late));
    yield_!(2);
}

#[test]
fn a_panic_in_the_initial_next_goes_through_the_delegator() {
    let log = Log::default();
    let mut machine = outer_of_panics(&log, false);
    assert_eq!(machine.next(), Some(0));
    catch_unwind(AssertUnwindSafe(|| machine.next())).unwrap_err();
    assert_eq!(log.take(), ["drop inner", "drop outer"]);
    assert_eq!(machine.next(), None);
}

#[test]
fn a_panic_in_a_later_next_goes_through_the_delegator() {
    let log = Log::default();
    let mut machine = outer_of_panics(&log, true);
    assert_eq!((machine.next(), machine.next()), (Some(0), Some(1)));
    catch_unwind(AssertUnwindSafe(|| machine.next())).unwrap_err();
    assert_eq!(log.take(), ["drop inner", "drop outer"]);
    assert_eq!(machine.status(), Status::Poisoned);
}

#[test]
fn delegation_stands_between_other_yields() {
    #[coro::coroutine(yield = u32)]
    fn middle() {
        yield_!(2);
        yield_!(3);
    }
    #[coro::coroutine(yield = u32)]
    fn around() {
        yield_!(1);
        yield_from!(middle());
        yield_!(4);
    }
    assert_eq!(around().collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[coro::coroutine(recv = i32, yield = i32)]
fn echoes(log: &Log) -> &'static str {
    let first: i32 = yield_!(1);
    log.note(format!("inner received {first}"));
    let second: i32 = yield_!(2);
    log.note(format!("inner received {second}"));
    "echoed"
}

#[coro::coroutine(recv = i32, yield = i32)]
fn delegates_sends(log: &Log) -> &'static str {
    let told: &'static str = yield_from!(echoes(log));
    let third: i32 = yield_!(3);
    log.note(format!("outer received {third}"));
    told
}

#[test]
fn sends_go_to_the_subgenerator() {
    let log = Log::default();
    crate::check(delegates_sends(&log), &[(1, 10), (2, 20), (3, 30)], "echoed");
    assert_eq!(log.take(), ["inner received 10", "inner received 20", "outer received 30"]);
}

#[test]
fn a_delegator_that_has_not_started_refuses_a_value() {
    let log = Log::default();
    let mut machine = delegates_sends(&log);
    assert_eq!(machine.send(1), Err(ResumeError::NotPrimed));
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(1)));
}

#[coro::coroutine(yield = u32)]
fn closing_inner(log: &Log) {
    let _guard: Guard<'_> = Guard("inner", log);
    yield_!(1);
    yield_!(2);
}

#[coro::coroutine(yield = u32)]
fn closing_outer(log: &Log) {
    let _guard: Guard<'_> = Guard("outer", log);
    yield_!(0);
    yield_from!(closing_inner(log));
    log.note("never reached");
}

#[test]
fn close_ends_the_inner_one_first() {
    let log = Log::default();
    let mut machine = closing_outer(&log);
    machine.nth(1);
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(log.take(), ["drop inner", "drop outer"]);
    let mut machine = closing_outer(&log);
    machine.nth(1);
    drop(machine);
    assert_eq!(log.take(), ["drop inner", "drop outer"]);
}

#[coro::coroutine(recv = (), yield = u32)]
fn fails_to_close(log: &Log) {
    let _guard: Guard<'_> = Guard("inner", log);
    try_yield!(1).expect("not now");
}

#[test]
fn a_panic_while_closing_goes_through_the_delegator() {
    #[coro::coroutine(yield = u32)]
    fn around(log: &Log) {
        let _guard: Guard<'_> = Guard("outer", log);
        yield_from!(fails_to_close(log));
    }
    let log = Log::default();
    let mut machine = around(&log);
    machine.next();
    catch_unwind(AssertUnwindSafe(|| machine.close())).unwrap_err();
    assert_eq!(log.take(), ["drop inner", "drop outer"]);
    assert_eq!(machine.status(), Status::Poisoned);
}

#[coro::coroutine(recv = u32, yield = u32)]
fn returns_when_closed(log: &Log) -> u32 {
    if try_yield!(1).is_err() {
        log.note("inner closed");
        return 2;
    }
    3
}

#[test]
fn what_the_inner_one_returns_on_close_is_discarded() {
    #[coro::coroutine(recv = u32, yield = u32)]
    fn around(log: &Log) -> u32 {
        let _guard: Guard<'_> = Guard("outer", log);
        let value: u32 = yield_from!(returns_when_closed(log));
        log.note("went on");
        value
    }
    let log = Log::default();
    let mut machine = around(&log);
    machine.prime().unwrap();
    // Python raises `GeneratorExit` behind the `yield from` as well, whatever the inner one returned.
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(log.take(), ["inner closed", "drop outer"]);
}

#[coro::coroutine(recv = (), yield = u32)]
fn ignores_a_close(log: &Log) {
    log.note(format!("{:?}", try_yield!(1)));
    log.note(format!("{:?}", try_yield!(2)));
}

#[test]
fn an_inner_one_that_ignores_the_close_keeps_the_delegator_alive() {
    #[coro::coroutine(yield = u32)]
    fn around(log: &Log) {
        yield_from!(ignores_a_close(log));
        log.note("went on");
    }
    let log = Log::default();
    let mut machine = around(&log);
    machine.next();
    assert_eq!(machine.close(), Err(ResumeError::IgnoredClose));
    assert_eq!(machine.status(), Status::Suspended);
    assert_eq!(machine.next(), None);
    assert_eq!(log.take(), ["Err(Close)", "Ok(())", "went on"]);
    let mut machine = around(&log);
    machine.next();
    assert_eq!(machine.close(), Err(ResumeError::IgnoredClose));
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(log.take(), ["Err(Close)", "Err(Close)"]);
}

#[derive(Clone, Debug, PartialEq)]
struct Oops(&'static str);

#[coro::coroutine(throw = Oops, recv = (), yield = u32)]
fn catches_inside(log: &Log) -> Result<&'static str, Oops> {
    match try_yield!(1) {
        Err(Interrupt::Throw(Oops("yield"))) => {
            log.note("caught inside");
            yield_!(10);
            Ok("yielded")
        }
        Err(Interrupt::Throw(Oops("return"))) => Ok("returned"),
        Err(Interrupt::Throw(oops)) => Err(oops),
        Ok(()) | Err(Interrupt::Close) => Ok("quiet"),
    }
}

#[coro::coroutine(throw = Oops, recv = (), yield = u32)]
fn throws_on(log: &Log) -> Result<&'static str, Oops> {
    let _guard: Guard<'_> = Guard("outer", log);
    let told: &'static str = yield_from!(catches_inside(log))?;
    log.note(told);
    yield_!(20);
    Ok(told)
}

#[test]
fn throws_go_to_the_subgenerator() {
    let log = Log::default();
    let mut machine = throws_on(&log);
    machine.prime().unwrap();
    assert_eq!(machine.throw(Oops("yield")), Ok(CoroutineState::Yielded(10)));
    assert_eq!(log.take(), ["caught inside"]);
    assert_eq!(machine.send(()), Ok(CoroutineState::Yielded(20)));
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(Ok("yielded"))));
}

#[test]
fn a_throw_that_the_inner_one_turns_into_a_return_is_the_value() {
    let log = Log::default();
    let mut machine = throws_on(&log);
    machine.prime().unwrap();
    assert_eq!(machine.throw(Oops("return")), Ok(CoroutineState::Yielded(20)));
    assert_eq!(log.take(), ["returned"]);
}

#[test]
fn a_throw_that_nobody_catches_ends_both() {
    let log = Log::default();
    let mut machine = throws_on(&log);
    machine.prime().unwrap();
    assert_eq!(machine.throw(Oops("other")), Ok(CoroutineState::Complete(Err(Oops("other")))));
    assert_eq!(log.take(), ["drop outer"]);
    assert_eq!(machine.status(), Status::Finished);
}

#[test]
fn the_delegator_may_catch_what_the_inner_one_throws() {
    #[coro::coroutine(throw = Oops, recv = (), yield = u32)]
    fn recovers(log: &Log) -> Result<String, Oops> {
        let outcome: Result<&'static str, Oops> = yield_from!(catches_inside(log));
        if let Err(oops) = outcome {
            let Oops(reason): Oops = oops;
            let text: String = format!("recovered from {reason}");
            yield_!(30);
            return Ok(text);
        }
        Ok("fine".to_string())
    }
    let log = Log::default();
    let mut machine = recovers(&log);
    machine.prime().unwrap();
    assert_eq!(machine.throw(Oops("x")), Ok(CoroutineState::Yielded(30)));
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(Ok("recovered from x".to_string()))));
}

#[test]
fn a_throw_before_the_start_reaches_neither() {
    let log = Log::default();
    let mut machine = throws_on(&log);
    assert_eq!(machine.throw(Oops("early")), Ok(CoroutineState::Complete(Err(Oops("early")))));
    assert!(log.take().is_empty());
}

#[coro::coroutine(yield = u32)]
fn returns(value: u32) -> u32 {
    yield_!(value);
    value * 2
}

#[test]
fn the_value_of_yield_from_is_the_return_value() {
    #[coro::coroutine(yield = u32)]
    fn sums() -> u32 {
        let first: u32 = yield_from!(returns(1));
        let second = yield_from!(returns(2)) + yield_from!(returns(3));
        yield_!(first + second);
        first
    }
    let mut machine = sums();
    assert_eq!(machine.by_ref().collect::<Vec<_>>(), [1, 2, 3, 12]);
}

#[coro::coroutine(yield = u32)]
fn returns_at_once(value: u32) -> u32 {
    if value > 100 {
        yield_!(value);
    }
    value + 1
}

#[test]
fn a_subgenerator_that_yields_nothing_is_passed_over() {
    #[coro::coroutine(yield = u32)]
    fn quick() -> u32 {
        let mut value: u32 = 0;
        for _ in 0..3_u8 {
            value = yield_from!(returns_at_once(value));
        }
        yield_!(value);
        yield_from!(returns_at_once(value))
    }
    let mut machine = quick();
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(3)));
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(4)));
}

#[test]
fn delegation_to_something_that_is_only_iterable() {
    #[coro::coroutine(yield = u32)]
    fn flattens(list: Vec<u32>, deque: VecDeque<u32>, option: Option<u32>) {
        yield_from!(0..2_u32);
        yield_from!(list);
        yield_from!(deque);
        yield_from!(option);
        yield_from!([7_u32, 8]);
        let last: coro::FromIter<std::iter::Once<u32>> = coro::from_iter(std::iter::once(9));
        yield_from!(last);
    }
    let machine = flattens(vec![2, 3], [4, 5].into(), Some(6));
    assert_eq!(machine.collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
}

#[test]
fn close_of_a_delegation_to_an_iterator_drops_it() {
    #[coro::coroutine(yield = Guard<'l>)]
    fn hands_out<'l>(guards: Vec<Guard<'l>>) {
        yield_from!(guards);
    }
    let log = Log::default();
    let mut machine = hands_out(vec![Guard("first", &log), Guard("second", &log), Guard("third", &log)]);
    drop(machine.next());
    assert_eq!(log.take(), ["drop first"]);
    machine.close().unwrap();
    assert_eq!(log.take(), ["drop second", "drop third"]);
}
