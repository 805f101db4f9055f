//! Arguments of every shape.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::rc::Rc;

use crate::prelude::*;

use crate::{check, outputs};

struct Point<T> {
    x: T,
    y: T,
}

#[coro::coroutine(recv = i32, yield = i32)]
fn walk(
    Point { x, y }: Point<i32>,
    (by, [first, .., last]): (i32, [i32; 4]),
    mut left: u8,
    &step: &i32,
    _: String,
) -> i32 {
    let x: i32 = x;
    let mut height: i32 = y;
    while left > 0 {
        left -= 1;
        height += by * step + yield_!(height + x);
    }
    height + first + last
}

#[test]
fn destructured_and_mutable() {
    let machine = walk(Point { x: 100, y: 1 }, (2, [10, 0, 0, 20]), 2, &3, String::new());
    check(machine, &[(101, 1), (108, 2)], 46);
}

#[coro::coroutine(recv = u32)]
fn tally<'m>(counts: &'m mut BTreeMap<u32, u32>, log: &mut dyn Write, limits: &[u32]) -> &'m u32 {
    loop {
        let value = recv!();
        if limits.contains(&value) {
            break &counts[&value];
        }
        let count = counts.entry(value).or_default();
        *count += 1;
        write!(log, "{value}:{count} ").expect("a string takes everything");
    }
}

#[test]
fn references() {
    let mut counts = BTreeMap::from([(9, 99)]);
    let mut log = String::new();
    let limits = vec![9];
    let last = {
        let mut machine = tally(&mut counts, &mut log, &limits);
        machine.prime().unwrap();
        machine.send_all([1, 2, 1, 9]).unwrap()
    };
    assert_eq!(last, Some(&99));
    assert_eq!(log, "1:1 2:1 1:2 ");
    assert_eq!(counts[&1], 2);
}

#[coro::coroutine(recv = u32, yield = u32)]
fn apply(function: fn(u32) -> u32, boxed: Box<dyn Fn(u32) -> u32>, mut other: impl FnMut(u32) -> u32) -> u32 {
    let a: u32 = yield_!(function(1));
    let b: u32 = yield_!(boxed(a));
    other(a) + other(b)
}

#[test]
fn functions_and_closures() {
    let mut calls = 0;
    let machine = apply(u32::next_power_of_two, Box::new(|value| value + 1), |value| {
        calls += 1;
        value * calls
    });
    check(machine, &[(1, 5), (6, 7)], 19);
    assert_eq!(calls, 2);
}

#[coro::coroutine]
fn consume(text: String, parts: Vec<String>, extra: Option<Box<str>>) -> usize {
    let at: usize = recv!();
    if at == 0 {
        return text.into_bytes().len();
    }
    let chosen: String = parts.into_iter().nth(at - 1).unwrap_or(text);
    let more: usize = recv!();
    let extra: Box<str> = extra.unwrap_or_default();
    chosen.len() + more + extra.len()
}

#[test]
fn owned_values_are_moved_out() {
    let make = || consume("text".to_string(), vec!["a".to_string()], Some("abc".into()));
    check(make(), &[((), 0)], 4);
    check(make(), &[((), 1), ((), 10)], 14);
    check(make(), &[((), 2), ((), 10)], 17);
}

#[coro::coroutine(recv = u8, yield = [u8; 2])]
fn window(mut window: [u8; 2]) {
    loop {
        window[0] = window[1];
        window[1] = yield_!(window);
    }
}

#[test]
fn an_argument_named_like_the_function() {
    assert_eq!(outputs(&mut window([1, 2]), [3, 4]), [[2, 2], [3, 3], [4, 4]]);
}

#[coro::coroutine]
fn parts((second, _): (Rc<u8>, Rc<u8>), (_, mut third): (Rc<u8>, Option<Rc<u8>>)) -> u8 {
    let value: u8 = recv!();
    value + *second + third.take().map_or(0, |shared| *shared)
}

#[test]
fn what_a_pattern_leaves_lives_on() {
    let shared = Rc::new(1);
    let one = || Rc::clone(&shared);
    let mut machine = parts((one(), one()), (one(), Some(one())));
    machine.prime().unwrap();
    assert_eq!(Rc::strong_count(&shared), 5);
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(3)));
    assert_eq!(Rc::strong_count(&shared), 1);
}

#[coro::coroutine(recv = u8)]
fn none() -> u8 {
    recv!()
}

#[coro::coroutine(recv = u8,)]
fn trailing_commas(a: u8, b: (u8,)) -> u8 {
    a + b.0 + recv!()
}

#[test]
fn few_or_many() {
    check(none(), &[((), 1)], 1);
    check(trailing_commas(1, (2,)), &[((), 3)], 6);
}
