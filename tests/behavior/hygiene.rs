//! Names of the user's that generated code might have used as well.

use coro_runtime::prelude::*;

use crate::check;

#[coro::coroutine(recv = u32, yield = u32)]
fn locals(state: u32, input: u32, machine: u32) -> u32 {
    let mut guard = state + 1;
    let value = yield_!(guard);
    let resumed = input;
    let out = value;
    let outcome = out + yield_!(resumed);
    let step = outcome;
    let this = step;
    let mut result: Option<u32> = Some(this);
    let done: u32 = machine;
    let suspended: u32 = 1;
    let unit: (u32, u32) = (done, suspended);
    let entry = 1_u32;
    let slot = 2_u32;
    let arg_0 = 3_u32;
    let _in = 4_u32;
    let __self = 5_u32;
    let some = 6_u32;
    let iter = [1_u32, 2].into_iter();
    for item in iter {
        guard += item + recv_nothing(yield_!(item)) + arg_0 + _in;
    }
    'suspend: loop {
        'resume: {
            'outer: loop {
                match yield_!(guard) {
                    0 => break 'outer,
                    1 => break 'resume,
                    2 => break 'suspend,
                    _ => continue 'suspend,
                }
            }
            guard += slot + some + __self;
        }
        guard += entry;
        result = result.map(|result| result + unit.0);
    }
    guard + result.unwrap_or_default()
}

fn recv_nothing(value: u32) -> u32 {
    value
}

#[test]
fn locals_labels_and_arguments() {
    check(
        locals(1, 2, 3),
        &[(2, 5), (2, 6), (1, 0), (2, 0), (19, 0), (33, 9), (33, 1), (34, 2)],
        34 + 11 + 6,
    );
}

#[allow(dead_code)]
mod types {
    use coro_runtime::coroutine as attribute;
    use coro_runtime::{recv, try_recv, yield_};

    pub(super) struct State(pub(super) u8);
    pub(super) struct Status;
    struct Option;
    struct Some;
    struct None;
    struct Ok;
    struct Err;
    struct Box;
    struct Vec;
    struct String;
    struct CoroutineState;
    struct ResumeError;
    struct Out;
    struct Guard;
    struct Machine;
    struct Created;
    struct Finished;
    struct Poisoned;
    struct Coroutine;
    trait Iterator {}
    trait Drop {}
    trait Default {}
    trait Clone {}
    trait Debug {}
    trait Fn {}
    trait Sized {}
    trait Into {}
    trait From {}
    mod core {}
    mod std {}
    mod coro {}
    mod mem {}
    mod convert {}
    mod option {}
    #[allow(non_camel_case_types)]
    type u64 = u8;
    fn drop() {}
    fn entry() {}
    fn resume() {}
    const INPUT: u8 = 1;

    #[attribute(recv = u64, yield = ())]
    pub(super) fn shadowed(state: State, _status: Status) -> (u64, u64) {
        let first: u64 = recv!();
        let _none = yield_!(());
        let second: u64 = try_recv!().unwrap_or(INPUT);
        for _ in [(); 1] {
            recv!();
        }
        (first + state.0, second)
    }
}

#[test]
fn types_traits_and_modules() {
    let machine = types::shadowed(types::State(1), types::Status);
    check(machine, &[((), 1), ((), 0), ((), 3), ((), 4)], (2, 3));
}

#[allow(non_camel_case_types)]
mod parameters {
    use coro_runtime::prelude::*;

    #[coro::coroutine(recv = Input, yield = Yield)]
    pub(super) fn letters<'i, 'a, In, C, R, Y, T, F, Input, Yield, State, i>(
        _a: (In, C, R, Y, T, F, &'i (), &'a (), State, i),
        value: Yield,
    ) -> Input {
        yield_!(value)
    }

    #[coro::coroutine(recv = &'_ str)]
    pub(super) fn lent<'i, I>(kept: &'i str, _f: I) -> usize {
        let length = recv!().len();
        length + kept.len()
    }
}

#[test]
fn parameters_and_lifetimes() {
    let machine = parameters::letters((1, 2, 3, 4, 5, 6, &(), &(), "state", 'i'), "yielded");
    check(machine, &[("yielded", 'x')], 'x');
    let kept = "kept".to_string();
    check(parameters::lent(&kept, ()), &[((), "ab")], 6);
}

mod no_prelude {
    #![allow(unused_imports)]

    #[::coro_runtime::coroutine(recv = u8, yield = u8)]
    pub(super) fn only_paths(start: u8) -> u8 {
        let mut total: u8 = start;
        while total < 10 {
            total += ::coro_runtime::yield_!(total);
        }
        total
    }
}

#[test]
fn nothing_is_imported() {
    check(no_prelude::only_paths(1), &[(1, 4), (5, 4), (9, 4)], 13);
}

#[coro::coroutine(recv = u32)]
fn send(prime: u32, close: u32) -> u32 {
    let status = prime + close;
    let send = recv!();
    status + send
}

mod named_like_std {
    use coro_runtime::prelude::*;

    #[coro::coroutine(recv = u8)]
    pub(super) fn result() -> u8 {
        recv!()
    }

    #[coro::coroutine(recv = u8)]
    pub(super) fn coroutine() -> u8 {
        recv!()
    }

    #[coro::coroutine(recv = u8)]
    pub(super) fn status() -> u8 {
        recv!()
    }
}

#[test]
fn functions_named_like_the_protocol() {
    check(send(1, 2), &[((), 3)], 6);
    check(named_like_std::result(), &[((), 3)], 3);
    check(named_like_std::coroutine(), &[((), 3)], 3);
    check(named_like_std::status(), &[((), 3)], 3);
}
