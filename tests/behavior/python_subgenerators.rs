//! Delegation as CPython's `Lib/test/test_yield_from.py` uses it: deep, in loops, in every place, and beside others.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::prelude::*;

use crate::events::{Guard, Log};

#[derive(Clone, Debug, PartialEq)]
struct Oops(u32);

#[coro::coroutine(throw = Oops, recv = u32, yield = u32)]
fn innermost(log: &Log) -> Result<u32, Oops> {
    let _guard: Guard<'_> = Guard("innermost", log);
    let mut total: u32 = 0;
    loop {
        match try_yield!(total) {
            Ok(0) => return Ok(total),
            Ok(value) => total += value,
            Err(Interrupt::Throw(Oops(value))) if value < 10 => total += 100 * value,
            Err(Interrupt::Throw(oops)) => return Err(oops),
            Err(Interrupt::Close) => {
                log.note("innermost closed");
                return Ok(total);
            }
        }
    }
}

#[coro::coroutine(throw = Oops, recv = u32, yield = u32)]
fn middle(log: &Log) -> Result<u32, Oops> {
    let _guard: Guard<'_> = Guard("middle", log);
    let total: u32 = yield_from!(innermost(log))?;
    log.note("middle goes on");
    yield_!(1000 + total);
    Ok(total + 1)
}

#[coro::coroutine(throw = Oops, recv = u32, yield = u32)]
fn outermost(log: &Log) -> Result<u32, Oops> {
    let _guard: Guard<'_> = Guard("outermost", log);
    let total: u32 = yield_from!(middle(log))?;
    log.note("outermost goes on");
    Ok(total + 1)
}

fn started(log: &Log) -> Outermost<'_> {
    let mut machine = outermost(log);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(0)));
    machine
}

#[test]
fn three_deep_sends_and_throws_reach_the_innermost() {
    let log = Log::default();
    let mut machine = started(&log);
    assert_eq!(machine.send(2), Ok(CoroutineState::Yielded(2)));
    assert_eq!(machine.throw(Oops(3)), Ok(CoroutineState::Yielded(302)));
    assert!(log.take().is_empty());
    assert_eq!(machine.send(0), Ok(CoroutineState::Yielded(1302)));
    assert_eq!(log.take(), ["drop innermost", "middle goes on"]);
    assert_eq!(machine.send(0), Ok(CoroutineState::Complete(Ok(304))));
    assert_eq!(log.take(), ["drop middle", "outermost goes on", "drop outermost"]);
}

#[test]
fn three_deep_an_error_comes_back_through_all() {
    let log = Log::default();
    let mut machine = started(&log);
    assert_eq!(machine.throw(Oops(10)), Ok(CoroutineState::Complete(Err(Oops(10)))));
    assert_eq!(log.take(), ["drop innermost", "drop middle", "drop outermost"]);
}

#[test]
fn three_deep_a_close_ends_from_the_inside() {
    let log = Log::default();
    let mut machine = started(&log);
    assert_eq!(machine.close(), Ok(None));
    let ended = ["innermost closed", "drop innermost", "drop middle", "drop outermost"];
    assert_eq!(log.take(), ended);
    drop(started(&log));
    assert_eq!(log.take(), ended);
}

#[test]
fn a_throw_after_the_inner_one_has_ended_is_the_delegators() {
    let log = Log::default();
    let mut machine = started(&log);
    machine.send(0).unwrap();
    log.take();
    assert_eq!(machine.throw(Oops(1)), Ok(CoroutineState::Complete(Err(Oops(1)))));
    assert_eq!(log.take(), ["drop middle", "drop outermost"]);
}

#[coro::coroutine(recv = i32, yield = i32)]
fn asks(question: i32) -> i32 {
    yield_!(question)
}

#[test]
fn delegation_in_every_place_of_an_expression() {
    #[coro::coroutine(recv = i32, yield = i32)]
    fn asks_much(flag: bool) -> i32 {
        let mut answers: Vec<i32> = Vec::new();
        answers.push(yield_from!(asks(1)));
        let pair: (i32, i32) = (yield_from!(asks(2)), yield_from!(asks(3)));
        let mut sum: i32 = 0;
        sum += yield_from!(asks(4));
        if yield_from!(asks(5)) > 0 && yield_from!(asks(6)) > 0 {
            sum += 100;
        }
        let answer: i32 = match yield_from!(asks(7)) {
            0 => 0,
            other => other * yield_from!(asks(8)),
        };
        sum += answer;
        while yield_from!(asks(9)) > 0 {
            sum += 1000;
        }
        let text = format!("{}-{}", yield_from!(asks(10)), yield_from!(asks(11)));
        answers.push(text.len() as i32);
        if flag {
            return yield_from!(asks(12)) + sum;
        }
        sum + pair.0 * pair.1 + answers.iter().sum::<i32>()
    }
    let steps =
        [(1, 7), (2, 2), (3, 3), (4, 4), (5, 1), (6, 0), (7, 2), (8, 5), (9, 1), (9, 0), (10, 10), (11, 9)];
    crate::check(asks_much(false), &steps, 4 + 10 + 1000 + 6 + 7 + 4);
    let mut machine = asks_much(true);
    crate::outputs(&mut machine, steps.map(|(_, answer)| answer));
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(1015)));
}

#[test]
fn delegation_in_a_loop_with_jumps() {
    #[coro::coroutine(recv = i32, yield = i32)]
    fn polls(log: &Log) -> i32 {
        let mut rounds: i32 = 0;
        'rounds: loop {
            let _guard: Guard<'_> = Guard("round", log);
            rounds += 1;
            for question in 0..2_i32 {
                match yield_from!(asks(question)) {
                    0 => continue 'rounds,
                    1 => {}
                    _ => break 'rounds,
                }
            }
            log.note("all answered");
        }
        rounds
    }
    let log = Log::default();
    crate::check(polls(&log), &[(0, 1), (1, 1), (0, 0), (0, 1), (1, 2)], 3);
    assert_eq!(log.take(), ["all answered", "drop round", "drop round", "drop round"]);
}

#[test]
fn delegation_in_return_position() {
    #[coro::coroutine(recv = i32, yield = i32)]
    fn last() -> i32 {
        yield_from!(asks(1))
    }
    #[coro::coroutine(recv = i32, yield = i32)]
    fn last_of_all(early: bool) -> i32 {
        if early {
            return yield_from!(last());
        }
        yield_from!(last());
        -1
    }
    crate::check(last_of_all(true), &[(1, 5)], 5);
    crate::check(last_of_all(false), &[(1, 5)], -1);
}

#[test]
fn a_borrowed_generator_is_delegated_to() {
    #[coro::coroutine(recv = i32, yield = i32)]
    fn counts() -> i32 {
        let mut count: i32 = 0;
        while count < 3 {
            count += yield_!(count);
        }
        count
    }
    #[coro::coroutine(recv = i32, yield = i32)]
    fn borrows(sub: &mut Counts) -> i32 {
        yield_from!(sub)
    }
    #[coro::coroutine(recv = i32, yield = i32)]
    fn goes_on(sub: &mut Counts, with: i32) -> i32 {
        yield_from!(sub, with)
    }
    let mut sub = counts();
    crate::check(borrows(&mut sub), &[(0, 1), (1, 2)], 3);
    assert_eq!(sub.status(), Status::Finished);
    let mut sub = counts();
    sub.prime().unwrap();
    crate::check(goes_on(&mut sub, 1), &[(1, 1), (2, 1)], 3);
    assert_eq!(sub.status(), Status::Finished);
}

#[test]
fn a_boxed_generator_is_delegated_to() {
    type Source = Box<dyn Coroutine<i32, Yield = i32, Return = i32>>;
    #[coro::coroutine(recv = i32, yield = i32)]
    fn all(sources: Vec<Source>) -> i32 {
        let mut sum: i32 = 0;
        for source in sources {
            sum += yield_from!(source);
        }
        sum
    }
    let sources: Vec<Source> = vec![Box::new(asks(1)), Box::new(asks(2))];
    crate::check(all(sources), &[(1, 10), (2, 20)], 30);
}

#[coro::coroutine(recv = i32, yield = i32)]
fn even(left: i32) -> bool {
    yield_!(left);
    if left == 0 {
        return true;
    }
    let rest: Box<dyn Coroutine<i32, Yield = i32, Return = bool>> = Box::new(odd(left - 1));
    yield_from!(rest)
}

#[coro::coroutine(recv = i32, yield = i32)]
fn odd(left: i32) -> bool {
    yield_!(left);
    if left == 0 {
        return false;
    }
    let rest: Box<dyn Coroutine<i32, Yield = i32, Return = bool>> = Box::new(even(left - 1));
    yield_from!(rest)
}

#[test]
fn two_generators_delegate_to_each_other() {
    crate::check(even(3), &[(3, 0), (2, 0), (1, 0), (0, 0)], false);
    crate::check(odd(1), &[(1, 0), (0, 0)], true);
}

#[test]
fn a_parser_in_pieces() {
    /// Reads digits up to another character, which it returns with the number.
    #[coro::coroutine]
    fn number(first: char) -> (u32, char) {
        let mut value: u32 = first.to_digit(10).unwrap_or(0);
        loop {
            let next: char = recv!();
            let Some(digit) = next.to_digit(10) else {
                return (value, next);
            };
            value = 10 * value + digit;
        }
    }
    #[coro::coroutine]
    fn sum() -> u32 {
        let mut total: u32 = 0;
        loop {
            let first: char = recv!();
            let (value, end): (u32, char) = yield_from!(number(first));
            total += value;
            if end != '+' {
                return total;
            }
        }
    }
    let mut machine = sum();
    machine.prime().unwrap();
    assert_eq!(machine.send_all("12+30+1;".chars()), Ok(Some(43)));
}

#[coro::coroutine(yield = u32)]
fn returns(value: u32) -> u32 {
    yield_!(value);
    value * 2
}

#[test]
fn an_exhausted_generator_cannot_be_delegated_to() {
    // In Python it is an empty iterator. Here `yield_from!` needs a return value, and that is gone.
    #[coro::coroutine(yield = u32)]
    fn around(mut sub: Returns) -> u32 {
        yield_from!(&mut sub)
    }
    let mut sub = returns(1);
    while sub.next().is_some() {}
    let mut machine = around(sub);
    let panicked = catch_unwind(AssertUnwindSafe(|| machine.prime())).unwrap_err();
    assert!(panicked.downcast_ref::<String>().unwrap().starts_with("cannot delegate to this coroutine"));
}

#[coro::coroutine(yield = u32)]
fn takes_over<T: Coroutine<(), Yield = u32, Return = u32>>(sub: T, started: bool) -> u32 {
    if started { yield_from!(sub, ()) } else { yield_from!(sub) }
}

#[test]
fn a_started_generator_goes_on_where_it_is() {
    let mut sub = returns(5);
    assert_eq!(sub.next(), Some(5));
    assert_eq!(takes_over(sub, true).prime(), Ok(CoroutineState::Complete(10)));
    let mut machine = takes_over(returns(5), false);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(5)));
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(10)));
}

#[test]
fn the_two_ways_to_delegate_are_not_mixed_up() {
    // Python's `yield from` goes on with `next` in either case.
    let mut sub = returns(5);
    sub.next();
    for (sub, started, advice) in
        [(sub, false, "`yield_from!(sub, value)`"), (returns(5), true, "`yield_from!(sub)`")]
    {
        let mut machine = takes_over(sub, started);
        let panicked = catch_unwind(AssertUnwindSafe(|| machine.prime())).unwrap_err();
        let message = panicked.downcast_ref::<String>().unwrap();
        assert!(message.contains(advice), "{message}");
        assert_eq!(machine.status(), Status::Poisoned);
    }
}
