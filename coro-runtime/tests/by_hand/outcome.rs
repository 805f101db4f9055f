//! How a unit's outcome goes through the body's return type and back.

use std::ops::ControlFlow;

use coro_runtime::__private::Outcome;
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
