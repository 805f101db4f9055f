//! Pairs that are sent numbers.

use coro_runtime::prelude::*;

use crate::driven::{Driven, Finally, Receiving, log};

pub(crate) fn program(name: &str) -> Option<Box<dyn Driven>> {
    Some(match name {
        "averager" => Box::new(Receiving(averager())),
        "echo" => Box::new(Receiving(echo())),
        "grep" => Box::new(Receiving(grep())),
        "pair_sum" => Box::new(Receiving(pair_sum())),
        "total_on_close" => Box::new(Receiving(total_on_close())),
        "ignores_close" => Box::new(Receiving(ignores_close())),
        "breaks_out" => Box::new(Receiving(breaks_out())),
        "goes_on" => Box::new(Receiving(goes_on())),
        "returns_early" => Box::new(Receiving(returns_early())),
        "asks_again" => Box::new(Receiving(asks_again())),
        "arguments" => Box::new(Receiving(arguments())),
        "both" => Box::new(Receiving(both())),
        "yields_what_it_is_sent" => Box::new(Receiving(yields_what_it_is_sent())),
        "running_total" => Box::new(Receiving(running_total())),
        "running_max" => Box::new(Receiving(running_max())),
        "run_lengths" => Box::new(Receiving(run_lengths())),
        "key_values" => Box::new(Receiving(key_values())),
        "last_two" => Box::new(Receiving(last_two())),
        "until_zero" => Box::new(Receiving(until_zero())),
        "close_is_passed_on" => Box::new(Receiving(close_is_passed_on())),
        "dispatches" => Box::new(Receiving(dispatches())),
        "swaps" => Box::new(Receiving(swaps())),
        "leaves_two_loops" => Box::new(Receiving(leaves_two_loops())),
        _ => return None,
    })
}

#[coro::coroutine(recv = i64, yield = i64)]
fn averager() {
    let (mut total, mut count, mut average): (i64, i64, i64) = (0, 0, 0);
    loop {
        total += yield_!(average);
        count += 1;
        average = total / count;
    }
}

#[coro::coroutine(recv = i64, yield = i64)]
fn echo() {
    let mut value: i64 = 0;
    loop {
        value = yield_!(value);
    }
}

#[coro::coroutine(recv = i64)]
fn grep() {
    log("looking");
    loop {
        let value: i64 = recv!();
        if value >= 10 {
            log(format!("found {value}"));
        }
    }
}

#[coro::coroutine(recv = i64)]
fn pair_sum() -> i64 {
    let left: i64 = recv!();
    let right: i64 = recv!();
    left + right
}

#[coro::coroutine(recv = i64)]
fn total_on_close() -> i64 {
    let mut total: i64 = 0;
    while let Ok(value) = try_recv!() {
        total += value;
    }
    total
}

#[coro::coroutine(recv = i64, yield = i64)]
fn ignores_close() {
    loop {
        match try_yield!(1) {
            Ok(value) => log(value),
            Err(_) => log("not yet"),
        }
    }
}

#[coro::coroutine(recv = i64, yield = i64)]
fn breaks_out() -> i64 {
    loop {
        let _round: Finally = Finally("round ends");
        let value: i64 = yield_!(1);
        if value == 0 {
            break;
        }
        log(value);
    }
    yield_!(2)
}

#[coro::coroutine(recv = i64, yield = i64)]
fn goes_on() -> i64 {
    for number in 0..3_i64 {
        let _round: Finally = Finally("round ends");
        let value: i64 = yield_!(number);
        if value == 0 {
            continue;
        }
        log(value);
    }
    5
}

#[coro::coroutine(recv = i64, yield = i64)]
fn returns_early() -> i64 {
    {
        let _finally: Finally = Finally("finally");
        if yield_!(1) == 0 {
            return 1;
        }
        if yield_!(2) == 0 {
            return 2;
        }
    }
    3
}

#[coro::coroutine(recv = i64, yield = i64)]
fn asks_again() -> i64 {
    let mut rounds: i64 = 0;
    while yield_!(rounds) != 0 {
        rounds += 1;
        log(format!("round {rounds}"));
    }
    rounds
}

fn add(left: i64, right: i64) -> i64 {
    log(format!("add {left} {right}"));
    left + right
}

#[coro::coroutine(recv = i64, yield = i64)]
fn arguments() -> i64 {
    add(yield_!(1), yield_!(2))
}

#[coro::coroutine(recv = i64, yield = i64)]
fn both() -> i64 {
    if yield_!(1) != 0 && yield_!(2) != 0 {
        log("both");
        return 1;
    }
    0
}

#[coro::coroutine(recv = i64, yield = i64)]
fn yields_what_it_is_sent() -> i64 {
    yield_!(yield_!(yield_!(1)))
}

#[coro::coroutine(recv = i64, yield = i64)]
fn running_total() {
    let mut total: i64 = 0;
    loop {
        total += yield_!(total);
    }
}

#[coro::coroutine(recv = i64, yield = Option<i64>)]
fn running_max() {
    let mut best: i64 = recv!();
    loop {
        let value: i64 = yield_!(Some(best));
        if value > best {
            best = value;
        }
    }
}

#[coro::coroutine(recv = i64)]
fn run_lengths() -> i64 {
    let mut current: i64 = recv!();
    let mut count: i64 = 1;
    while current != 0 {
        let value: i64 = recv!();
        if value == current {
            count += 1;
        } else {
            log(format!("{count}x{current}"));
            (current, count) = (value, 1);
        }
    }
    count
}

#[coro::coroutine(recv = i64, yield = i64)]
fn key_values() -> i64 {
    let mut pairs: i64 = 0;
    loop {
        let key: i64 = yield_!(pairs);
        if key == 0 {
            return pairs;
        }
        let value: i64 = yield_!(-key);
        log(format!("{key}={value}"));
        pairs += 1;
    }
}

#[coro::coroutine(recv = i64, yield = Option<i64>)]
fn last_two() {
    let mut before: i64 = recv!();
    let mut value: i64 = yield_!(Some(before));
    loop {
        (before, value) = (value, yield_!(Some(before + value)));
    }
}

#[coro::coroutine(recv = i64)]
fn until_zero() -> i64 {
    let mut total: i64 = 0;
    loop {
        let value: i64 = recv!();
        if value == 0 {
            break total;
        }
        total += value;
    }
}

#[coro::coroutine(recv = i64, yield = i64)]
fn close_is_passed_on() {
    let Ok(value): Result<i64, Interrupt> = try_yield!(1) else {
        return log("closing");
    };
    if try_yield!(value).is_err() {
        log("closing");
    }
}

#[coro::coroutine(recv = i64, yield = i64)]
fn dispatches() -> i64 {
    loop {
        match yield_!(0) {
            1 => log("one"),
            2 => {
                let more: i64 = yield_!(2);
                log(format!("two {more}"));
            }
            _ => return 4,
        }
    }
}

#[coro::coroutine(recv = i64, yield = i64)]
fn swaps() -> i64 {
    let mut a: i64 = yield_!(1);
    let mut b: i64 = yield_!(2);
    (a, b) = (b, a);
    log(format!("{a} {b}"));
    (a, b) = (yield_!(a), b);
    a - b
}

#[coro::coroutine(recv = i64, yield = i64)]
fn leaves_two_loops() -> i64 {
    'rows: for outer in 0..3_i64 {
        for inner in 0..3_i64 {
            let value: i64 = yield_!(outer * 10 + inner);
            if value == 9 {
                log(format!("left at {outer} {inner}"));
                break 'rows;
            }
        }
    }
    0
}
