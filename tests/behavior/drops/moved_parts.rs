//! `drop-and-replace`, `drop-yield-twice` and `partial-drop`: a value that is replaced, ended between two suspensions, or
//! taken apart.

use std::rc::Rc;

use super::played;
use crate::events::{Guard, Log};
use crate::prelude::*;

#[coro::coroutine(recv = &'static str)]
fn replaced(log: &Log) {
    let mut a: Guard<'_> = Guard("first", log);
    loop {
        a = Guard(recv!(), log);
        log.note(a.0);
    }
}

#[test]
fn what_is_replaced_drops_when_the_new_one_is_there() {
    let log = Log::default();
    assert_eq!(
        played(&log, replaced(&log), &["second", "third"]),
        ["drop first", "second", "drop second", "third", "end", "drop third"]
    );
}

#[coro::coroutine(recv = Guard<'log>)]
fn received_anew<'log>(log: &'log Log, is_moved: bool) {
    let mut a: Guard<'log> = Guard("first", log);
    let _b: Guard<'_> = Guard("other", log);
    if is_moved {
        drop(a);
    }
    log.note("join");
    a = recv!();
    log.note(a.0);
    recv!();
}

#[test]
fn what_may_be_gone_is_replaced_by_what_is_received() {
    for is_moved in [false, true] {
        let log = Log::default();
        let mut machine = received_anew(&log, is_moved);
        machine.prime().unwrap();
        machine.send(Guard("second", &log)).unwrap();
        log.note("end");
        drop(machine);
        let expected: &[_] = if is_moved {
            &["drop first", "join", "second", "end", "drop other", "drop second"]
        } else {
            &["join", "drop first", "second", "end", "drop other", "drop second"]
        };
        assert_eq!(log.take(), expected);
    }
}

struct Pair<'l> {
    left: Guard<'l>,
    right: Guard<'l>,
}

#[coro::coroutine(recv = &'static str)]
fn replaced_in_part(log: &Log) {
    let mut pair: Pair<'_> = Pair { left: Guard("left", log), right: Guard("right", log) };
    pair.left = Guard(recv!(), log);
    recv!();
    std::mem::swap(&mut pair.left, &mut pair.right);
    pair.right = Guard(recv!(), log);
    recv!();
}

#[test]
fn a_part_is_replaced() {
    let log = Log::default();
    assert_eq!(
        played(&log, replaced_in_part(&log), &["one"]),
        ["drop left", "end", "drop one", "drop right"]
    );
    assert_eq!(
        played(&log, replaced_in_part(&log), &["one", "", "two"]),
        ["drop left", "drop one", "end", "drop right", "drop two"]
    );
}

#[coro::coroutine]
fn ended_between(log: &Log) {
    let a: Guard<'_> = Guard("a", log);
    recv!();
    drop(a);
    recv!();
    recv!();
}

#[test]
fn what_is_ended_between_two_suspensions_drops_once() {
    let log = Log::default();
    assert_eq!(played(&log, ended_between(&log), &[]), ["end", "drop a"]);
    assert_eq!(played(&log, ended_between(&log), &[()]), ["drop a", "end"]);
    assert_eq!(played(&log, ended_between(&log), &[(), ()]), ["drop a", "end"]);
}

/// No state keeps what ends before it, so what cannot go to another thread may be used in between.
#[coro_runtime::coroutine(recv = u32)]
fn counted_between() -> usize {
    let first: u32 = recv!();
    let shared: Rc<u32> = Rc::new(first);
    let count: usize = Rc::strong_count(&shared) + *shared as usize;
    drop(shared);
    recv!();
    count
}

#[test]
fn what_has_ended_does_not_bind_the_machine_to_its_thread() {
    let mut machine = counted_between();
    let counting = std::thread::spawn(move || {
        machine.prime().unwrap();
        machine.send(2).unwrap();
        machine.send(0)
    });
    assert_eq!(counting.join().unwrap(), Ok(CoroutineState::Complete(3)));
}

#[coro::coroutine(recv = bool)]
fn taken_apart(log: &Log) {
    let pair: Pair<'_> = Pair { left: Guard("left", log), right: Guard("right", log) };
    if recv!() {
        let Pair { left, right } = pair;
        let (left, right): (Guard<'_>, Guard<'_>) = (left, right);
        drop(left);
        recv!();
        log.note(right.0);
    } else {
        recv!();
        log.note("whole");
    }
}

#[test]
fn both_parts_of_a_value_go_their_own_way() {
    let log = Log::default();
    assert_eq!(played(&log, taken_apart(&log), &[]), ["end", "drop left", "drop right"]);
    assert_eq!(played(&log, taken_apart(&log), &[true]), ["drop left", "end", "drop right"]);
    assert_eq!(played(&log, taken_apart(&log), &[true; 2]), ["drop left", "right", "drop right", "end"]);
    assert_eq!(played(&log, taken_apart(&log), &[false; 2]), ["whole", "drop left", "drop right", "end"]);
}

#[coro::coroutine(recv = bool)]
fn taken_in_part(log: &Log) {
    {
        let pair: Pair<'_> = Pair { left: Guard("left", log), right: Guard("right", log) };
        if cfg!(debug_assertions) || log.take().is_empty() {
            drop(pair.left);
        }
        log.note("rest");
    }
    let mut kept: (Option<Guard<'_>>, Guard<'_>) = (Some(Guard("one", log)), Guard("two", log));
    if recv!() {
        drop(kept.0.take());
    }
    recv!();
    log.note(kept.1.0);
}

#[test]
fn one_part_of_a_value_goes_before_the_other() {
    let log = Log::default();
    let before = ["drop left", "rest", "drop right"];
    let then = |more: &[&'static str]| [&before, more].concat();
    assert_eq!(played(&log, taken_in_part(&log), &[]), then(&["end", "drop one", "drop two"]));
    assert_eq!(played(&log, taken_in_part(&log), &[true]), then(&["drop one", "end", "drop two"]));
    assert_eq!(played(&log, taken_in_part(&log), &[false]), then(&["end", "drop one", "drop two"]));
    assert_eq!(played(&log, taken_in_part(&log), &[true; 2]), then(&["drop one", "two", "drop two", "end"]));
}
