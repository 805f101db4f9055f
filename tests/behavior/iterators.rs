//! A machine that is sent nothing is an iterator over what it hands out.

use std::iter::FusedIterator;

use crate::prelude::*;

#[coro::coroutine(yield = u64)]
fn fibonacci() {
    let (mut a, mut b): (u64, u64) = (0, 1);
    loop {
        yield_!(a);
        (a, b) = (b, a + b);
    }
}

#[coro_runtime::coroutine(yield = u32)]
#[derive(Clone)]
fn countdown(from: u32) -> &'static str {
    for left in (1..=from).rev() {
        yield_!(left);
    }
    "lift off"
}

#[test]
fn next_primes() {
    let mut machine = countdown(2);
    assert_eq!(machine.status(), Status::Created);
    assert_eq!(machine.next(), Some(2));
    assert_eq!(machine.status(), Status::Suspended);
    let mut primed = countdown(2);
    primed.prime().unwrap();
    assert_eq!(primed.next(), Some(1));
}

#[test]
fn it_is_fused() {
    fn fused(iterator: &mut impl FusedIterator<Item = u32>) {
        assert_eq!(iterator.next(), Some(1));
        for _ in 0..3 {
            assert_eq!(iterator.next(), None);
        }
    }
    let mut machine = countdown(1);
    fused(&mut machine);
    assert_eq!(machine.status(), Status::Finished);
    let mut closed = countdown(1);
    closed.close().unwrap();
    assert_eq!(closed.next(), None);
}

#[test]
fn loops_and_adapters() {
    let mut seen = Vec::new();
    for left in countdown(3) {
        seen.push(left);
    }
    assert_eq!(seen, [3, 2, 1]);
    assert_eq!(fibonacci().skip(5).step_by(2).take(3).collect::<Vec<_>>(), [5, 13, 34]);
    let machine = countdown(9);
    assert_eq!(machine.clone().zip(machine).map(|(a, b)| a * b).sum::<u32>(), 285);
    let mut halves = fibonacci();
    assert_eq!(halves.by_ref().find(|number| number % 7 == 0 && *number > 0), Some(21));
    assert_eq!(halves.next(), Some(34));
    let boxed: Vec<Box<dyn Iterator<Item = u32>>> = vec![Box::new(countdown(1)), Box::new(countdown(2))];
    assert_eq!(boxed.into_iter().flatten().collect::<Vec<_>>(), [1, 2, 1]);
}

#[coro::coroutine(yield = T::Item)]
fn interleave<T: Iterator, U: Iterator<Item = T::Item>>(mut left: T, mut right: U) {
    loop {
        let (a, b): (Option<T::Item>, Option<T::Item>) = (left.next(), right.next());
        if a.is_none() && b.is_none() {
            return;
        }
        if let Some(a) = a {
            yield_!(a);
        }
        if let Some(b) = b {
            yield_!(b);
        }
    }
}

#[test]
fn iterators_of_iterators() {
    let mixed = interleave(countdown(3), interleave(10..11, 20..22));
    fn check(mixed: impl Iterator<Item = u32>) {
        assert_eq!(mixed.collect::<Vec<_>>(), [3, 10, 2, 20, 1, 21]);
    }
    check(mixed);
}

#[coro::coroutine(yield = Option<u8>)]
fn sparse() -> String {
    recv!();
    yield_!(Some(1));
    recv!();
    "dropped".to_string()
}

#[test]
fn what_it_returns_is_dropped() {
    assert_eq!(sparse().collect::<Vec<_>>(), [None, Some(1), None]);
    assert_eq!(sparse().flatten().count(), 1);
}

#[coro::coroutine(yield = (usize, &'t str))]
fn tokens<'t>(text: &'t str) {
    let mut start: Option<usize> = None;
    for (at, letter) in text.char_indices() {
        match (letter.is_whitespace(), start) {
            (true, Some(from)) => {
                yield_!((from, &text[from..at]));
                start = None;
            }
            (false, None) => start = Some(at),
            (true, None) | (false, Some(_)) => {}
        }
    }
    if let Some(from) = start {
        yield_!((from, &text[from..]));
    }
}

#[test]
fn a_lexer() {
    let text = " to be  or".to_string();
    assert_eq!(tokens(&text).collect::<Vec<_>>(), [(1, "to"), (4, "be"), (8, "or")]);
}

struct Tree {
    value: u32,
    children: Vec<Tree>,
}

#[coro::coroutine(yield = u32)]
fn depth_first(tree: &Tree) {
    yield_!(tree.value);
    let children: &[Tree] = &tree.children;
    for child in children {
        let mut below: Box<dyn Iterator<Item = u32> + '_> = Box::new(depth_first(child));
        while let Some(value) = below.next() {
            yield_!(value);
        }
    }
}

#[test]
fn recursion_through_a_box() {
    let leaf = |value| Tree { value, children: Vec::new() };
    let tree = Tree { value: 1, children: vec![Tree { value: 2, children: vec![leaf(3)] }, leaf(4)] };
    assert_eq!(depth_first(&tree).collect::<Vec<_>>(), [1, 2, 3, 4]);
}
