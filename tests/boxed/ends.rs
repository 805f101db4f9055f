//! How a boxed machine ends, and what it costs.

use std::cell::RefCell;
use std::future::{pending, ready};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use coro_runtime::prelude::*;

/// Notes when it is dropped.
struct Note(&'static str, Rc<RefCell<Vec<&'static str>>>);

impl Drop for Note {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

type Drops = Rc<RefCell<Vec<&'static str>>>;

/// An `await` that the attribute cannot see.
macro_rules! wait_for {
    ($future:expr) => {
        $future.await
    };
}

#[coro::coroutine(boxed, recv = u32, yield = u32, throw = String)]
fn waits(drops: Drops) -> Result<u32, String> {
    let _kept = Note("kept", drops);
    let value = match try_yield!(0) {
        Ok(value) => value,
        Err(Interrupt::Throw(_)) => 100,
        Err(Interrupt::Close) => 200,
    };
    wait_for!(pending::<()>());
    Ok(value)
}

#[test]
fn a_body_that_waits_for_something_else_is_poisoned() {
    for how in ["send", "throw", "close"] {
        let drops = Drops::default();
        let mut machine = waits(Rc::clone(&drops));
        assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(0)));
        let error = match how {
            "send" => machine.send(1).err(),
            "throw" => machine.throw(String::new()).err(),
            _ => machine.close().err(),
        };
        assert_eq!(error, Some(ResumeError::Awaited), "{how}");
        assert_eq!(*drops.borrow(), ["kept"], "{how}");
        assert_eq!(machine.status(), Status::Poisoned);
        assert_eq!(machine.send(1), Err(ResumeError::Poisoned));
        assert_eq!(machine.prime(), Err(ResumeError::Poisoned));
        assert_eq!(machine.close(), Err(ResumeError::Poisoned));
        assert_eq!(format!("{machine:?}"), "Waits { status: Poisoned }");
    }
}

#[test]
fn it_is_poisoned_by_the_first_resume_too() {
    #[coro::coroutine(boxed, yield = u32)]
    fn starts() {
        wait_for!(pending::<()>());
        yield_!(1);
    }
    let mut machine = starts();
    assert_eq!(machine.prime(), Err(ResumeError::Awaited));
    assert_eq!(machine.status(), Status::Poisoned);
    assert_eq!(starts().next(), None);
}

#[test]
fn what_is_ready_at_once_is_no_wait() {
    #[coro::coroutine(boxed, recv = u32)]
    fn adds() -> u32 {
        wait_for!(ready(1)) + recv!()
    }
    crate::check(adds(), &[((), 2)], 3);
}

#[test]
fn a_panic_while_it_is_thrown_at_drops_what_is_kept() {
    struct Fault;
    #[derive(Debug, PartialEq)]
    struct Converted;
    impl From<Fault> for Converted {
        fn from(_: Fault) -> Self {
            panic!("no conversion")
        }
    }
    #[coro::coroutine(boxed, throw = Fault)]
    fn keeps(drops: Drops) -> Result<(), Converted> {
        let _kept = Note("kept", drops);
        recv!();
        Ok(())
    }
    let drops = Drops::default();
    let mut machine = keeps(Rc::clone(&drops));
    machine.prime().unwrap();
    catch_unwind(AssertUnwindSafe(|| machine.throw(Fault))).unwrap_err();
    assert_eq!(*drops.borrow(), ["kept"]);
    assert_eq!(machine.throw(Fault), Err(ResumeError::Poisoned));
}

#[test]
fn arguments_that_never_ran_drop_in_reverse() {
    #[coro::coroutine(boxed)]
    fn never(first: Note, (second, _): (Note, u8), _: Note, fourth: Note) {
        // The order of mentions is not that of the arguments.
        drop((fourth, first, second));
    }
    let drops = Drops::default();
    let note = |name| Note(name, Rc::clone(&drops));
    drop(never(note("first"), (note("second"), 2), note("third"), note("fourth")));
    assert_eq!(*drops.borrow(), ["fourth", "third", "second", "first"]);
}

#[test]
fn debug_tells_the_line() {
    #[coro::coroutine(boxed, yield = u32)]
    #[derive(Debug)]
    fn stands() {
        yield_!(1);

        yield_from!([2, 3]);
    }
    let mut machine = stands();
    assert_eq!(format!("{machine:?}"), "Stands { status: Created }");
    let first = line!() - 6;
    machine.next();
    assert_eq!(format!("{machine:?}"), format!("Stands {{ status: Suspended, line: {first} }}"));
    machine.next();
    assert_eq!(format!("{machine:?}"), format!("Stands {{ status: Suspended, line: {} }}", first + 2));
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(format!("{machine:?}"), "Stands { status: Finished }");
}

#[test]
fn two_allocations_and_none_in_a_send() {
    #[coro::coroutine(boxed, recv = u64, yield = u64)]
    fn totals(start: u64) {
        let mut total = start;
        loop {
            total += yield_!(total);
        }
    }
    #[coro::coroutine(boxed(send), recv = u64, yield = u64)]
    fn shared_totals(start: u64) {
        let mut total = start;
        loop {
            total += yield_!(total);
        }
    }
    fn measure<C: Coroutine<u64, Yield = u64, Return = ()>>(make: impl FnOnce() -> C) -> [u64; 2] {
        let mut made = None;
        let making = allocation_counter::measure(|| made = Some(make()));
        let mut machine = made.expect("it was made");
        let driving = allocation_counter::measure(|| {
            machine.prime().unwrap();
            machine.send_all(1..1_000).unwrap();
        });
        [making.count_total, driving.count_total]
    }
    assert_eq!(measure(|| totals(1)), [2, 0]);
    assert_eq!(measure(|| shared_totals(1)), [2, 0]);
}

#[test]
fn recursion_is_a_chain_of_boxes() {
    #[coro::coroutine(boxed, yield = u32)]
    fn counts(left: u32) -> u32 {
        if left == 0 {
            return 0;
        }
        yield_!(left);
        1 + yield_from!(counts(left - 1))
    }
    let mut machine = counts(100);
    assert_eq!((&mut machine).count(), 100);
    let mut machine = counts(3);
    machine.prime().unwrap();
    machine.send(()).unwrap();
    assert_eq!(machine.send(()), Ok(CoroutineState::Yielded(1)));
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(3)));
}
