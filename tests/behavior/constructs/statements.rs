//! The chapter on statements.

use crate::prelude::*;

use crate::constructs::sends;

#[test]
fn let_statement() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let value = recv!();
        let mut annotated: u32 = recv!();
        let late;
        let unused_so_far: String;
        annotated += value;
        late = annotated + 1;
        unused_so_far = late.to_string();
        let _ = recv!();
        let value = value + recv!();
        value + annotated + unused_so_far.len() as u32
    }
    sends(body(), [1, 2, 0, 4], 9);
}

#[test]
fn let_else() {
    #[coro::coroutine(recv = Option<u32>)]
    fn body(given: Result<String, u32>) -> u32 {
        let Ok(text) = given else {
            return recv!().unwrap_or(50);
        };
        let Some(value) = recv!() else { return 60 };
        let Some(more @ 1..) = recv!() else {
            recv!();
            return 70;
        };
        recv!();
        value + more + text.len() as u32
    }
    sends(body(Ok("ab".to_owned())), [Some(1), Some(2), None], 5);
    sends(body(Ok("ab".to_owned())), [Some(1), Some(0), None], 70);
    sends(body(Ok("ab".to_owned())), [None], 60);
    sends(body(Err(1)), [None], 50);
}

#[test]
fn item_statements() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        use std::collections::HashMap;
        const STEP: u32 = 10;
        static BASE: u32 = 100;
        #[derive(Clone, Copy)]
        enum Kind {
            Small,
            Large,
        }
        trait Weigh {
            fn weigh(self) -> u32;
        }
        impl Weigh for Kind {
            fn weigh(self) -> u32 {
                match self {
                    Self::Small => STEP,
                    Self::Large => double(STEP),
                }
            }
        }
        fn double(value: u32) -> u32 {
            value * 2
        }
        macro_rules! bump {
            ($value:expr) => {
                $value + 1
            };
        }
        let first = recv!();
        let weight: u32 = {
            let kind = if first > 3 { Kind::Large } else { Kind::Small };
            bump!(kind.weigh())
        };
        let second = recv!();
        let map = HashMap::from([(second, weight)]);
        map[&second] + BASE + second
    }
    sends(body(), [4, 5], 126);
}

#[test]
fn expression_statements() {
    #[coro::coroutine(recv = u32)]
    fn body(seen: &mut Vec<u32>) {
        recv!();
        seen.push(recv!());
        Some(recv!());
        (recv!(), recv!());
        if recv!() > 0 {
            recv!();
        }
        match recv!() {
            0 => (),
            _ => seen.clear(),
        }
        loop {
            break;
        }
        {
            recv!()
        };
        seen.push(recv!());
    }
    let mut seen = Vec::new();
    sends(body(&mut seen), [0, 1, 0, 0, 0, 1, 0, 0, 0, 2], ());
    assert_eq!(seen, [1, 2]);
}

#[test]
fn macro_statements() {
    macro_rules! push_both {
        ($into:ident, $left:expr, $right:expr) => {
            $into.push($left);
            $into.push($right);
        };
    }
    macro_rules! declare {
        ($name:ident, $value:expr) => {
            let $name: u32 = $value;
        };
    }
    #[coro::coroutine(recv = u32)]
    fn body() -> Vec<u32> {
        let mut seen: Vec<u32> = Vec::new();
        let value = recv!();
        push_both!(seen, value, value + 1);
        println!("{value}");
        assert!(recv!() > 0);
        declare!(three, 3);
        seen.push(three);
        let last = recv!();
        push_both! { seen, last, 9 }
        seen
    }
    sends(body(), [1, 1, 5], vec![1, 2, 3, 5, 9]);
}

#[test]
fn empty_statements() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let value = recv!();
        value
    }
    sends(body(), [1], 1);
}

#[test]
fn attributes_on_statements() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        #[allow(unused_variables, reason = "an attribute on a `let`")]
        let unused = recv!();
        #[allow(unused_must_use, reason = "an attribute on an expression")]
        Some(recv!());
        #[cfg(test)]
        const LIMIT: u32 = 5;
        #[cfg(any())]
        const LIMITS: [u32; 1] = [7, 8];
        recv!() + LIMIT
    }
    sends(body(), [1, 2, 3], 8);
}
