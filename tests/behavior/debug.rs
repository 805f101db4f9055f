//! What a machine without a derived `Debug` shows of itself.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::prelude::*;

struct Opaque;

#[coro::coroutine(recv = u32, yield = u32)]
fn steps(_shown_by_nothing: Opaque) -> u32 {
    let first = yield_!(line!());
    let second = first + yield_!(line!());
    if second == 0 {
        panic!("zero");
    }
    match try_yield!(line!()) {
        Ok(third) => second + third,
        Err(_) => 0,
    }
}

#[test]
fn shows_name_status_and_line() {
    let mut machine = steps(Opaque);
    assert_eq!(format!("{machine:?}"), "Steps { status: Created }");
    let line = |resumed: Result<CoroutineState<u32, u32>, ResumeError>| resumed.unwrap().yielded().unwrap();
    for input in [None, Some(1), Some(2)] {
        let line = line(match input {
            None => machine.prime(),
            Some(input) => machine.send(input),
        });
        assert_eq!(format!("{machine:?}"), format!("Steps {{ status: Suspended, line: {line} }}"));
    }
    let mut other = steps(Opaque);
    machine.close().unwrap();
    assert_eq!(format!("{machine:?}"), "Steps { status: Finished }");
    other.prime().unwrap();
    other.send(0).unwrap();
    catch_unwind(AssertUnwindSafe(|| other.send(0))).unwrap_err();
    assert_eq!(format!("{other:?}"), "Steps { status: Poisoned }");
    assert_eq!(format!("{:#?}", steps(Opaque)), "Steps {\n    status: Created,\n}");
}

#[coro::coroutine(name = Renamed)]
fn generic<'a, T, const N: usize>(_value: &'a [T; N]) {
    recv!();
}

#[test]
fn asks_nothing_of_its_parameters() {
    let mut machine = generic(&[Opaque]);
    machine.prime().unwrap();
    let suspended_at = line!() - 7;
    assert_eq!(format!("{machine:?}"), format!("Renamed {{ status: Suspended, line: {suspended_at} }}"));
}
