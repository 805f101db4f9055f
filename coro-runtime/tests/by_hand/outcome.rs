//! What only generated code calls.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use coro_runtime::__private::{Guard, Outcome, Poison};
use coro_runtime::CoroutineState;

/// A suspension and an end, each through what a unit returns and back.
fn check<R: Outcome<u8> + Clone + PartialEq + std::fmt::Debug>(ends: &[R]) {
    assert_eq!(R::split(R::suspended(3)), CoroutineState::Yielded(3));
    for end in ends {
        assert_eq!(R::split(end.clone().complete()), CoroutineState::Complete(end.clone()));
    }
}

#[test]
fn every_return_type_comes_back_as_it_went() {
    check::<Result<u32, &str>>(&[Ok(1), Err("no")]);
    check::<Option<u32>>(&[Some(1), None]);
    check::<ControlFlow<u32, u64>>(&[ControlFlow::Break(1), ControlFlow::Continue(2)]);
}

#[derive(Debug, PartialEq)]
enum State {
    Suspended,
    Poisoned,
}

impl Poison for State {
    const POISONED: Self = Self::Poisoned;
}

#[test]
fn an_armed_guard_poisons_and_a_disarmed_one_does_not() {
    let mut state = State::Suspended;
    Guard(&mut state).disarm();
    assert_eq!(state, State::Suspended);
    drop(Guard(&mut state));
    assert_eq!(state, State::Poisoned);
}

#[test]
fn unwinding_poisons() {
    let mut state = State::Suspended;
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        let guard = Guard(&mut state);
        *guard.0 = State::Suspended;
        panic!("the body fails");
    }));
    assert!(panicked.is_err());
    assert_eq!(state, State::Poisoned);
}
