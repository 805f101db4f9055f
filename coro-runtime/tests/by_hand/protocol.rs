//! Priming, sending, closing, throwing and panicking.

use std::panic::{AssertUnwindSafe, catch_unwind};

use coro_runtime::prelude::*;

use super::machines::{Failure, sum};

#[test]
fn send_before_prime_is_refused_and_changes_nothing() {
    let mut machine = sum();
    assert_eq!(machine.send(1), Err(ResumeError::NotPrimed));
    assert_eq!(machine.status(), Status::Created);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(0)));
    assert_eq!(machine.send(1), Ok(CoroutineState::Yielded(1)));
}

#[test]
fn a_second_prime_is_refused_and_changes_nothing() {
    let mut machine = sum();
    machine.prime().unwrap();
    machine.send(4).unwrap();
    assert_eq!(machine.prime(), Err(ResumeError::AlreadyPrimed));
    assert_eq!(machine.send(1), Ok(CoroutineState::Yielded(5)));
}

#[test]
fn a_finished_machine_stays_finished() {
    let mut machine = sum();
    machine.prime().unwrap();
    assert_eq!(machine.send(0), Ok(CoroutineState::Complete(Ok(0))));
    assert_eq!(machine.send(1), Err(ResumeError::Finished));
    assert_eq!(machine.prime(), Err(ResumeError::Finished));
    assert_eq!(machine.throw("late"), Err(ResumeError::Finished));
    assert_eq!(machine.close(), Ok(None));
}

#[test]
fn the_question_mark_completes_with_the_error() {
    let mut machine = sum();
    machine.prime().unwrap();
    machine.send(u32::MAX).unwrap();
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(Err(Failure::TooLarge))));
    assert_eq!(machine.status(), Status::Finished);
}

#[test]
fn a_panicking_body_leaves_the_machine_poisoned() {
    let mut machine = sum();
    machine.prime().unwrap();
    catch_unwind(AssertUnwindSafe(|| machine.send(13))).unwrap_err();
    assert_eq!(machine.status(), Status::Poisoned);
    assert_eq!(machine.send(1), Err(ResumeError::Poisoned));
    assert_eq!(machine.prime(), Err(ResumeError::Poisoned));
    assert_eq!(machine.close(), Err(ResumeError::Poisoned));
    assert_eq!(machine.send_all([1]), Err(ResumeError::Poisoned));
    assert_eq!(machine.try_send(1).unwrap_err().error, ResumeError::Poisoned);
}

#[test]
fn try_send_hands_a_refused_value_back() {
    let mut machine = sum();
    let rejected = machine.try_send(7).unwrap_err();
    assert!(rejected == Rejected { value: 7, error: ResumeError::NotPrimed });
    machine.prime().unwrap();
    assert_eq!(machine.try_send(7).unwrap(), CoroutineState::Yielded(7));
    machine.close().unwrap();
    let rejected = machine.try_send(8).unwrap_err();
    assert!(rejected == Rejected { value: 8, error: ResumeError::Finished });
}

#[test]
fn send_all_says_none_when_the_values_run_out() {
    let mut machine = sum();
    machine.prime().unwrap();
    assert_eq!(machine.send_all([1, 2, 3]), Ok(None));
    assert_eq!(machine.send_all([]), Ok(None));
    assert_eq!(machine.send(1), Ok(CoroutineState::Yielded(7)));
}

#[test]
fn send_all_stops_with_the_iterator_where_it_is() {
    let mut values = [1, 2, 0, 4, 5].into_iter();
    let mut machine = sum();
    machine.prime().unwrap();
    assert_eq!(machine.send_all(&mut values), Ok(Some(Ok(3))));
    assert_eq!(values.as_slice(), [4, 5]);
}

#[test]
fn send_all_refuses_before_it_takes_a_value() {
    let mut values = [1, 2].into_iter();
    let mut machine = sum();
    assert_eq!(machine.send_all(&mut values), Err(ResumeError::NotPrimed));
    machine.close().unwrap();
    assert_eq!(machine.send_all(&mut values), Err(ResumeError::Finished));
    assert_eq!(values.as_slice(), [1, 2]);
}
