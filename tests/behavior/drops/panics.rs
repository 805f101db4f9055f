//! `panic-drops`, `panic-drops-resume`, `panic-safe` and `resume-after-return`: what a panic or an end leaves behind.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::events::{Guard, Log};
use crate::prelude::*;

/// Whether a call panics.
fn panics<R>(call: impl FnOnce() -> R) -> bool {
    catch_unwind(AssertUnwindSafe(call)).is_err()
}

#[coro::coroutine(recv = bool)]
fn panics_at_once(log: &Log, panics: bool) {
    let _before: Guard<'_> = Guard("before", log);
    if panics {
        panic!("at once");
    }
    recv!();
    let _behind: Guard<'_> = Guard("behind", log);
    assert!(recv!(), "later");
}

#[test]
fn a_panic_drops_what_is_there_and_nothing_else() {
    let log = Log::default();
    let mut machine = panics_at_once(&log, true);
    assert!(panics(|| machine.prime()));
    assert_eq!(log.take(), ["drop before"]);
    drop(machine);
    assert!(log.take().is_empty());

    let mut machine = panics_at_once(&log, false);
    machine.prime().unwrap();
    machine.send(true).unwrap();
    assert!(panics(|| machine.send(false)));
    assert_eq!(log.take(), ["drop behind", "drop before"]);
    drop(machine);
    assert!(log.take().is_empty());
}

/// It panics when it drops, if it is told to, and notes both.
struct Trap<'l>(Guard<'l>, bool);

impl Drop for Trap<'_> {
    fn drop(&mut self) {
        self.0.1.note(format!("trap {}", self.0.0));
        assert!(!self.1 || std::thread::panicking(), "a trap");
    }
}

#[coro::coroutine(recv = bool)]
fn trapped(log: &Log) {
    let _first: Guard<'_> = Guard("first", log);
    loop {
        let _second: Guard<'_> = Guard("second", log);
        let trap: Trap<'_> = Trap(Guard("trap", log), true);
        let _third: Guard<'_> = Guard("third", log);
        if recv!() {
            drop(trap);
            log.note("never");
        } else {
            std::mem::forget(trap);
        }
    }
}

#[test]
fn a_panic_in_a_destructor_drops_the_rest() {
    let log = Log::default();
    let mut machine = trapped(&log);
    machine.prime().unwrap();
    machine.send(false).unwrap();
    assert_eq!(log.take(), ["drop third", "drop second"]);
    assert!(panics(|| machine.send(true)));
    assert_eq!(log.take(), ["trap trap", "drop trap", "drop third", "drop second", "drop first"]);
    assert_eq!(machine.status(), Status::Poisoned);

    // So it is where the machine is dropped, and where it is closed.
    for closes in [true, false] {
        let mut machine = trapped(&log);
        machine.prime().unwrap();
        assert!(panics(move || !closes || machine.close().is_ok()));
        assert_eq!(log.take(), ["drop third", "trap trap", "drop trap", "drop second", "drop first"]);
    }
}

#[coro::coroutine(recv = u32)]
fn unwound_in_a_loop(log: &Log) {
    let mut a: Guard<'_> = Guard("a", log);
    loop {
        let b: Guard<'_> = Guard("b", log);
        let value = recv!();
        drop(a);
        a = Guard("again", log);
        assert!(value > 0, "zero");
        log.note(b.0);
    }
}

#[test]
fn what_was_moved_on_the_way_to_a_panic_drops_once() {
    let log = Log::default();
    let mut machine = unwound_in_a_loop(&log);
    machine.prime().unwrap();
    machine.send(1).unwrap();
    assert_eq!(log.take(), ["drop a", "b", "drop b"]);
    assert!(panics(|| machine.send(0)));
    assert_eq!(log.take(), ["drop again", "drop b", "drop again"]);
    drop(machine);
    assert!(log.take().is_empty());
}

#[test]
fn a_machine_that_has_panicked_stays_so() {
    let log = Log::default();
    let mut machine = unwound_in_a_loop(&log);
    machine.prime().unwrap();
    assert!(panics(|| machine.send(0)));
    for _ in 0..2 {
        assert_eq!(machine.prime(), Err(ResumeError::Poisoned));
        assert_eq!(machine.send(1), Err(ResumeError::Poisoned));
        assert_eq!(machine.close(), Err(ResumeError::Poisoned));
        assert_eq!(machine.status(), Status::Poisoned);
    }
    assert_eq!(log.take(), ["drop a", "drop b", "drop again"]);
}

#[coro::coroutine(recv = u32)]
fn ends(log: &Log) -> u32 {
    let _a: Guard<'_> = Guard("a", log);
    recv!()
}

#[test]
fn a_machine_that_has_returned_stays_so() {
    let log = Log::default();
    let mut machine = ends(&log);
    machine.prime().unwrap();
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(1)));
    assert_eq!(log.take(), ["drop a"]);
    for _ in 0..2 {
        assert_eq!(machine.send(2), Err(ResumeError::Finished));
        assert_eq!(machine.prime(), Err(ResumeError::Finished));
        assert_eq!(machine.close(), Ok(None));
        assert_eq!(machine.status(), Status::Finished);
    }
    drop(machine);
    assert!(log.take().is_empty());
}
