//! Signatures: `mut` and destructured arguments, generics, lifetimes, const generics, `impl Trait`, where clauses.

use std::fmt::{Debug, Display};

use crate::{effects::*, harness::difftest};

difftest! {
    name: mutable_argument,
    make: (0, vec![1]) | (5, vec![]),
    inputs: [0, 1, 7], depth: 5,
    #[coroutine(yield = usize)]
    fn body(mut total: u32, mut values: Vec<u32>) -> u32 {
        loop {
            let x: u32 = yield_!(values.len());
            if x == 7 {
                return total;
            }
            values.push(x);
            total += x;
        }
    }
}

difftest! {
    name: generic_argument,
    make: (D::new("generic")),
    inputs: [0, 1], depth: 5,
    #[coroutine(yield = String)]
    fn body<T: Debug + Clone>(value: T) -> T {
        let copy: T = value.clone();
        let x: u32 = yield_!(format!("{copy:?}"));
        if x == 1 {
            return copy;
        }
        yield_!(format!("{value:?}"));
        value
    }
}

difftest! {
    name: where_clause,
    make: (vec![1, 2]) | (Vec::<u32>::new()),
    inputs: [0, 1], depth: 5,
    #[coroutine(yield = String)]
    fn body<T>(values: Vec<T>) -> u32
    where
        T: Display + Copy,
    {
        let mut total: u32 = 0;
        for value in values {
            let _d: D = D::new("d");
            let x: u32 = yield_!(format!("<{value}>"));
            total += x;
        }
        total
    }
}

difftest! {
    name: const_generic,
    make: ([1, 2, 3]),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(recv = u32, yield = u32)]
    fn body<const N: usize>(cells: [u32; N]) -> [u32; N] {
        let mut cells: [u32; N] = cells;
        let mut at: usize = 0;
        while at < N {
            cells[at] = yield_!(cells[at]);
            at += 1;
        }
        cells
    }
}

difftest! {
    name: impl_trait_argument,
    make: (7u32, |x: u32| seen(x) * 2),
    inputs: [0, 1, 7], depth: 5,
    #[coroutine(yield = u32)]
    fn body(limit: impl Into<u64>, mut twice: impl FnMut(u32) -> u32) -> u64 {
        let limit: u64 = limit.into();
        let mut total: u64 = 0;
        while total < limit {
            let x: u32 = yield_!(twice(4));
            total += twice(x) as u64;
        }
        total
    }
}

difftest! {
    name: borrowed_arguments,
    make: ("pattern", Box::leak(Box::default())),
    inputs: ["a pattern here", "nothing", "patterns"], depth: 5,
    #[coroutine(recv = String)]
    fn body(pattern: &str, found: &mut Vec<String>) -> usize {
        let _g: D = D::new("g");
        loop {
            let line: String = recv!();
            if line.contains(pattern) {
                found.push(line);
                log("found");
            }
            if found.len() == 2 {
                return found.len();
            }
        }
    }
}

difftest! {
    name: named_lifetimes,
    make: ("one two three", ' '),
    inputs: [0, 1], depth: 6,
    #[coroutine(yield = &'a str, recv = u32)]
    fn body<'a>(text: &'a str, separator: char) -> &'a str {
        let mut rest: &'a str = text;
        while let Some((head, tail)) = rest.split_once(separator) {
            rest = tail;
            yield_!(head);
        }
        rest
    }
}

difftest! {
    name: per_send_borrows,
    make: ("pat", 0) | ("", 2),
    inputs: ["", " one ", "ack"], depth: 7,
    boxed: refused,
    #[coroutine(recv = &str, yield = &str)]
    fn body(pat: &str, skip: usize) -> usize {
        let mut n: usize = 0;
        let mut line: &str = yield_!("start");
        loop {
            while line.is_empty() {
                line = yield_!("empty");
            }
            if n > skip {
                let tag: String = line.to_owned();
                let ack: &str = yield_!(&line[1..]);
                n += ack.len();
                if n > 20 {
                    return tag.len();
                }
            } else {
                let head: &str = line.trim();
                n += 1;
                yield_!(head);
            }
            n += pat.len();
            line = yield_!("literal");
            n += line.len();
            if n.is_multiple_of(2) {
                line = yield_!(line.trim_start());
            }
            n += line.len();
        }
    }
}

difftest! {
    name: unused_and_underscored_arguments,
    make: (D::new("first"), D::new("second")),
    inputs: [0, 1], depth: 4,
    #[coroutine(recv = u32)]
    fn body(_first: D, second: D) {
        log("begins");
        recv!();
        drop(second);
        recv!();
    }
}

difftest! {
    name: ignored_argument,
    make: (D::new("ignored"), 3),
    inputs: [0, 1], depth: 4,
    #[coroutine(recv = u32)]
    fn body(_: D, n: u32) -> u32 {
        recv!();
        n
    }
}

difftest! {
    name: argument_moved_in_a_branch,
    make: (D::new("argument"), Some(1)) | (D::new("argument"), None),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body(d: D, n: Option<u32>) -> u32 {
        if let Some(n) = n {
            let x: u32 = recv!();
            if x == n {
                return eat(d);
            }
        }
        let x: u32 = recv!();
        d.name() + x
    }
}

fn two_steps() -> Vec<Box<dyn Fn(u32) -> u32>> {
    vec![Box::new(|x| x + 1), Box::new(seen)]
}

difftest! {
    name: boxed_closures_as_arguments,
    make: (two_steps()),
    inputs: [0, 1], depth: 5,
    #[coroutine(yield = u32)]
    fn body(steps: Vec<Box<dyn Fn(u32) -> u32>>) -> u32 {
        let mut value: u32 = 0;
        for step in steps {
            let x: u32 = yield_!(value);
            value = step(x);
        }
        value
    }
}
