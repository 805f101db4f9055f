//! Derives, attribute arguments, visibility, and whatever else stands above the function.

use std::collections::HashSet;
use std::fmt::Debug;

use crate::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::check;

/// Averages what it is sent.
///
/// The mean so far is what it hands out.
#[coro_runtime::coroutine(recv = f64, yield = Option<f64>)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
fn averager(name: String) -> String {
    let mut total: f64 = 0.0;
    let mut count: u32 = 0;
    let mut average: Option<f64> = None;
    loop {
        let value = yield_!(average);
        if value.is_nan() {
            break;
        }
        total += value;
        count += 1;
        average = Some(total / f64::from(count));
    }
    recv!();
    format!("{name}: {total}")
}

#[test]
fn a_clone_goes_its_own_way() -> Result<(), ResumeError> {
    let mut machine = averager("a".to_string());
    assert_eq!(machine, machine.clone());
    machine.prime()?;
    machine.send(10.0)?;
    let mut fork = machine.clone();
    assert_eq!(fork, machine);
    assert_eq!(machine.send(20.0)?, CoroutineState::Yielded(Some(15.0)));
    assert_ne!(fork, machine);
    assert_eq!(fork.send(30.0)?, CoroutineState::Yielded(Some(20.0)));
    assert_ne!(fork, machine);
    Ok(())
}

#[test]
fn a_derived_debug_shows_the_state() {
    let shown = format!("{:?}", averager("a".to_string()));
    assert!(shown.starts_with("Averager"), "{shown}");
    assert!(shown.contains("\"a\""), "{shown}");
}

/// Goes through `inputs`, and at each suspension goes on with what comes out of a text that the machine was put into.
fn through_json<In, M>(mut machine: M, inputs: impl IntoIterator<Item = In>) -> M
where
    M: Coroutine<In> + Serialize + DeserializeOwned + PartialEq + Debug,
{
    let again = |machine: &M| {
        let text = serde_json::to_string(machine).unwrap();
        let again: M = serde_json::from_str(&text).unwrap();
        assert_eq!(&again, machine, "{text}");
        again
    };
    machine = again(&machine);
    machine.prime().unwrap();
    for input in inputs {
        machine = again(&machine);
        machine.send(input).unwrap();
    }
    again(&machine)
}

#[test]
fn a_machine_survives_a_restart_at_every_suspension() {
    let mut machine = through_json(averager("a".to_string()), [1.0, 2.5, f64::NAN]);
    assert_eq!(machine.send(0.0), Ok(CoroutineState::Complete("a: 3.5".to_string())));
    let finished = through_json(averager("a".to_string()), [1.0, f64::NAN, 0.0]);
    assert_eq!(finished.status(), Status::Finished);
}

#[coro_runtime::coroutine(recv = Option<T>)]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(bound = "T: Serialize + DeserializeOwned")]
fn last<T: Copy + Default>(at_least: u8) -> T {
    let mut last: T = T::default();
    for _ in 0..at_least {
        if let Some(value) = recv!() {
            last = value;
        }
    }
    while let Some(value) = recv!() {
        last = value;
    }
    last
}

#[test]
fn attributes_of_derives_go_to_the_struct() {
    let machine = through_json(last::<char>(2), [None, Some('x'), Some('y')]);
    check(machine_from_the_start(), &[((), Some('x')), ((), None), ((), Some('y')), ((), None)], 'y');
    let set: HashSet<_> = [machine.clone(), machine, last(2)].into();
    assert_eq!(set.len(), 2);
}

fn machine_from_the_start() -> Last<char> {
    last(2)
}

mod visible {
    use crate::prelude::*;

    mod inside {
        use crate::prelude::*;

        #[coro::coroutine(recv = u8)]
        pub(in crate::attributes) fn hidden(start: u8) -> u8 {
            start + recv!()
        }

        #[coro::coroutine(recv = u8, name = Renamed)]
        pub(super) fn original() -> u8 {
            recv!()
        }
    }

    pub(super) use inside::{Hidden, hidden};

    pub(super) struct Wrapper(inside::Renamed);

    impl Wrapper {
        pub(super) fn new() -> Self {
            Self(inside::original())
        }

        pub(super) fn run(&mut self, value: u8) -> Option<u8> {
            self.0.prime().ok()?;
            self.0.send(value).ok()?.complete()
        }
    }
}

#[test]
fn the_struct_is_as_visible_as_the_function() {
    let machine: visible::Hidden = visible::hidden(1);
    check(machine, &[((), 2)], 3);
    assert_eq!(visible::Wrapper::new().run(5), Some(5));
}

#[coro::coroutine(recv = u8, yield = u8, name = Doubler)]
#[inline]
#[must_use = "it does not double by itself"]
#[allow(non_snake_case, clippy::needless_pass_by_value)]
fn twice_each_TIME(start: u8) {
    let mut value: u8 = yield_!(start);
    loop {
        value = yield_!(value * 2);
    }
}

#[test]
fn a_name_of_ones_own() {
    let mut machine: Doubler = twice_each_TIME(1);
    assert_eq!(crate::outputs(&mut machine, [2, 3]), [1, 4, 6]);
}

mod reexport {
    pub(crate) mod deep {
        pub(crate) use coro_runtime as engine;
    }
}

mod elsewhere {
    use super::reexport::deep::engine;

    #[engine::coroutine(crate = crate::attributes::reexport::deep::engine)]
    pub(super) fn echo() -> u8 {
        let value: u8 = engine::recv!();
        value
    }

    // The attribute may have any name, a suspension keeps its own.
    use super::reexport::deep::engine::coroutine as machine;

    #[machine(recv = u8, crate = super::reexport::deep::engine)]
    pub(super) fn renamed() -> u8 {
        engine::recv!()
    }
}

#[test]
fn the_runtime_may_stand_elsewhere() {
    check(elsewhere::echo(), &[((), 1)], 1);
    check(elsewhere::renamed(), &[((), 2)], 2);
}

#[coro_runtime::coroutine]
#[cfg(not(any()))]
#[doc(hidden)]
#[deprecated(note = "as a test")]
fn old(#[allow(unused_variables)] unused: u8) -> u8 {
    #[allow(unused_mut)]
    let mut value: u8 = coro_runtime::recv!();
    #[cfg(any())]
    {
        value = 3;
    }
    #[allow(clippy::let_and_return)]
    let again = value;
    again
}

#[coro_runtime::coroutine]
#[cfg(any())]
fn old() {
    does_not_exist();
}

#[test]
#[allow(deprecated)]
fn conditional_and_deprecated_functions() {
    check(old(0), &[((), 4)], 4);
}

#[coro::coroutine(recv = u8)]
fn with_comments() -> u8 {
    // A comment.
    let first = recv!(); /* another */
    /* a third */
    first + /* a fourth */ recv!(/* a fifth */)
}

#[test]
fn comments_stand_anywhere() {
    check(with_comments(), &[((), 1), ((), 2)], 3);
}
