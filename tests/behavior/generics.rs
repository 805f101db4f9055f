//! Machines with parameters: types, constants, lifetimes, bounds.

use std::collections::HashMap;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::marker::PhantomData;
use std::ops::AddAssign;

use crate::prelude::*;

use crate::{check, outputs};

#[coro::coroutine(recv = T, yield = T)]
fn running_sum<T: AddAssign + Copy + Default>() {
    let mut total: T = T::default();
    loop {
        total += yield_!(total);
    }
}

#[test]
fn one_body_for_many_types() {
    assert_eq!(outputs(&mut running_sum(), [1_u8, 2, 3]), [0, 1, 3, 6]);
    assert_eq!(outputs(&mut running_sum::<f64>(), [0.5, 0.25]), [0.0, 0.5, 0.75]);
}

#[coro::coroutine(recv = T, yield = Option<[T; N]>)]
fn chunks<T, const N: usize>() -> Vec<T>
where
    T: Default + Copy + Debug,
{
    loop {
        let mut chunk: [T; N] = [T::default(); N];
        let mut filled = 0_usize;
        while filled < N - 1 {
            chunk[filled] = recv!();
            filled += 1;
        }
        let last: T = match try_recv!() {
            Ok(last) => last,
            Err(_) => return chunk[..filled].to_vec(),
        };
        chunk[N - 1] = last;
        let _next: T = yield_!(Some(chunk));
    }
}

#[test]
fn constants_are_parameters_too() -> Result<(), ResumeError> {
    let mut machine = chunks::<char, 2>();
    assert_eq!(outputs(&mut machine, ['a', 'b', '.', 'c']), [None, None, Some(['a', 'b']), None, None]);
    assert_eq!(machine.close()?, Some(vec!['c']));
    Ok(())
}

#[coro_runtime::coroutine(recv = &[u8; N])]
fn blocks<const N: usize>(total: &mut usize) {
    loop {
        let block = recv!();
        *total += block.len() + N;
    }
}

#[test]
fn a_constant_in_what_is_received() -> Result<(), ResumeError> {
    let mut total = 0;
    let mut machine: Blocks<'_, 3> = blocks(&mut total);
    machine.prime()?;
    machine.send(&[1, 2, 3])?;
    machine.send(&[0; 3])?;
    drop(machine);
    assert_eq!(total, 12);
    Ok(())
}

#[coro::coroutine]
fn count<K, V>(counts: &mut HashMap<K, V>, one: V)
where
    K: Eq + Hash,
    V: AddAssign + Clone + Default,
{
    loop {
        let key: K = recv!();
        *counts.entry(key).or_default() += one.clone();
    }
}

#[test]
fn where_clauses_follow_the_machine() -> Result<(), ResumeError> {
    let mut counts = HashMap::new();
    let mut machine = count(&mut counts, 2_u16);
    machine.prime()?;
    machine.send_all("hello".chars())?;
    machine.close()?;
    drop(machine);
    assert_eq!((counts[&'l'], counts[&'o']), (4, 2));
    Ok(())
}

#[coro::coroutine(recv = u32)]
fn unused<'a, 'b: 'a, T, U: ?Sized, const N: usize>(_: PhantomData<&'a T>, _: PhantomData<U>) -> usize {
    let _x = recv!();
    N
}

#[test]
fn parameters_need_not_be_used() {
    let machine: Unused<'_, '_, String, str, 4> = unused(PhantomData, PhantomData);
    check(machine, &[((), 1)], 4);
}

#[coro::coroutine(recv = ())]
fn show_all(first: impl Display, mut rest: impl Iterator<Item = impl Display>) -> String {
    let mut shown: String = first.to_string();
    while let Some(item) = rest.next() {
        shown.push_str(&item.to_string());
        recv!();
    }
    shown
}

#[test]
fn impl_trait_arguments() {
    check(show_all(1, ["a", "b"].iter()), &[((), ()), ((), ())], "1ab".to_string());
}

#[coro_runtime::coroutine(recv = &str, yield = usize)]
fn measure(by: impl Fn(&str) -> usize) {
    let mut line = yield_!(0);
    loop {
        line = yield_!(by(line));
    }
}

#[test]
fn an_argument_named_by_is_the_parameter_by() {
    fn boxed<By: Fn(&str) -> usize>(machine: Measure<By>) -> Box<Measure<By>> {
        Box::new(machine)
    }
    let mut machine = boxed(measure(str::len));
    assert_eq!(outputs(&mut machine, ["a", "bcd"]), [0, 1, 3]);
}

trait Shape {
    const SIDES: u32;
    type Name: Display + Clone;
    fn name(&self) -> Self::Name;
}

struct Square;

impl Shape for Square {
    const SIDES: u32 = 4;
    type Name = &'static str;
    fn name(&self) -> Self::Name {
        "square"
    }
}

#[coro::coroutine(recv = S::Name, yield = u32)]
fn describe<S: Shape>(shape: S) -> String
where
    S::Name: PartialEq,
{
    let expected: S::Name = shape.name();
    let mut tries: u32 = S::SIDES;
    loop {
        let name: S::Name = yield_!(tries);
        if name == expected {
            break format!("{name}, {tries} left");
        }
        tries -= 1;
    }
}

#[test]
fn associated_types_and_constants() {
    check(describe(Square), &[(4, "circle"), (3, "square")], "square, 3 left".to_string());
}

#[coro::coroutine(recv = usize, yield = &'a T)]
fn elements<'a, T: ?Sized + Debug>(items: &'a [&'a T]) -> usize {
    let mut at = 0_usize;
    while at < items.len() {
        at += yield_!(items[at]);
    }
    at
}

#[test]
fn unsized_types() {
    check(elements(&["a", "b", "c", "d"]), &[("a", 2), ("c", 5)], 7);
    check(elements::<[u8]>(&[&[1], &[2, 3]]), &[(&[1][..], 9)], 9);
}

mod outer {
    use super::*;

    #[coro_runtime::coroutine(yield = T)]
    pub(super) fn repeat<T: Clone>(value: T, times: u8) {
        for _ in 0..times {
            yield_!(value.clone());
        }
    }
}

fn generic_caller<T: Clone>(value: T) -> outer::Repeat<T> {
    outer::repeat(value, 2)
}

#[test]
fn a_generic_function_names_the_machine() {
    assert_eq!(generic_caller("x").collect::<String>(), "xx");
}
