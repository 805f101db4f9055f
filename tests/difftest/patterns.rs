//! Patterns: let-else, destructuring lets and arguments, bindings in arms that live across a suspension.

use crate::{effects::*, harness::difftest};

difftest! {
    name: let_else_leaves_the_loop,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let mut total: u32 = 0;
        loop {
            let k: D = D::new("k");
            let Some(d) = pick(total, 1) else {
                log("none");
                break;
            };
            let d: D = d;
            let x: u32 = recv!();
            total += x + d.name();
            if total > 20 {
                break;
            }
            k.name();
        }
        recv!();
        total
    }
}

difftest! {
    name: let_else_suspends_and_returns,
    make: (),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine]
    fn body() -> u32 {
        let g: D = D::new("g");
        let x: u32 = recv!();
        let Some(d): Option<D> = pick(x, 2) else {
            let _e: D = D::new("e");
            let y: u32 = recv!();
            return y + eat(g);
        };
        recv!();
        d.name();
        g.name()
    }
}

difftest! {
    name: let_else_on_what_ends_in_a_brace,
    make: (true) | (false),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(is_ready: bool) -> u32 {
        let g: D = D::new("g");
        let true = (is_ready || return 1) else {
            recv!();
            return 2;
        };
        let Some(d): Option<D> = pick(recv!(), if seen(1) == 1 { eat(D::new("e")) } else { 0 }) else {
            recv!();
            return 3;
        };
        d.name() + g.name()
    }
}

difftest! {
    name: let_else_on_a_received_value,
    make: (),
    inputs: [Some(1), Some(2), None], depth: 6,
    #[coroutine(recv = Option<u32>)]
    fn body() -> u32 {
        let mut total: u32 = 0;
        loop {
            let given: Option<u32> = recv!();
            let Some(x) = given else {
                break;
            };
            total += x;
        }
        total
    }
}

difftest! {
    name: received_tuple,
    make: (),
    inputs: [(0, 1), (1, 0), (2, 2)], depth: 5,
    #[coroutine(recv = (u32, u32))]
    fn body() -> u32 {
        let mut total: u32 = 0;
        loop {
            let (event, value): (u32, u32) = recv!();
            if event == 0 {
                total += value;
            } else if event == 1 {
                let (_, second): (u32, u32) = recv!();
                total += second + value;
            } else {
                return total;
            }
        }
    }
}

difftest! {
    name: destructured_let_lives_on,
    make: ((D::new("left"), D::new("right"))),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body(pair: (D, D)) {
        let (left, right): (D, D) = pair;
        let x: u32 = recv!();
        if x == 0 {
            eat(left);
        } else {
            recv!();
            left.name();
        }
        right.name();
        recv!();
    }
}

difftest! {
    name: destructured_arguments,
    make: ((D::new("left"), D::new("right")), Couple { first: D::new("f"), second: D::new("s"), count: 3 }, [1, 2]),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body((left, right): (D, D), Couple { first, second, count }: Couple, [a, b]: [u32; 2]) -> u32 {
        let first: D = first;
        let _second: D = second;
        let count: u32 = count;
        let _g: D = D::new("g");
        let x: u32 = recv!();
        left.name();
        let y: u32 = recv!();
        eat(first);
        recv!();
        right.name() + count + a + b + x + y
    }
}

difftest! {
    name: bindings_with_at_and_ranges,
    make: (),
    inputs: [0, 3, 6, 9], depth: 6,
    #[coroutine(yield = u32)]
    fn body() -> u32 {
        let mut seen_last: u32 = 0;
        loop {
            let x: u32 = yield_!(seen_last);
            match x {
                small @ 0..=2 => {
                    let small: u32 = small;
                    let y: u32 = yield_!(50);
                    seen_last = small + y;
                }
                middle @ (3 | 5) => seen_last = middle,
                large if large == 9 => return large,
                _ => {
                    yield_!(60);
                }
            }
        }
    }
}

difftest! {
    name: while_let_on_a_queue,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let mut queue: std::collections::VecDeque<(u32, D)> = std::collections::VecDeque::new();
        queue.push_back((1, D::new("one")));
        queue.push_back((2, D::new("two")));
        let mut total: u32 = 0;
        while let Some((weight, d)) = queue.pop_front() {
            let weight: u32 = weight;
            let d: D = d;
            let x: u32 = recv!();
            if x == 2 && total < 4 {
                queue.push_back((weight + 1, d));
            }
            total += weight * x;
        }
        total
    }
}

difftest! {
    name: for_over_pairs,
    make: (vec![(1, D::new("one")), (2, D::new("two"))]),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body(pairs: Vec<(u32, D)>) -> u32 {
        let mut total: u32 = 0;
        for pair in pairs {
            let (weight, d): (u32, D) = pair;
            let x: u32 = recv!();
            total += weight * x;
            d.name();
        }
        total
    }
}

difftest! {
    name: a_pattern_keeps_the_rest_of_its_value,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body() -> u32 {
        let count: u32;
        {
            let couple: Couple = Couple { first: D::new("first"), second: D::new("second"), count: 1 };
            let Couple { first: _, second, count: n } = couple;
            second.name();
            count = n;
        }
        let x: u32 = recv!();
        count + x
    }
}

difftest! {
    name: if_let_some_of_a_field,
    make: (vec![Some(1), None, Some(3)]),
    inputs: [0, 1], depth: 6,
    #[coroutine(yield = u32, recv = u32)]
    fn body(values: Vec<Option<u32>>) {
        for value in values {
            let _d: D = D::new("d");
            if let Some(n @ 1..=2) = value {
                yield_!(n);
            } else if let Some(n) = value {
                yield_!(n + 10);
                yield_!(n + 20);
            }
        }
    }
}

difftest! {
    name: received_and_not_taken,
    make: (),
    inputs: [0, 1], depth: 4,
    #[coroutine(recv = Msg)]
    fn body() -> u32 {
        _ = recv!();
        log("between");
        let mut d: D = D::new("d");
        (_, d) = (recv!(), D::new("e"));
        log("behind");
        d.name()
    }
}
