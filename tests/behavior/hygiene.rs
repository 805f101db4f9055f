//! Names of the user's that generated code might have used as well.

use crate::prelude::*;

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
    use crate::prelude::*;

    #[coro::coroutine(recv = Input, yield = Yield)]
    pub(super) fn letters<'i, 'a, In, C, R, Y, T, F, Input, Yield, State, i>(
        _a: (In, C, R, Y, T, F, &'i (), &'a (), State, i),
        value: Yield,
    ) -> Input {
        yield_!(value)
    }

    #[coro_runtime::coroutine(recv = &'_ str)]
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

mod by_paths {
    #[::coro_runtime::coroutine(recv = u8, yield = u8)]
    pub(super) fn only_paths(start: u8) -> u8 {
        let mut total: u8 = start;
        while total < 10 {
            total += ::coro_runtime::yield_!(total);
        }
        total
    }
}

#[no_implicit_prelude]
mod no_prelude {
    use ::coro_runtime::{recv, try_yield, yield_};
    use ::std::option::Option;
    use ::std::result::Result;
    use ::std::string::String;

    #[::coro_runtime::coroutine(recv = u8, yield = Option<u8>)]
    #[derive(::std::clone::Clone)]
    pub(super) fn bare(text: String) -> Result<u8, ::std::num::TryFromIntError> {
        let mut total: u8 = 0;
        for round in 0..2u8 {
            total += recv!() + round;
            let added = yield_!(Option::Some(total));
            if let Result::Ok(more) = try_yield!(Option::None) {
                total += more + added;
            }
            total += <u8 as ::std::convert::TryFrom<usize>>::try_from(text.len())?;
        }
        Result::Ok(total)
    }
}

#[test]
fn nothing_is_imported() {
    check(by_paths::only_paths(1), &[(1, 4), (5, 4), (9, 4)], 13);
    let machine = no_prelude::bare("ab".to_string()).clone();
    check(machine, &[(None, 1), (Some(1), 2), (None, 3), (None, 1), (Some(10), 0), (None, 0)], Ok(12));
}

struct Text(String);

impl Text {
    fn push(&mut self, letter: char) -> u32 {
        self.0.push(letter);
        1
    }
}

macro_rules! one_local {
    ($($name:ident)*) => {$(
        #[coro::coroutine(recv = u32, yield = u32)]
        fn $name($name: Text, other: u32) -> String {
            let first: u32 = yield_!(other);
            let mut $name: Text = $name;
            let second: u32 = $name.push('a') + first;
            while let Ok(1) = try_yield!(second) {
                $name.push('b');
            }
            $name.0
        }
    )*};
}

one_local! {
    guard state input value machine this resumed error field variant out outcome done entry driver taken cut slot
    place created callers next returned
}

#[test]
fn a_local_by_any_name() {
    let steps = [(5, 1), (2, 1), (2, 1), (2, 0)];
    let text = || Text("c".to_string());
    check(guard(text(), 5), &steps, "cabb".to_string());
    check(state(text(), 5), &steps, "cabb".to_string());
    check(taken(text(), 5), &steps, "cabb".to_string());
    check(input(text(), 5), &steps, "cabb".to_string());
    check(value(text(), 5), &steps, "cabb".to_string());
    check(machine(text(), 5), &steps, "cabb".to_string());
    check(this(text(), 5), &steps, "cabb".to_string());
    check(resumed(text(), 5), &steps, "cabb".to_string());
    check(error(text(), 5), &steps, "cabb".to_string());
    check(field(text(), 5), &steps, "cabb".to_string());
    check(variant(text(), 5), &steps, "cabb".to_string());
    check(out(text(), 5), &steps, "cabb".to_string());
    check(outcome(text(), 5), &steps, "cabb".to_string());
    check(done(text(), 5), &steps, "cabb".to_string());
    check(entry(text(), 5), &steps, "cabb".to_string());
    check(driver(text(), 5), &steps, "cabb".to_string());
    check(cut(text(), 5), &steps, "cabb".to_string());
    check(slot(text(), 5), &steps, "cabb".to_string());
    check(place(text(), 5), &steps, "cabb".to_string());
    check(created(text(), 5), &steps, "cabb".to_string());
    check(callers(text(), 5), &steps, "cabb".to_string());
    check(next(text(), 5), &steps, "cabb".to_string());
    check(returned(text(), 5), &steps, "cabb".to_string());
}

#[coro::coroutine(recv = u8, yield = u8)]
fn r#match(r#try: u8) -> u8 {
    let mut r#type: u8 = yield_!(r#try);
    let r#loop: Option<u8> = Some(r#type);
    while r#type < 10 {
        r#type += yield_!(r#type * 2);
    }
    r#loop.map_or(0, |r#loop| r#loop + r#type)
}

#[coro::coroutine(recv = u8)]
fn self_(first: u8) -> u8 {
    let mut total: u8 = first;
    'r#while: loop {
        while total < 10 {
            match recv!() {
                0 => break 'r#while,
                1 => continue 'r#while,
                more => total += more,
            }
        }
        total -= recv!();
    }
    total
}

#[allow(non_camel_case_types)]
mod raw {
    use crate::prelude::*;

    pub(super) struct r#type {
        pub(super) r#in: u8,
    }

    #[coro::coroutine]
    impl r#type {
        #[coroutine(recv = u8)]
        pub(super) fn r#move(&mut self) -> u8 {
            self.r#in += recv!();
            self.r#in
        }
    }
}

#[test]
fn raw_identifiers() {
    check(r#match(1), &[(1, 3), (6, 4), (14, 5)], 15);
    check(self_(1), &[((), 1), ((), 9), ((), 2), ((), 0)], 8);
    check(raw::r#type { r#in: 1 }.r#move(), &[((), 2)], 3);
}

#[coro::coroutine(recv = u32)]
fn send(prime: u32, close: u32) -> u32 {
    let status = prime + close;
    let send = recv!();
    status + send
}

mod named_like_std {
    use crate::prelude::*;

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
