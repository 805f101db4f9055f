//! The bounds of a machine are those of its function, and its struct repeats them only for a field that needs them.

use crate::prelude::*;

#[coro_runtime::coroutine]
fn pass_on<T>(mut target: impl Consumer<T>) -> Result<(), ResumeError> {
    loop {
        let value: T = recv!();
        target.send(value)?;
    }
}

/// What holds the machine need not repeat them.
struct Holder<T, C> {
    machine: PassOn<T, C>,
}

#[coro_runtime::coroutine(yield = I::Item)]
fn each<I: IntoIterator + Clone>(items: I) {
    for item in items.clone() {
        yield_!(item);
    }
}

struct Twice<I: IntoIterator + Clone> {
    machines: [Each<I>; 2],
}

#[test]
fn a_struct_without_a_field_that_needs_a_bound_has_none() -> Result<(), ResumeError> {
    let mut end = coro_runtime::collect::<Vec<u32>>();
    end.prime()?;
    let mut holder = Holder { machine: pass_on(&mut end) };
    holder.machine.prime()?;
    holder.machine.send_all([1, 2])?;
    assert_eq!(end.close(), Ok(Some(vec![1, 2])));
    Ok(())
}

#[test]
fn a_field_that_needs_a_bound_has_it() {
    let twice = Twice { machines: [each("ab".chars()), each("c".chars())] };
    assert_eq!(twice.machines.into_iter().flatten().collect::<String>(), "abc");
}
