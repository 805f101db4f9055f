//! A coroutine that delegates to itself keeps its frames in one stack of its own.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use crate::prelude::*;

use crate::events::{Guard, Log};

const DEEP: u32 = 1_000_000;

/// One more is alive for as long as it is.
#[derive(Debug)]
struct Alive(Rc<Cell<u32>>);

impl Alive {
    fn new(count: &Rc<Cell<u32>>) -> Self {
        count.set(count.get() + 1);
        Alive(Rc::clone(count))
    }
}

impl Clone for Alive {
    fn clone(&self) -> Self {
        Alive::new(&self.0)
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

/// Counts up again on the way back.
#[coro_runtime::coroutine(yield = u32)]
#[derive(Clone)]
fn descends(left: u32, count: Rc<Cell<u32>>) -> u32 {
    let _alive: Alive = Alive::new(&count);
    let mut below: u32 = 0;
    if left > 0 {
        below = yield_from!(descends(left - 1, Rc::clone(&count)));
    }
    yield_!(left);
    below + 1
}

#[test]
fn a_million_deep_it_goes_down_and_up_again() {
    let count = Rc::default();
    let mut machine = descends(DEEP, Rc::clone(&count));
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(0)));
    assert_eq!(count.get(), DEEP + 1);
    for left in 1..=DEEP {
        assert_eq!(machine.send(()), Ok(CoroutineState::Yielded(left)));
    }
    assert_eq!(count.get(), 1);
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(DEEP + 1)));
    assert_eq!((count.get(), Rc::strong_count(&count)), (0, 1));
}

#[test]
fn a_million_deep_it_is_closed_and_dropped() {
    for closes in [true, false] {
        let count = Rc::default();
        let mut machine = descends(DEEP, Rc::clone(&count));
        assert_eq!(machine.nth(1), Some(1));
        assert_eq!(count.get(), DEEP);
        if closes {
            assert_eq!(machine.close(), Ok(None));
            assert_eq!(machine.close(), Ok(None));
            assert_eq!(machine.send(()), Err(ResumeError::Finished));
        } else {
            drop(machine);
        }
        assert_eq!((count.get(), Rc::strong_count(&count)), (0, 1));
    }
}

#[test]
fn a_million_deep_it_is_cloned() {
    let count = Rc::default();
    let mut machine = descends(DEEP, Rc::clone(&count));
    machine.next();
    let mut copy = machine.clone();
    assert_eq!(count.get(), 2 * (DEEP + 1));
    drop(machine);
    assert_eq!(count.get(), DEEP + 1);
    assert_eq!((copy.next(), copy.next()), (Some(1), Some(2)));
    assert_eq!(copy.last(), Some(DEEP));
    assert_eq!(count.get(), 0);
}

#[coro::coroutine(recv = u32, yield = u32)]
fn frames<'l>(depth: usize, names: &'l [&'static str], log: &'l Log) -> u32 {
    let Some(name) = names.get(depth).copied() else {
        let value: u32 = yield_!(0);
        assert_ne!(value, 13, "unlucky");
        return value;
    };
    let _local: Guard<'l> = Guard(name, log);
    let value: u32 = yield_from!(frames(depth + 1, names, log));
    log.note(format!("{name} got {value}"));
    let more: u32 = yield_!(value);
    value + more
}

const NAMES: [&str; 3] = ["a", "b", "c"];

#[test]
fn sends_go_to_the_innermost_frame() {
    let log = Log::default();
    crate::check(frames(0, &NAMES, &log), &[(0, 1), (1, 10), (11, 100), (111, 1000)], 1111);
    let events = ["c got 1", "drop c", "b got 11", "drop b", "a got 111", "drop a"];
    assert_eq!(log.take(), events);
}

#[test]
fn inner_frames_end_first() {
    let log = Log::default();
    for sent in [0, 1] {
        for closes in [true, false] {
            let mut machine = frames(0, &NAMES, &log);
            machine.prime().unwrap();
            machine.send_all((0..sent).map(|_| 1)).unwrap();
            log.take();
            if closes {
                assert_eq!(machine.close(), Ok(None));
            } else {
                drop(machine);
            }
            assert_eq!(log.take(), ["drop c", "drop b", "drop a"]);
        }
    }
}

#[test]
fn a_panic_poisons_and_ends_inner_frames_first() {
    let log = Log::default();
    let mut machine = frames(0, &NAMES, &log);
    machine.prime().unwrap();
    catch_unwind(AssertUnwindSafe(|| machine.send(13))).unwrap_err();
    assert_eq!(log.take(), ["drop c", "drop b", "drop a"]);
    assert_eq!(machine.status(), Status::Poisoned);
    assert_eq!(machine.send(1), Err(ResumeError::Poisoned));
    assert_eq!(machine.close(), Err(ResumeError::Poisoned));
    drop(machine);
    assert!(log.take().is_empty());
}

#[test]
fn a_panic_a_million_deep_unwinds_every_frame() {
    #[coro_runtime::coroutine(recv = u32)]
    fn falls(left: u32, count: Rc<Cell<u32>>) {
        let _alive: Alive = Alive::new(&count);
        if left > 0 {
            yield_from!(falls(left - 1, count));
        } else {
            let value: u32 = recv!();
            assert_eq!(value, 0, "it falls");
        }
    }
    let count = Rc::default();
    let mut machine = falls(DEEP, Rc::clone(&count));
    machine.prime().unwrap();
    catch_unwind(AssertUnwindSafe(|| machine.send(1))).unwrap_err();
    assert_eq!((machine.status(), count.get()), (Status::Poisoned, 0));
    let mut machine = falls(DEEP, Rc::clone(&count));
    machine.prime().unwrap();
    assert_eq!(machine.send(0), Ok(CoroutineState::Complete(())));
    assert_eq!(count.get(), 0);
}

/// Drops as `Guard` does, and may panic then.
struct Fragile<'l>(u32, &'l Log);

impl Drop for Fragile<'_> {
    fn drop(&mut self) {
        self.1.note(format!("drop {}", self.0));
        assert!(self.0 != 2 || std::thread::panicking(), "in a destructor");
    }
}

#[test]
fn a_destructor_that_panics_does_not_keep_the_other_frames_alive() {
    #[coro::coroutine(yield = u32)]
    fn nested<'l>(number: u32, log: &'l Log) {
        let _fragile: Fragile<'l> = Fragile(number, log);
        if number < 4 {
            yield_from!(nested(number + 1, log));
        }
        yield_!(number);
    }
    let log = Log::default();
    for closes in [true, false] {
        let mut machine = nested(0, &log);
        machine.next();
        if closes {
            catch_unwind(AssertUnwindSafe(|| machine.close())).unwrap_err();
            assert_eq!(machine.status(), Status::Poisoned);
        } else {
            catch_unwind(AssertUnwindSafe(|| drop(machine))).unwrap_err();
        }
        assert_eq!(log.take(), ["drop 4", "drop 3", "drop 2", "drop 1", "drop 0"]);
    }
}

#[derive(Debug, PartialEq)]
struct Fault(u32);

#[coro::coroutine(throw = Fault, recv = u32, yield = u32)]
fn catches(depth: u32, log: &Log) -> Result<u32, Fault> {
    let _local: Guard<'_> = Guard("frame", log);
    if depth == 3 {
        let value: u32 = yield_!(depth);
        return Ok(value);
    }
    match yield_from!(catches(depth + 1, log)) {
        Ok(value) => Ok(value + 1),
        Err(Fault(level)) if level == depth => {
            log.note(format!("caught at {depth}"));
            let value: u32 = yield_!(100 + depth);
            Ok(value)
        }
        Err(fault) => Err(fault),
    }
}

#[test]
fn a_throw_becomes_the_value_in_the_calling_frame() {
    let log = Log::default();
    let mut machine = catches(0, &log);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(3)));
    assert_eq!(machine.throw(Fault(1)), Ok(CoroutineState::Yielded(101)));
    assert_eq!(log.take(), ["drop frame", "drop frame", "caught at 1"]);
    assert_eq!(machine.send(7), Ok(CoroutineState::Complete(Ok(8))));
    assert_eq!(log.take(), ["drop frame", "drop frame"]);
}

#[test]
fn a_throw_that_no_frame_catches_ends_them_all() {
    let log = Log::default();
    let mut machine = catches(0, &log);
    machine.prime().unwrap();
    assert_eq!(machine.throw(Fault(9)), Ok(CoroutineState::Complete(Err(Fault(9)))));
    assert_eq!(log.take(), ["drop frame"; 4]);
    assert_eq!(machine.throw(Fault(9)), Err(ResumeError::Finished));
    let mut machine = catches(0, &log);
    assert_eq!(machine.throw(Fault(9)), Ok(CoroutineState::Complete(Err(Fault(9)))));
    assert!(log.take().is_empty());
}

#[test]
fn a_throw_goes_through_a_million_frames() {
    #[coro_runtime::coroutine(throw = Fault, yield = u32)]
    fn passes(left: u32) -> Result<u32, Fault> {
        if left == 0 {
            yield_!(0);
            return Ok(0);
        }
        let below: u32 = yield_from!(passes(left - 1))?;
        Ok(below + 1)
    }
    let mut machine = passes(DEEP);
    machine.prime().unwrap();
    assert_eq!(machine.throw(Fault(1)), Ok(CoroutineState::Complete(Err(Fault(1)))));
    let mut machine = passes(DEEP);
    machine.prime().unwrap();
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(Ok(DEEP))));
}

#[coro::coroutine(recv = u32, yield = u32)]
fn told(depth: u32, log: &Log) -> u32 {
    if depth < 2 {
        let below: u32 = yield_from!(told(depth + 1, log));
        log.note(format!("{depth} goes on"));
        return below;
    }
    let mut closes: u32 = 0;
    loop {
        match try_yield!(closes) {
            Ok(0) => return closes,
            Ok(_) => {}
            Err(_) => {
                closes += 1;
                log.note("told");
                if closes == 2 {
                    return closes;
                }
            }
        }
    }
}

#[test]
fn only_the_innermost_frame_is_told_of_a_close() {
    let log = Log::default();
    let mut machine = told(0, &log);
    machine.prime().unwrap();
    assert_eq!(machine.close(), Err(ResumeError::IgnoredClose));
    assert_eq!(machine.send(5), Ok(CoroutineState::Yielded(1)));
    // What it returns is discarded, and its callers end where they are.
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(log.take(), ["told", "told"]);
    let mut machine = told(0, &log);
    machine.prime().unwrap();
    drop(machine);
    assert_eq!(log.take(), ["told"]);
    crate::check(told(0, &log), &[(0, 0)], 0);
    assert_eq!(log.take(), ["1 goes on", "0 goes on"]);
}

#[test]
fn the_outermost_frame_alone_answers_a_close() {
    let mut machine = told(2, &Log::default()).status();
    assert_eq!(std::mem::replace(&mut machine, Status::Finished), Status::Created);
    let log = Log::default();
    let mut machine = told(2, &log);
    machine.prime().unwrap();
    assert_eq!(machine.close(), Err(ResumeError::IgnoredClose));
    assert_eq!(machine.close(), Ok(Some(2)));
}

/// Yields where it is, and goes on as another of its kind.
#[coro_runtime::coroutine(throw = Fault, yield = u32)]
#[derive(Clone)]
fn steps(at: u32, last: u32) -> Result<u32, Fault> {
    if at < last {
        if at.is_multiple_of(2) {
            yield_!(at);
        }
        return yield_from!(steps(at + 1, last));
    }
    yield_!(at);
    Ok(at)
}

#[test]
fn a_million_frames_give_their_place_away() {
    let mut machine = steps(0, DEEP);
    assert_eq!(machine.by_ref().take(3).collect::<Vec<_>>(), [0, 2, 4]);
    assert_eq!(machine.clone().last(), Some(DEEP));
    assert_eq!(machine.nth((DEEP / 2 - 3) as usize), Some(DEEP));
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(Ok(DEEP))));
    let mut machine = steps(0, DEEP);
    assert_eq!((machine.next(), machine.next()), (Some(0), Some(2)));
    assert_eq!(machine.clone().throw(Fault(1)), Ok(CoroutineState::Complete(Err(Fault(1)))));
    assert_eq!((machine.close(), machine.send(())), (Ok(None), Err(ResumeError::Finished)));
}

#[test]
fn machines_that_have_ended_are_equal_however_deep_they_were() {
    #[coro_runtime::coroutine(yield = u32)]
    #[derive(Debug, PartialEq)]
    fn deepens(left: u32) {
        if left > 0 {
            yield_from!(deepens(left - 1));
        }
        yield_!(left);
    }
    let (mut deep, mut flat) = (deepens(3), deepens(0));
    deep.prime().unwrap();
    flat.prime().unwrap();
    assert_ne!(deep, flat);
    assert_eq!((deep.close(), flat.close()), (Ok(None), Ok(None)));
    assert_eq!(deep, flat);
}

/// As `told`, where nothing is left to do behind the delegation.
#[coro::coroutine(recv = u32, yield = u32)]
fn told_at_the_end(depth: u32) -> u32 {
    if depth < 2 {
        return yield_from!(told_at_the_end(depth + 1));
    }
    match try_yield!(depth) {
        Ok(value) => value,
        Err(_) => 13,
    }
}

#[test]
fn what_an_inner_frame_answers_a_close_is_discarded_wherever_it_stands() {
    let mut machine = told_at_the_end(0);
    machine.prime().unwrap();
    assert_eq!(machine.close(), Ok(None));
    let mut machine = told_at_the_end(2);
    machine.prime().unwrap();
    assert_eq!(machine.close(), Ok(Some(13)));
    crate::check(told_at_the_end(0), &[(2, 7)], 7);
}
