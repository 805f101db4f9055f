//! What CPython's `Lib/test/test_generators.py` asks of generators as iterators, where it can be said in Rust.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use crate::prelude::*;

use crate::events::{Guard, Log};

#[coro_runtime::coroutine(yield = u32)]
#[derive(Clone)]
fn one_two() {
    yield_!(1);
    yield_!(2);
}

#[test]
fn a_generator_stops_after_its_last_yield() {
    let mut machine = one_two();
    assert_eq!(machine.next(), Some(1));
    assert_eq!(machine.next(), Some(2));
    assert_eq!(machine.next(), None);
}

#[test]
fn an_exhausted_generator_stays_exhausted() {
    let mut machine = one_two();
    assert_eq!(machine.by_ref().count(), 2);
    for _ in 0..3 {
        assert_eq!(machine.next(), None);
        // Python raises `StopIteration` again.
        assert_eq!(machine.send(()), Err(ResumeError::Finished));
    }
}

#[test]
fn calling_the_function_makes_independent_generators() {
    let (mut left, mut right) = (one_two(), one_two());
    assert_eq!(left.next(), Some(1));
    assert_eq!(left.next(), Some(2));
    assert_eq!(right.next(), Some(1));
    assert_eq!(left.next(), None);
    assert_eq!(right.next(), Some(2));
}

#[test]
fn a_generator_is_its_own_iterator() {
    let mut machine = one_two();
    let mut seen = Vec::new();
    for value in &mut machine {
        seen.push(value);
        if value == 1 {
            break;
        }
    }
    for value in machine {
        seen.push(value);
    }
    assert_eq!(seen, [1, 2]);
}

#[test]
fn a_generator_feeds_what_takes_an_iterator() {
    assert_eq!(one_two().sum::<u32>(), 3);
    assert_eq!(one_two().zip(one_two().skip(1)).collect::<Vec<_>>(), [(1, 2)]);
    assert_eq!(Vec::from_iter(one_two().chain(one_two())), [1, 2, 1, 2]);
    assert!(one_two().any(|value| value == 2));
}

#[test]
fn the_state_is_created_then_suspended_then_finished() {
    let mut machine = one_two();
    assert_eq!(machine.status(), Status::Created);
    machine.next();
    assert_eq!(machine.status(), Status::Suspended);
    machine.next();
    assert_eq!(machine.status(), Status::Suspended);
    machine.next();
    assert_eq!(machine.status(), Status::Finished);
}

#[coro::coroutine(yield = i32)]
fn returns_early() -> &'static str {
    yield_!(1);
    if true {
        return "enough";
    }
    yield_!(2);
    "never"
}

#[test]
fn return_ends_the_generator() {
    let mut machine = returns_early();
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(1)));
    // Python carries the value in `StopIteration`.
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete("enough")));
    assert_eq!(machine.next(), None);
}

#[coro::coroutine(yield = u32)]
fn yields_nothing() -> &'static str {
    if false {
        yield_!(1);
    }
    "empty"
}

#[test]
fn a_generator_may_hand_out_nothing() {
    assert_eq!(yields_nothing().count(), 0);
    assert_eq!(yields_nothing().prime(), Ok(CoroutineState::Complete("empty")));
}

#[test]
fn arguments_are_evaluated_by_the_call_and_not_by_the_first_next() {
    #[coro::coroutine(yield = u32)]
    fn counts(start: u32) {
        yield_!(start);
        yield_!(start + 1);
    }
    let mut start = 5;
    let machine = counts(start);
    start += 10;
    assert_eq!(machine.collect::<Vec<_>>(), [5, 6]);
    assert_eq!(start, 15);
}

#[test]
fn an_endless_generator_is_asked_only_for_what_is_needed() {
    #[coro::coroutine(yield = u64)]
    fn naturals(asked: &Cell<u32>) {
        let mut next: u64 = 0;
        loop {
            asked.set(asked.get() + 1);
            yield_!(next);
            next += 1;
        }
    }
    let asked = Cell::new(0);
    assert_eq!(naturals(&asked).take_while(|n| n * n < 50).last(), Some(7));
    assert_eq!(asked.get(), 9);
}

#[coro::coroutine(yield = u32)]
fn divides(by: u32) {
    yield_!(1);
    yield_!(1 / by);
    yield_!(3);
}

#[test]
fn a_failed_generator_yields_no_more() {
    let mut machine = divides(0);
    assert_eq!(machine.next(), Some(1));
    catch_unwind(AssertUnwindSafe(|| machine.next())).unwrap_err();
    assert_eq!(machine.next(), None);
    assert_eq!(machine.next(), None);
    // Python calls it finished as well; a Rust caller can tell a panic from an end.
    assert_eq!(machine.status(), Status::Poisoned);
}

#[coro::coroutine(yield = u32)]
fn passes_on(mut source: impl Iterator<Item = u32>) {
    while let Some(value) = source.next() {
        yield_!(value);
    }
    yield_!(99);
}

#[test]
fn a_failure_goes_through_every_generator_on_the_way() {
    let mut machine = passes_on(divides(0));
    assert_eq!(machine.next(), Some(1));
    catch_unwind(AssertUnwindSafe(|| machine.next())).unwrap_err();
    assert_eq!(machine.status(), Status::Poisoned);
    assert_eq!(passes_on(divides(1)).collect::<Vec<_>>(), [1, 1, 3, 99]);
}

#[coro::coroutine(yield = i64)]
fn parses(texts: Vec<&'static str>) -> Result<usize, std::num::ParseIntError> {
    let count: usize = texts.len();
    for text in texts {
        yield_!(text.parse::<i64>()?);
    }
    Ok(count)
}

#[test]
fn an_error_in_the_body_ends_the_generator() {
    let mut machine = parses(vec!["1", "x", "3"]);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(1)));
    assert!(machine.send(()).unwrap().complete().unwrap().is_err());
    assert_eq!(machine.next(), None);
    // As an iterator it ends there, and the error is not seen.
    assert_eq!(parses(vec!["1", "x", "3"]).collect::<Vec<_>>(), [1]);
}

#[coro::coroutine(yield = u32)]
fn blocks(log: &Log) -> u32 {
    let _outer: Guard<'_> = Guard("outer", log);
    yield_!(1);
    'tried: {
        let _inner: Guard<'_> = Guard("inner", log);
        yield_!(2);
        if log.take().is_empty() {
            break 'tried;
        }
        yield_!(3);
    }
    log.note("after");
    yield_!(4);
    5
}

#[test]
fn finally_runs_when_its_block_is_left() {
    let log = Log::default();
    let mut machine = blocks(&log);
    assert_eq!(machine.by_ref().collect::<Vec<_>>(), [1, 2, 4]);
    assert_eq!(log.take(), ["drop inner", "after", "drop outer"]);
}

#[test]
fn finally_runs_when_a_suspended_generator_goes_away() {
    let log = Log::default();
    let mut machine = blocks(&log);
    machine.next();
    drop(machine);
    assert_eq!(log.take(), ["drop outer"]);
    let mut machine = blocks(&log);
    machine.nth(1);
    drop(machine);
    assert_eq!(log.take(), ["drop inner", "drop outer"]);
    // A body that never ran has no `finally` to run.
    drop(blocks(&log));
    assert!(log.take().is_empty());
}

#[test]
fn leaving_a_for_loop_ends_the_generator_at_once() {
    let log = Log::default();
    for value in blocks(&log) {
        if value == 2 {
            break;
        }
    }
    // CPython does so by counting references; a moved machine needs no collector.
    assert_eq!(log.take(), ["drop inner", "drop outer"]);
}

#[test]
fn locals_are_released_at_the_end_and_not_later() {
    #[coro::coroutine(yield = u32)]
    fn keeps(value: Rc<u32>) {
        let mine: Rc<u32> = Rc::clone(&value);
        yield_!(*mine);
    }
    let shared = Rc::new(7);
    let mut machine = keeps(Rc::clone(&shared));
    assert_eq!(machine.next(), Some(7));
    assert_eq!(Rc::strong_count(&shared), 3);
    assert_eq!(machine.next(), None);
    assert_eq!(Rc::strong_count(&shared), 1);
    let mut machine = keeps(Rc::clone(&shared));
    machine.next();
    machine.close().unwrap();
    assert_eq!(Rc::strong_count(&shared), 1);
    drop(machine);
}

#[test]
fn a_generator_shows_its_name() {
    let machine = one_two();
    assert!(format!("{machine:?}").contains("OneTwo"), "{machine:?}");
}

#[test]
fn a_generator_can_be_copied() {
    // Python refuses to copy a generator; here the derive decides.
    let mut machine = one_two();
    machine.next();
    let copy = machine.clone();
    assert_eq!(machine.collect::<Vec<_>>(), [2]);
    assert_eq!(copy.collect::<Vec<_>>(), [2]);
}

#[test]
fn a_suspended_generator_moves_to_another_thread() {
    let mut machine = one_two();
    machine.next();
    let rest = std::thread::spawn(move || machine.collect::<Vec<_>>()).join().unwrap();
    assert_eq!(rest, [2]);
}

#[test]
fn a_generator_cannot_run_itself() {
    // Python raises `ValueError: generator already executing`. Here the body holds the only `&mut` while it runs; with
    // a shared cell around it, the cell refuses.
    #[coro::coroutine(yield = bool)]
    fn asks(myself: Rc<std::cell::RefCell<Option<Asks>>>) {
        let busy: bool = myself.try_borrow_mut().is_err();
        yield_!(busy);
        myself.take();
    }
    let cell = Rc::new(std::cell::RefCell::new(None));
    *cell.borrow_mut() = Some(asks(Rc::clone(&cell)));
    let answer = cell.borrow_mut().as_mut().unwrap().next();
    assert_eq!(answer, Some(true));
    let machine = cell.take();
    drop(machine);
    assert_eq!(Rc::strong_count(&cell), 1);
}

#[coro::coroutine(yield = (usize, char))]
fn numbered<'t>(text: &'t str, from: usize) -> usize {
    let mut number: usize = from;
    for letter in text.chars() {
        yield_!((number, letter));
        number += 1;
    }
    number
}

#[test]
fn a_generator_may_borrow_what_it_walks_over() {
    let text = String::from("ab");
    let mut machine = numbered(&text, 7);
    assert_eq!(machine.by_ref().collect::<Vec<_>>(), [(7, 'a'), (8, 'b')]);
    assert_eq!(machine.close(), Ok(None));
}

#[test]
fn the_return_value_is_handed_over_once() {
    let mut machine = numbered("a", 0);
    machine.prime().unwrap();
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(1)));
    assert_eq!(machine.send(()), Err(ResumeError::Finished));
}
