//! The values of the protocol: states, errors and what `recv!()` hands out.

use std::convert::Infallible;
use std::error::Error;
use std::num::ParseIntError;

use coro_runtime::prelude::*;
use coro_runtime::{Empty, recv, yield_};

// The inert calls that generated code keeps: they expand to no item at all.
recv! { @resolved }
yield_! { @resolved }
coro::try_recv! { @resolved }
coro::try_yield! { @resolved }
coro_runtime::yield_from! { @resolved }

fn is_error<E: Error + Send + Sync + 'static>() {}

#[test]
fn errors_go_into_a_boxed_error() {
    is_error::<ResumeError>();
    is_error::<Interrupt>();
    is_error::<Interrupt<ParseIntError>>();
    is_error::<Rejected<[u8; 3]>>();

    fn fails(line: &str) -> Result<(), Box<dyn Error + Send + Sync>> {
        let mut found = 0;
        super::machines::count("a", &mut found).send(line)?;
        Ok(())
    }
    let error = fails(&String::from("a")).unwrap_err();
    assert_eq!(error.to_string(), "send before prime: call prime() first");
}

#[test]
fn a_rejection_needs_nothing_of_its_value() {
    struct Plain;
    let rejected = Rejected { value: Plain, error: ResumeError::Finished };
    assert_eq!(rejected.to_string(), ResumeError::Finished.to_string());
    assert_eq!(format!("{rejected:?}"), "Rejected { error: Finished, .. }");
    assert_eq!(ResumeError::from(rejected), ResumeError::Finished);
}

#[test]
fn an_interrupt_speaks_as_the_error_in_it() {
    let error = "x".parse::<u8>().unwrap_err();
    assert_eq!(Interrupt::Throw(error.clone()).to_string(), error.to_string());
    assert!(Interrupt::Throw(error).source().is_none());
    let close: Interrupt = Interrupt::<Infallible>::Close;
    assert!(close.to_string().starts_with("the coroutine is being closed"));
}

#[test]
fn an_interrupt_without_errors_needs_one_arm() {
    fn is_close(interrupt: Interrupt) -> bool {
        match interrupt {
            Interrupt::Close => true,
        }
    }
    assert!(is_close(Interrupt::Close));
}

#[test]
fn a_state_gives_up_its_value() {
    let yielded: CoroutineState<u8, &str> = CoroutineState::Yielded(1);
    assert!(yielded.is_yielded() && !yielded.is_complete());
    assert_eq!((yielded.yielded(), yielded.complete()), (Some(1), None));

    let complete: CoroutineState<u8, &str> = CoroutineState::Complete("end");
    assert!(complete.is_complete() && !complete.is_yielded());
    assert_eq!((complete.yielded(), complete.complete()), (None, Some("end")));
}

#[test]
fn a_status_displays_in_words() {
    let words = [Status::Created, Status::Suspended, Status::Finished, Status::Poisoned]
        .map(|status| status.to_string());
    assert_eq!(words, ["created", "suspended", "finished", "poisoned"]);
    assert_eq!(format!("{:>9}", Status::Created), "  created");
}

#[test]
fn nothing_is_unit_or_none() {
    let () = Empty::empty();
    assert_eq!(<Option<String> as Empty>::empty(), None);
}
