//! Loops of every kind, and what leaves them.

use crate::prelude::*;

use crate::{check, constructs::sends};

#[test]
fn infinite_loop() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let mut total = 0u32;
        loop {
            let value = recv!();
            if value == 0 {
                return total + recv!();
            }
            total += value;
        }
    }
    sends(body(), [1, 2, 0, 4], 7);
}

#[test]
fn predicate_loop() {
    #[coro::coroutine(recv = u32)]
    fn body(limit: u32) -> u32 {
        let mut total = 0u32;
        while total < limit {
            total += recv!();
        }
        while recv!() > limit && total > 0 {
            total -= 1;
        }
        total
    }
    sends(body(3), [2, 2, 9, 9, 1], 2);
}

#[test]
fn pattern_loop() {
    #[coro::coroutine(recv = Option<u32>)]
    fn body(mut rest: Vec<u32>) -> u32 {
        let mut total = 0u32;
        while let Some(value) = recv!() {
            total += value;
        }
        while let Some(top) = rest.pop()
            && let Some(value) = recv!()
        {
            total += value * top;
        }
        while let Some(value @ 1..) = recv!() {
            recv!();
            total += value;
        }
        total
    }
    sends(body(vec![2, 3]), [Some(1), Some(2), None, Some(1), Some(10), Some(5), None, Some(0)], 31);
    sends(body(vec![2, 3]), [None, None, None], 0);
}

#[test]
fn iterator_loop() {
    #[coro::coroutine(recv = u32)]
    fn body(words: &[&str], owned: Vec<String>) -> String {
        let mut text = String::new();
        for value in [recv!(), recv!()] {
            text.push_str(&(value + recv!()).to_string());
        }
        for word in words {
            for _ in 0..recv!() {
                text.push_str(word);
            }
        }
        for (idx, word) in owned.into_iter().enumerate() {
            if recv!() as usize > idx {
                text.push_str(&word);
            }
        }
        for _ in 0..=recv!() {
            text.push('.');
        }
        text
    }
    let owned = vec!["c".to_owned(), "d".to_owned()];
    sends(body(&["a", "b"], owned), [1, 2, 5, 6, 2, 1, 1, 1, 1], "68aabc..".to_owned());
}

#[test]
fn labelled_loops() {
    #[coro::coroutine(recv = i32)]
    fn body() -> i32 {
        let mut total = 0;
        'rows: for row in 0..3 {
            'cells: while total < 100 {
                let value = recv!();
                loop {
                    match value {
                        0 => continue 'rows,
                        1 => break 'cells,
                        2 => break 'rows,
                        _ => break,
                    }
                }
                total += value * (row + 1);
            }
            total += 1;
        }
        total
    }
    sends(body(), [3, 0, 4, 1, 5, 2], 27);
}

#[test]
fn break_with_a_value() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let held = loop {
            if recv!() > 2 {
                break recv!();
            }
        };
        let labelled: u32 = 'outer: loop {
            loop {
                break 'outer recv!() + held;
            }
        };
        labelled
            + loop {
                break recv!();
            }
    }
    sends(body(), [1, 3, 10, 20, 30], 60);
}

#[test]
fn continue_asks_the_condition_again() {
    #[coro::coroutine(recv = u32, yield = u32)]
    fn body() -> u32 {
        let mut rounds = 0u32;
        while yield_!(rounds) < 5 {
            rounds += 1;
            if rounds == 2 {
                continue;
            }
            yield_!(100);
        }
        rounds
    }
    check(body(), &[(0, 1), (100, 0), (1, 1), (2, 1), (100, 0), (3, 9)], 3);
}
