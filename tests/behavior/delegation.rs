//! `yield_from!(sub)`: law 7, and the forms that `sub` may have.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::prelude::*;

use crate::events::{Guard, Log};

#[coro_runtime::coroutine(throw = u32, recv = u32, yield = u32)]
#[derive(Clone)]
fn inner<'l>(log: &'l Log, ignores: u32) -> Result<u32, u32> {
    log.note("start inner");
    let mut closes: u32 = 0;
    loop {
        match try_yield!(closes) {
            Ok(0) => {
                let value: u32 = yield_!(77);
                return Ok(value);
            }
            Ok(value) => log.note(format!("inner {value}")),
            Err(Interrupt::Throw(1)) => return Ok(1),
            Err(Interrupt::Throw(2)) => log.note("caught"),
            Err(Interrupt::Throw(3)) => panic!("thrown three"),
            Err(Interrupt::Throw(error)) => return Err(error),
            Err(Interrupt::Close) if closes == ignores => {
                log.note("inner closed");
                return Ok(9);
            }
            Err(Interrupt::Close) => closes += 1,
        }
    }
}

#[coro::coroutine(throw = u32, recv = u32, yield = u32)]
fn outer<'l>(log: &'l Log, ignores: u32) -> Result<u32, u32> {
    let _first: Guard<'l> = Guard("first", log);
    let outcome: Result<u32, u32> = yield_from!(inner(log, ignores));
    let _second: Guard<'l> = Guard("second", log);
    log.note(format!("{outcome:?}"));
    let last: u32 = yield_!(500);
    Ok(outcome? + last)
}

fn started(log: &Log) -> Outer<'_> {
    started_with(log, 0)
}

fn started_with(log: &Log, ignores: u32) -> Outer<'_> {
    let mut machine = outer(log, ignores);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(0)));
    assert_eq!(log.take(), ["start inner"]);
    machine
}

#[test]
fn law_7_sends_go_to_the_inner_one_until_it_ends() {
    let log = Log::default();
    let mut machine = started(&log);
    assert_eq!(machine.send(5), Ok(CoroutineState::Yielded(0)));
    assert_eq!(machine.send(0), Ok(CoroutineState::Yielded(77)));
    assert_eq!(machine.send(40), Ok(CoroutineState::Yielded(500)));
    assert_eq!(machine.send(2), Ok(CoroutineState::Complete(Ok(42))));
    assert_eq!(log.take(), ["inner 5", "Ok(40)", "drop second", "drop first"]);
}

#[test]
fn law_7_a_close_ends_the_inner_one_first() {
    let log = Log::default();
    for closes in [true, false] {
        let mut machine = started(&log);
        if closes {
            assert_eq!(machine.close(), Ok(None));
            assert_eq!(machine.send(1), Err(ResumeError::Finished));
        } else {
            drop(machine);
        }
        assert_eq!(log.take(), ["inner closed", "drop first"]);
    }
    let mut machine = started(&log);
    machine.send(0).unwrap();
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(log.take(), ["drop first"]);
}

#[test]
fn law_7_a_close_that_the_inner_one_ignores_is_delivered_there_again() {
    let log = Log::default();
    let mut machine = started_with(&log, 2);
    assert_eq!(machine.close(), Err(ResumeError::IgnoredClose));
    assert_eq!(machine.status(), Status::Suspended);
    assert_eq!(machine.send(3), Ok(CoroutineState::Yielded(1)));
    assert_eq!(machine.close(), Err(ResumeError::IgnoredClose));
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(log.take(), ["inner 3", "inner closed", "drop first"]);
}

#[test]
fn law_7_a_throw_that_the_inner_one_returns_on_is_the_value() {
    let log = Log::default();
    for (thrown, value, returned) in [(1, "Ok(1)", Ok(3)), (8, "Err(8)", Err(8))] {
        let mut machine = started(&log);
        assert_eq!(machine.throw(thrown), Ok(CoroutineState::Yielded(500)));
        assert_eq!(log.take(), [value]);
        assert_eq!(machine.send(2), Ok(CoroutineState::Complete(returned)));
        assert_eq!(log.take(), ["drop second", "drop first"]);
    }
    let mut machine = started(&log);
    assert_eq!(machine.throw(2), Ok(CoroutineState::Yielded(0)));
    assert_eq!(log.take(), ["caught"]);
}

#[test]
fn law_7_a_panic_of_the_inner_one_poisons_both() {
    let log = Log::default();
    let mut machine = started(&log);
    catch_unwind(AssertUnwindSafe(|| machine.throw(3))).unwrap_err();
    assert_eq!(log.take(), ["drop first"]);
    assert_eq!(machine.status(), Status::Poisoned);
    assert_eq!(machine.throw(1), Err(ResumeError::Poisoned));
}

#[coro::coroutine(recv = u32, yield = u32)]
fn either_way<T: Coroutine<u32, Yield = u32, Return = u32>>(sub: T, value: Option<u32>) -> u32 {
    match value {
        Some(value) => yield_from!(sub, value),
        None => yield_from!(sub),
    }
}

#[coro::coroutine(recv = u32, yield = u32)]
fn twice(start: u32) -> u32 {
    let next: u32 = yield_!(start);
    yield_!(next) + start
}

#[test]
fn law_7_a_coroutine_is_primed_or_gone_on_with() {
    crate::check(either_way(twice(1), None), &[(1, 5), (5, 6)], 7);
    let mut sub = twice(1);
    sub.prime().unwrap();
    crate::check(either_way(sub, Some(5)), &[(5, 6)], 7);
}

#[test]
fn law_7_the_other_way_round_panics() {
    let mut suspended = twice(1);
    suspended.prime().unwrap();
    let mut finished = twice(1);
    finished.close().unwrap();
    let tries = [
        (twice(1), Some(2), "it starts with `yield_from!(sub)`"),
        (suspended, None, "it goes on with `yield_from!(sub, value)`"),
        (finished, None, "resume after the end"),
    ];
    for (sub, value, message) in tries {
        let mut machine = either_way(sub, value);
        let panicked = catch_unwind(AssertUnwindSafe(|| machine.prime())).unwrap_err();
        let said = panicked.downcast_ref::<String>().unwrap();
        assert!(said.starts_with("cannot delegate to this coroutine: ") && said.contains(message), "{said}");
        assert_eq!(machine.status(), Status::Poisoned);
    }
}

mod parts {
    use crate::prelude::*;

    #[coro::coroutine(recv = u32, yield = u32)]
    pub(super) fn chunk(size: usize) -> Vec<u32> {
        let mut values: Vec<u32> = Vec::with_capacity(size);
        while values.len() < size {
            values.push(yield_!(values.len() as u32));
        }
        values
    }
}

#[test]
fn a_machine_made_in_another_module() {
    #[coro::coroutine(recv = u32, yield = u32)]
    fn chunks(sizes: [usize; 2]) -> Vec<Vec<u32>> {
        let mut chunks: Vec<Vec<u32>> = Vec::new();
        for size in sizes {
            chunks.push(yield_from!(parts::chunk(size)));
        }
        chunks
    }
    crate::check(chunks([1, 2]), &[(0, 5), (0, 6), (1, 7)], vec![vec![5], vec![6, 7]]);
}

#[test]
fn a_local_that_has_already_handed_something_out() {
    #[coro::coroutine(recv = u32, yield = u32)]
    fn skips_the_first(log: &Log) -> u32 {
        let mut sub = twice(7);
        let first = sub.prime();
        log.note(format!("{first:?}"));
        yield_from!(sub, 20)
    }
    let log = Log::default();
    crate::check(skips_the_first(&log), &[(20, 1)], 8);
    assert_eq!(log.take(), ["Ok(Yielded(7))"]);
}

#[test]
fn a_borrowed_machine_is_still_there_afterwards() {
    #[coro::coroutine(recv = u32, yield = u32)]
    fn borrows(mut kept: Twice, mut lent: &mut Twice) -> (u32, [Status; 3]) {
        let mut own: Twice = twice(1);
        let mut sum: u32 = yield_from!(&mut own);
        sum += yield_from!(&mut lent);
        sum += yield_from!(&mut kept);
        (sum, [kept.status(), own.status(), lent.status()])
    }
    let mut lent = twice(2);
    let machine = borrows(twice(3), &mut lent);
    let steps = [(1, 10), (10, 0), (2, 10), (10, 0), (3, 10), (10, 0)];
    crate::check(machine, &steps, (6, [Status::Finished; 3]));
    assert_eq!(lent.status(), Status::Finished);
}

#[test]
fn a_machine_is_reborrowed() {
    #[coro::coroutine(recv = u32, yield = u32)]
    fn reborrows(sub: &mut Twice) -> (u32, Status) {
        let returned: u32 = yield_from!(&mut *sub);
        (returned, sub.status())
    }
    crate::check(reborrows(&mut twice(2)), &[(2, 10), (10, 0)], (2, Status::Finished));
}

#[test]
fn a_machine_may_have_the_name_of_a_std_iterator() {
    #[coro::coroutine(yield = u32)]
    fn chars(from: u32) -> u32 {
        yield_!(from);
        from + 1
    }
    #[coro::coroutine(yield = u32)]
    fn around() -> u32 {
        yield_from!(chars(1))
    }
    crate::check(around(), &[(1, ())], 2);
}

#[test]
fn a_borrowed_machine_is_closed_with_the_one_that_delegates_to_it() {
    #[coro::coroutine(throw = u32, recv = u32, yield = u32)]
    fn borrows<'s, 'l>(sub: &'s mut Inner<'l>) -> Result<u32, u32> {
        yield_from!(sub)
    }
    let log = Log::default();
    let mut sub = inner(&log, 0);
    let mut machine = borrows(&mut sub);
    machine.prime().unwrap();
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(log.take(), ["start inner", "inner closed"]);
    drop(machine);
    assert_eq!(sub.status(), Status::Finished);
}

#[test]
fn a_slice_of_the_line_passes_through() {
    #[coro_runtime::coroutine(recv = &str, yield = &str)]
    fn trims(mut left: u32) -> u32 {
        let mut line: &str = yield_!("");
        while left > 0 {
            left -= 1;
            line = yield_!(line.trim());
        }
        line.len() as u32
    }
    #[coro_runtime::coroutine(recv = &str, yield = &str)]
    fn trims_twice() -> u32 {
        let first: u32 = yield_from!(trims(1));
        first + yield_from!(trims(0))
    }
    let mut machine = trims_twice();
    machine.prime().unwrap();
    let mut buffer = String::from(" a ");
    assert_eq!(machine.send(&buffer), Ok(CoroutineState::Yielded("a")));
    buffer.push_str("bc");
    assert_eq!(machine.send(&buffer), Ok(CoroutineState::Yielded("")));
    buffer.clear();
    assert_eq!(machine.send(&buffer), Ok(CoroutineState::Complete(5)));
}

#[test]
fn the_value_is_an_expression_like_any_other() {
    #[coro::coroutine(recv = u32, yield = u32)]
    fn uses(log: &Log) -> Result<String, std::num::TryFromIntError> {
        yield_from!(twice(1));
        let _ = yield_from!(twice(2));
        let small: u8 = u8::try_from(yield_from!(twice(3)))?;
        let chunk: [u32; 2] = {
            let values = yield_from!(parts::chunk(2));
            [values[0], values[1]]
        };
        log.note(small.to_string());
        Ok(format!("{} {chunk:?}", yield_from!(twice(4)).pow(2)))
    }
    let log = Log::default();
    let steps = [(1, 0), (0, 0), (2, 0), (0, 0), (3, 0), (0, 252), (0, 8), (1, 9), (4, 0), (0, 1)];
    crate::check(uses(&log), &steps, Ok("25 [8, 9]".to_string()));
    let mut machine = uses(&log);
    machine.prime().unwrap();
    assert!(matches!(machine.send_all([0, 0, 0, 0, 0, 300]), Ok(Some(Err(_)))));
    assert_eq!(log.take(), ["255"]);
}

#[coro_runtime::coroutine(recv = u32, yield = u32)]
#[derive(Clone)]
fn copied() -> u32 {
    yield_from!(cloned(1)) + yield_from!(cloned(10))
}

#[coro_runtime::coroutine(recv = u32, yield = u32)]
#[derive(Clone)]
fn cloned(scale: u32) -> u32 {
    let mut sum: u32 = 0;
    for _ in 0..2_u8 {
        sum += scale * yield_!(sum);
    }
    sum
}

#[test]
fn a_delegating_machine_is_cloned_with_the_inner_one() {
    let mut machine = copied();
    machine.prime().unwrap();
    machine.send(1).unwrap();
    let mut copy = machine.clone();
    assert_eq!(machine.send_all([2, 3, 4]), Ok(Some(73)));
    assert_eq!(copy.send_all([0, 1, 1]), Ok(Some(21)));
}

#[test]
fn the_inner_one_ends_before_its_value_is_used() {
    #[coro::coroutine(yield = u32)]
    fn holds<'l>(_argument: Guard<'l>, log: &'l Log) -> Guard<'l> {
        let _local: Guard<'l> = Guard("inner local", log);
        yield_!(1);
        Guard("returned", log)
    }
    #[coro::coroutine(yield = u32)]
    fn around<'l>(log: &'l Log) {
        let _before: Guard<'l> = Guard("before", log);
        let value: Guard<'l> = yield_from!(holds(Guard("argument", log), log));
        log.note(format!("has {}", value.0));
        yield_!(2);
    }
    let log = Log::default();
    assert_eq!(around(&log).collect::<Vec<_>>(), [1, 2]);
    let events = ["drop inner local", "drop argument", "has returned", "drop returned", "drop before"];
    assert_eq!(log.take(), events);
}

#[test]
fn a_stage_that_delegates_flushes_from_head_to_tail() {
    #[coro::coroutine(recv = u32)]
    fn batch(target: &mut dyn Consumer<u32, Return = ()>, size: u32) -> Result<(), ResumeError> {
        let mut sum: u32 = 0;
        for _ in 0..size {
            let Ok(value) = try_recv!() else { break };
            sum += value;
        }
        target.send(sum)?;
        Ok(())
    }
    // The arms of its `match` have different types, which no plain function allows.
    #[coro_runtime::coroutine(recv = u32)]
    fn batches(mut target: Box<dyn Consumer<u32, Return = ()> + '_>) -> Result<(), ResumeError> {
        let sums: Cell<u32> = Cell::new(0);
        loop {
            match try_recv!() {
                Ok(0) => target.send(sums.take())?,
                Ok(value) => sums.set(sums.get() + value),
                Err(_) => {
                    target.send(sums.take())?;
                    return Ok(());
                }
            };
        }
    }
    #[coro::coroutine(recv = u32)]
    fn tail(log: &Log) {
        while let Ok(value) = try_recv!() {
            log.note(value.to_string());
        }
        log.note("tail flushed");
    }
    let log = Log::default();
    let mut end = tail(&log);
    end.prime().unwrap();
    let mut middle = batches(Box::new(end));
    middle.prime().unwrap();
    middle.send_all([1, 2, 0, 3]).unwrap();
    drop(middle);
    assert_eq!(log.take(), ["3", "3", "tail flushed"]);
    let mut end = tail(&log);
    end.prime().unwrap();
    let mut first = batch(&mut end, 3);
    first.prime().unwrap();
    first.send(4).unwrap();
    assert_eq!(first.close(), Ok(Some(Ok(()))));
    drop(first);
    assert_eq!(log.take(), ["4"]);
    assert_eq!(end.close(), Ok(Some(())));
}
