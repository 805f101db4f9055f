//! `drop-control-flow` and `conditional-drop`: a value that some ways through a body move or end before a suspension,
//! and others do not.

use super::played;
use crate::events::{Guard, Log};
use crate::prelude::*;

#[coro::coroutine(recv = bool)]
fn one_armed_if(log: &Log) {
    let a: Guard<'_> = Guard("a", log);
    if recv!() {
        drop(a);
    }
    recv!();
    log.note("behind");
}

#[test]
fn an_if_with_one_arm() {
    let log = Log::default();
    assert_eq!(played(&log, one_armed_if(&log), &[true]), ["drop a", "end"]);
    assert_eq!(played(&log, one_armed_if(&log), &[false]), ["end", "drop a"]);
    assert_eq!(played(&log, one_armed_if(&log), &[true, true]), ["drop a", "behind", "end"]);
    assert_eq!(played(&log, one_armed_if(&log), &[false, true]), ["behind", "drop a", "end"]);
}

#[coro::coroutine(recv = bool)]
fn two_armed_if(log: &Log) {
    let a: Guard<'_> = Guard("a", log);
    if recv!() {
        drop(a);
        recv!();
    } else {
        recv!();
        drop(a);
    }
    recv!();
}

#[test]
fn an_if_with_two_arms() {
    let log = Log::default();
    assert_eq!(played(&log, two_armed_if(&log), &[true]), ["drop a", "end"]);
    assert_eq!(played(&log, two_armed_if(&log), &[false]), ["end", "drop a"]);
    assert_eq!(played(&log, two_armed_if(&log), &[false, false]), ["drop a", "end"]);
}

#[coro::coroutine(recv = Option<bool>)]
fn if_let(log: &Log) {
    let a: Guard<'_> = Guard("a", log);
    if let Some(is_kept) = recv!() {
        let moved: Guard<'_> = a;
        if is_kept {
            recv!();
            log.note("kept");
        }
        log.note(moved.0);
    }
    recv!();
}

#[test]
fn an_if_let() {
    let log = Log::default();
    assert_eq!(played(&log, if_let(&log), &[None]), ["end", "drop a"]);
    assert_eq!(played(&log, if_let(&log), &[Some(false)]), ["a", "drop a", "end"]);
    assert_eq!(played(&log, if_let(&log), &[Some(true)]), ["end", "drop a"]);
    assert_eq!(played(&log, if_let(&log), &[Some(true), None]), ["kept", "a", "drop a", "end"]);
}

#[coro::coroutine(recv = u8)]
fn init_in_a_branch(log: &Log) {
    let a: Guard<'_>;
    match recv!() {
        0 => return,
        1 => {
            a = Guard("one", log);
        }
        2 => {
            a = Guard("two", log);
            recv!();
        }
        _ => {
            recv!();
            a = Guard("many", log);
        }
    }
    log.note(a.0);
    recv!();
}

#[test]
fn a_value_given_in_a_branch() {
    let log = Log::default();
    assert_eq!(played(&log, init_in_a_branch(&log), &[0]), ["end"]);
    assert_eq!(played(&log, init_in_a_branch(&log), &[1]), ["one", "end", "drop one"]);
    assert_eq!(played(&log, init_in_a_branch(&log), &[2]), ["end", "drop two"]);
    assert_eq!(played(&log, init_in_a_branch(&log), &[3]), ["end"]);
    assert_eq!(played(&log, init_in_a_branch(&log), &[3, 0]), ["many", "end", "drop many"]);
}

#[coro::coroutine(recv = bool)]
fn reinit(log: &Log) {
    let mut a: Guard<'_> = Guard("first", log);
    recv!();
    drop(a);
    recv!();
    a = Guard("second", log);
    if recv!() {
        drop(a);
        a = Guard("third", log);
    }
    recv!();
    log.note(a.0);
}

#[test]
fn a_value_given_again() {
    let log = Log::default();
    assert_eq!(played(&log, reinit(&log), &[]), ["end", "drop first"]);
    assert_eq!(played(&log, reinit(&log), &[true]), ["drop first", "end"]);
    assert_eq!(played(&log, reinit(&log), &[true; 2]), ["drop first", "end", "drop second"]);
    assert_eq!(
        played(&log, reinit(&log), &[true; 4]),
        ["drop first", "drop second", "third", "drop third", "end"]
    );
}

#[coro::coroutine(recv = bool)]
fn loop_uninit(log: &Log) {
    let mut a: Guard<'_>;
    let mut rounds: u32 = 0;
    loop {
        recv!();
        a = Guard("a", log);
        rounds += 1;
        recv!();
        drop(a);
        if rounds == 2 {
            break;
        }
    }
    recv!();
}

#[test]
fn a_loop_that_gives_and_takes() {
    let log = Log::default();
    assert_eq!(played(&log, loop_uninit(&log), &[true]), ["end", "drop a"]);
    assert_eq!(played(&log, loop_uninit(&log), &[true; 2]), ["drop a", "end"]);
    assert_eq!(played(&log, loop_uninit(&log), &[true; 3]), ["drop a", "end", "drop a"]);
    assert_eq!(played(&log, loop_uninit(&log), &[true; 4]), ["drop a", "drop a", "end"]);
}

#[coro::coroutine(recv = bool)]
fn nested_loop(log: &Log) {
    'outer: for _ in 0..2_u32 {
        let outer: Guard<'_> = Guard("outer", log);
        for _ in 0..2_u32 {
            let inner: Guard<'_> = Guard("inner", log);
            if recv!() {
                drop(outer);
                continue 'outer;
            }
            log.note(inner.0);
        }
        recv!();
    }
}

#[test]
fn a_nested_loop_that_is_left() {
    let log = Log::default();
    assert_eq!(
        played(&log, nested_loop(&log), &[true]),
        ["drop outer", "drop inner", "end", "drop inner", "drop outer"]
    );
    assert_eq!(
        played(&log, nested_loop(&log), &[false, false]),
        ["inner", "drop inner", "inner", "drop inner", "end", "drop outer"]
    );
    assert_eq!(
        played(&log, nested_loop(&log), &[false, true, true]),
        ["inner", "drop inner", "drop outer", "drop inner", "drop outer", "drop inner", "end"]
    );
}

#[coro::coroutine(recv = bool)]
fn loop_continue(log: &Log) {
    let mut kept: Option<Guard<'_>> = Some(Guard("kept", log));
    while let Some(guard) = kept.take() {
        let guard: Guard<'_> = guard;
        if recv!() {
            kept = Some(guard);
            continue;
        }
        log.note("leaves");
    }
    recv!();
}

#[test]
fn a_loop_that_goes_on_with_what_it_took() {
    let log = Log::default();
    assert_eq!(played(&log, loop_continue(&log), &[true, true]), ["end", "drop kept"]);
    assert_eq!(played(&log, loop_continue(&log), &[true, false]), ["leaves", "drop kept", "end"]);
}

#[coro::coroutine(recv = bool)]
fn conditional(log: &Log, moves: bool) {
    let a: Guard<'_> = Guard("a", log);
    if moves {
        drop(a);
    }
    recv!();
    let b: Guard<'_> = Guard("b", log);
    recv!();
    if moves {
        drop(b);
    } else {
        log.note("keeps");
    }
}

#[test]
fn a_condition_decides_what_drops_where() {
    let log = Log::default();
    assert_eq!(played(&log, conditional(&log, true), &[]), ["drop a", "end"]);
    assert_eq!(played(&log, conditional(&log, false), &[]), ["end", "drop a"]);
    assert_eq!(played(&log, conditional(&log, true), &[true]), ["drop a", "end", "drop b"]);
    assert_eq!(played(&log, conditional(&log, false), &[true]), ["end", "drop b", "drop a"]);
    assert_eq!(played(&log, conditional(&log, true), &[true; 2]), ["drop a", "drop b", "end"]);
    assert_eq!(played(&log, conditional(&log, false), &[true; 2]), ["keeps", "drop b", "drop a", "end"]);
}
