//! Runs a machine through its steps.

use std::fmt::Debug;

use crate::prelude::*;

/// Runs `machine` through `steps`, at each of which it hands out the first value and is sent the second, and expects
/// the last of them to complete it with `returned`.
#[track_caller]
pub(crate) fn check<In, M>(mut machine: M, steps: &[(M::Yield, In)], returned: M::Return)
where
    In: Clone + Debug,
    M: Coroutine<In, Yield: PartialEq + Debug, Return: PartialEq + Debug>,
{
    assert_eq!(machine.status(), Status::Created);
    let mut resumed = machine.prime();
    for (output, input) in steps {
        match resumed {
            Ok(CoroutineState::Yielded(value)) => assert_eq!(value, *output, "before {input:?} is sent"),
            other => panic!("{other:?} before {input:?} is sent"),
        }
        assert_eq!(machine.status(), Status::Suspended);
        resumed = machine.send(input.clone());
    }
    assert_eq!(resumed, Ok(CoroutineState::Complete(returned)));
    assert_eq!(machine.status(), Status::Finished);
    assert_eq!(machine.close(), Ok(None));
}

/// What `machine` hands out when it is primed and then sent `inputs`, none of which may complete it.
#[track_caller]
pub(crate) fn outputs<In, M>(machine: &mut M, inputs: impl IntoIterator<Item = In>) -> Vec<M::Yield>
where
    M: Coroutine<In, Return: Debug>,
{
    let mut outputs = Vec::new();
    let mut keep = |resumed| match resumed {
        Ok(CoroutineState::Yielded(output)) => outputs.push(output),
        Ok(CoroutineState::Complete(returned)) => panic!("completed with {returned:?}"),
        Err(error) => panic!("{error}"),
    };
    keep(machine.prime());
    for input in inputs {
        keep(machine.send(input));
    }
    outputs
}
