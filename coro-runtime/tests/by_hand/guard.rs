//! The guard that stands over a state while a body runs.

use std::panic::{AssertUnwindSafe, catch_unwind};

use coro_runtime::__private::{Guard, Position, States, next, store, take};
use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

#[derive(Debug, PartialEq)]
enum Stage {
    Created,
    Suspended(Local),
    Finished,
    Poisoned,
}

/// A local that the body holds, which may refuse to be dropped.
#[derive(Debug, PartialEq)]
enum Local {
    Plain,
    PanicsOnDrop,
}

impl Drop for Local {
    fn drop(&mut self) {
        match self {
            Self::Plain => {}
            Self::PanicsOnDrop => panic!("the local's destructor fails"),
        }
    }
}

impl States for Stage {
    const FINISHED: Self = Self::Finished;
    const POISONED: Self = Self::Poisoned;

    fn is_created(&self) -> bool {
        matches!(self, Self::Created)
    }

    fn position(&self) -> Position {
        match self {
            Self::Created => Position::Created,
            Self::Suspended(_) => Position::Suspended(line!()),
            Self::Finished => Position::Finished,
            Self::Poisoned => Position::Poisoned,
        }
    }
}

/// Lets `body` have a state; what it returned, and what it left there.
fn run<T>(mut state: Stage, body: impl FnOnce(Guard<'_, Stage>) -> T) -> (Option<T>, Stage) {
    let result = catch_unwind(AssertUnwindSafe(|| body(Guard::over(&mut state))));
    (result.ok(), state)
}

#[test]
fn a_guard_that_is_dropped_poisons() {
    let (result, state) = run(Stage::Suspended(Local::Plain), |guard| {
        store(guard.state, Stage::Suspended(Local::Plain));
    });
    assert_eq!((result, state), (Some(()), Stage::Poisoned));
}

#[test]
fn unwinding_poisons_whether_the_state_was_taken_or_stays() {
    let (result, state) = run(Stage::Suspended(Local::Plain), |guard| {
        store(guard.state, Stage::Suspended(Local::Plain));
        panic!("the body fails");
    });
    assert_eq!((result, state), (None::<()>, Stage::Poisoned));

    let (result, state) = run(Stage::Suspended(Local::Plain), |guard| {
        let taken = take(guard.state);
        assert_eq!((&taken, &*guard.state), (&Stage::Suspended(Local::Plain), &Stage::Poisoned));
        panic!("the body fails");
    });
    assert_eq!((result, state), (None::<()>, Stage::Poisoned));
}

#[test]
fn a_refusal_leaves_the_state_where_it_is() {
    let refused = |state| run(state, |guard| guard.refuse::<()>(ResumeError::NotPrimed));
    assert_eq!(refused(Stage::Created), (Some(Err(ResumeError::NotPrimed)), Stage::Created));
    assert_eq!(refused(Stage::Finished), (Some(Err(ResumeError::Finished)), Stage::Finished));
    assert_eq!(refused(Stage::Poisoned), (Some(Err(ResumeError::Poisoned)), Stage::Poisoned));
}

#[test]
fn a_suspension_leaves_the_state_that_the_body_stored() {
    let (result, state) = run(Stage::Created, |guard| {
        store(guard.state, Stage::Suspended(Local::Plain));
        guard.finish::<_, ()>(CoroutineState::Yielded(1))
    });
    assert_eq!((result, state), (Some(Ok(CoroutineState::Yielded(1))), Stage::Suspended(Local::Plain)));
}

#[test]
fn an_end_finishes() {
    let (result, state) = run(Stage::Created, |guard| guard.finish::<(), _>(CoroutineState::Complete(1)));
    assert_eq!((result, state), (Some(Ok(CoroutineState::Complete(1))), Stage::Finished));
}

#[test]
fn a_close_drops_the_state_under_guard() {
    let closed = |state| run(state, |guard| guard.close::<()>());
    assert_eq!(closed(Stage::Created), (Some(Ok(None)), Stage::Finished));
    assert_eq!(closed(Stage::Suspended(Local::Plain)), (Some(Ok(None)), Stage::Finished));
    assert_eq!(closed(Stage::Suspended(Local::PanicsOnDrop)), (None, Stage::Poisoned));
    assert_eq!(closed(Stage::Finished), (Some(Ok(None)), Stage::Finished));
    assert_eq!(closed(Stage::Poisoned), (Some(Err(ResumeError::Poisoned)), Stage::Poisoned));
}

#[test]
fn a_body_that_is_told_to_close_answers_or_ignores_it() {
    let (result, state) =
        run(Stage::Suspended(Local::Plain), |guard| guard.closed::<(), _>(CoroutineState::Complete(1)));
    assert_eq!((result, state), (Some(Ok(Some(1))), Stage::Finished));

    let (result, state) = run(Stage::Suspended(Local::Plain), |guard| {
        store(guard.state, Stage::Suspended(Local::Plain));
        guard.closed::<_, ()>(CoroutineState::Yielded(1))
    });
    assert_eq!((result, state), (Some(Err(ResumeError::IgnoredClose)), Stage::Suspended(Local::Plain)));
}

/// Counts down to one, or panics in the attempt.
struct Countdown {
    left: u32,
    panics: bool,
    stage: Stage,
}

fn countdown(left: u32) -> Countdown {
    Countdown { left, panics: false, stage: Stage::Created }
}

impl Coroutine for Countdown {
    type Yield = u32;
    type Return = ();

    fn prime(&mut self) -> Result<CoroutineState<u32, ()>, ResumeError> {
        assert_eq!(self.status(), Status::Created, "primed twice");
        self.stage = Stage::Suspended(Local::Plain);
        self.send(())
    }

    fn send(&mut self, (): ()) -> Result<CoroutineState<u32, ()>, ResumeError> {
        let guard = Guard::over(&mut self.stage);
        assert!(!self.panics, "the body fails");
        if self.left == 0 {
            return guard.finish(CoroutineState::Complete(()));
        }
        self.left -= 1;
        store(guard.state, Stage::Suspended(Local::Plain));
        guard.finish(CoroutineState::Yielded(self.left + 1))
    }

    fn close(&mut self) -> Result<Option<()>, ResumeError> {
        Guard::over(&mut self.stage).close()
    }

    fn status(&self) -> Status {
        self.stage.status()
    }
}

#[test]
fn next_primes_goes_on_and_is_fused() {
    let mut machine = countdown(2);
    let items = std::array::from_fn(|_| next(&mut machine));
    assert_eq!(items, [Some(2), Some(1), None, None]);
    assert_eq!(machine.status(), Status::Finished);
}

#[test]
fn next_goes_on_with_a_machine_that_was_primed() {
    let mut machine = countdown(2);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(2)));
    assert_eq!(next(&mut machine), Some(1));
}

#[test]
fn next_of_a_poisoned_machine_is_none() {
    let mut machine = Countdown { panics: true, ..countdown(2) };
    catch_unwind(AssertUnwindSafe(|| next(&mut machine))).unwrap_err();
    assert_eq!(machine.status(), Status::Poisoned);
    assert_eq!(next(&mut machine), None);
}
