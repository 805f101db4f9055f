//! Calls of functions, methods, closures and macros, and what they are called with.

use std::ops::{Bound, RangeBounds};

use crate::prelude::*;

use crate::{check, constructs::sends};

#[test]
fn call() {
    fn join(left: u32, right: u32, text: &str) -> String {
        format!("{left}{text}{right}")
    }
    #[coro::coroutine(recv = u32)]
    fn body(add: impl Fn(u32, u32) -> u32) -> String {
        let held: String = join(recv!(), recv!(), "-");
        let sum: u32 = add(recv!(), add(1, recv!()));
        let wrapped = Some(recv!());
        held + &join(sum, wrapped.unwrap_or_default(), &recv!().to_string())
    }
    sends(body(|left, right| left * right), [1, 2, 3, 4, 5, 6], "1-21265".to_owned());
}

#[test]
fn called_function_is_received() {
    #[coro::coroutine(recv = fn(u32) -> u32)]
    fn body() -> u32 {
        let held: u32 = recv!()(1);
        (recv!())(held)
    }
    sends(body(), [|value| value + 1, |value| value * 10], 20);
}

#[test]
fn method_call() {
    #[coro::coroutine(recv = String)]
    fn body(seen: &mut Vec<String>) -> usize {
        let mut own: Vec<usize> = Vec::new();
        seen.push(recv!());
        own.push(recv!().len());
        let held: String = recv!().trim().to_owned();
        own.extend([held.len(), recv!().parse::<usize>().unwrap_or_default()]);
        own.into_iter().fold(recv!().len(), |sum, length| sum + length)
    }
    let mut seen = Vec::new();
    sends(body(&mut seen), ["a", "bc", " d ", "40", "efg"].map(String::from), 2 + 1 + 40 + 3);
    assert_eq!(seen, ["a"]);
}

#[test]
fn closure_beside_a_suspension() {
    #[coro::coroutine(recv = u32)]
    fn body(factor: u32) -> u32 {
        let mut total = 0u32;
        let value = recv!();
        let mut add = |more: u32| total += more * factor;
        add(value);
        add(1);
        let last = recv!();
        (|| total + last)()
    }
    sends(body(2), [3, 4], 12);
}

#[test]
fn closure_is_held_by_an_annotated_local() {
    #[coro::coroutine(recv = u32)]
    fn body(factor: u32) -> u32 {
        let scale: Box<dyn Fn(u32) -> u32> = Box::new(move |value| value * factor);
        let add: fn(u32, u32) -> u32 = |left, right| left + right;
        let first: u32 = scale(recv!());
        add(first, scale(recv!()))
    }
    sends(body(2), [3, 4], 14);
}

#[test]
fn ranges() {
    #[coro::coroutine(recv = usize)]
    fn body(text: &str) -> String {
        let half_open = recv!()..recv!();
        let from = recv!()..;
        let to = ..recv!();
        let closed = recv!()..=recv!();
        let to_inclusive = ..=recv!();
        let full = ..;
        recv!();
        let mut all = String::new();
        all.push_str(&text[half_open]);
        all.push_str(&text[from]);
        all.push_str(&text[to]);
        all.push_str(&text[closed]);
        all.push_str(&text[to_inclusive]);
        all.push_str(&text[full]);
        all.push_str(&text[recv!()..recv!()]);
        all
    }
    sends(body("abcd"), [0, 2, 3, 1, 1, 2, 0, 99, 1, 3], "abdabcaabcdbc".to_owned());
}

#[test]
fn ranges_as_arguments() {
    fn bounds(range: impl RangeBounds<u32>) -> (Bound<u32>, Bound<u32>) {
        (range.start_bound().cloned(), range.end_bound().cloned())
    }
    #[coro::coroutine(recv = u32)]
    fn body() -> [(Bound<u32>, Bound<u32>); 2] {
        let held: (Bound<u32>, Bound<u32>) = bounds(recv!()..=recv!());
        [held, bounds((Bound::Excluded(recv!()), Bound::Unbounded))]
    }
    let bounds = [(Bound::Included(1), Bound::Included(2)), (Bound::Excluded(3), Bound::Unbounded)];
    sends(body(), [1, 2, 3], bounds);
}

#[test]
fn underscore() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let mut kept = 0u32;
        _ = recv!();
        (kept, _) = (recv!(), recv!());
        kept
    }
    sends(body(), [1, 2, 3], 2);
}

#[test]
fn macro_invocations() {
    use std::fmt::Write;

    macro_rules! twice {
        ($value:expr) => {
            $value + $value
        };
    }
    #[coro::coroutine(recv = u32)]
    fn body() -> String {
        let mut text = String::new();
        let held = format!("{} {:>3}", recv!(), recv!());
        write!(text, "{held} {}", recv!()).expect("a string takes everything");
        let numbers: Vec<u32> = vec![recv!(), recv!()];
        let zeros = vec![recv!(); 2];
        assert!(recv!() > 0, "{held}");
        assert_eq!(recv!(), 5);
        let is_small = matches!(recv!(), 0..5);
        let doubled: u32 = twice!(numbers[0]);
        format!("{text} {numbers:?} {zeros:?} {is_small} {doubled} {last}", last = recv!())
    }
    let expected = "1   2 3 [4, 5] [6, 6] true 8 9".to_owned();
    sends(body(), [1, 2, 3, 4, 5, 6, 1, 5, 0, 9], expected);
}

#[test]
fn suspensions_as_operands_of_suspensions() {
    #[coro::coroutine(recv = u32, yield = u32)]
    fn inner(start: u32) -> u32 {
        yield_!(yield_!(start) + 1)
    }
    #[coro::coroutine(recv = u32, yield = u32)]
    fn body() -> u32 {
        let held = yield_!(yield_!(1) + yield_!(2));
        held + yield_from!(inner(yield_!(held)))
    }
    check(body(), &[(1, 10), (2, 20), (30, 3), (3, 4), (4, 5), (6, 7)], 10);
}
