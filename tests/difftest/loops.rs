//! Loops that suspend: `loop`, `while`, `while let` and `for`, nested, labelled and with values.

use crate::{effects::*, harness::difftest};

difftest! {
    name: nested_loops,
    make: (3),
    inputs: [0, 1, 2, 7, 60], depth: 6,
    #[coroutine(yield = u32)]
    fn body(n: u32) -> Result<u32, MyErr> {
        let _g: D = D::new("g");
        let mut total: u32 = 0;
        'outer: for _ in 0..n {
            let _a: D = D::new("a");
            while total < 100 {
                let x: u32 = yield_!(0);
                if x == 0 {
                    continue 'outer;
                }
                if x == 7 {
                    break 'outer;
                }
                let b: D = D::new("b");
                if x.is_multiple_of(2) {
                    let y: u32 = yield_!(x);
                    total += parse(y)?;
                } else {
                    drop(b);
                    total += 1;
                }
                total += x;
            }
            log("while is over");
        }
        Ok(total)
    }
}

difftest! {
    name: inner_loop_that_seldom_suspends,
    make: (60, 6) | (9, 3) | (0, 2),
    inputs: [1, 2], depth: 7,
    #[coroutine]
    fn body(limit: u64, every: u64) -> u64 {
        let mut s: u64 = 0;
        let _g: D = D::new("g");
        loop {
            if s >= limit {
                break;
            }
            let mut j: u64 = 0;
            while j < 1 {
                if s % every == 1 {
                    let x: u32 = recv!();
                    s += x as u64;
                }
                j += 1;
                s += 1;
            }
            s += 1;
        }
        s
    }
}

difftest! {
    name: hot_inner_loop,
    make: (),
    inputs: [0, 1, 7], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let _g: D = D::new("g");
        let mut total: u32 = 0;
        'outer: loop {
            let _a: D = D::new("a");
            loop {
                let x: u32 = recv!();
                if x == 0 {
                    continue 'outer;
                }
                if x == 7 {
                    break 'outer;
                }
                total += x;
                log("t");
            }
        }
        log("out");
        total
    }
}

difftest! {
    name: for_over_a_vec_of_droppables,
    make: (),
    inputs: [0, 1, 7, 8], depth: 7,
    #[coroutine]
    fn body() {
        let v: Vec<D> = vec![D::new("1"), D::new("2"), D::new("3"), D::new("4")];
        let _g: D = D::new("g");
        for d in v {
            let h: D = D::new("h");
            let x: u32 = recv!();
            if x == 0 {
                eat(d);
                continue;
            }
            if x == 7 {
                break;
            }
            if x == 8 {
                recv!();
                eat(h);
            }
            d.name();
        }
        log("end");
    }
}

difftest! {
    name: for_over_an_inclusive_range,
    make: (2, 4) | (3, 2),
    inputs: [0, 1], depth: 6,
    #[coroutine(recv = u32)]
    fn body(from: u32, to: u32) -> u32 {
        let mut product: u32 = 1;
        for i in from..=to {
            let _d: D = D::new("d");
            recv!();
            product *= i;
        }
        product
    }
}

difftest! {
    name: for_over_a_slice_argument,
    make: (&[3, 1, 2]) | (&[]),
    inputs: [0, 1, 7], depth: 6,
    #[coroutine(yield = u32)]
    fn body(values: &[u32]) -> u32 {
        let mut total: u32 = 0;
        for value in values {
            let _held: D = D::new("held");
            let x: u32 = yield_!(*value);
            if x == 7 {
                return total;
            }
            total += value * x;
        }
        total
    }
}

difftest! {
    name: for_over_an_array_argument,
    make: (&[3, 1]),
    inputs: [0, 1], depth: 7,
    #[coroutine(yield = u32, recv = u32)]
    fn body(values: &[u32; 2]) {
        for outer in values {
            for inner in values {
                yield_!(outer * 10 + inner);
            }
            log("row");
        }
    }
}

difftest! {
    name: for_over_an_owned_array,
    make: ([D::new("x"), D::new("y"), D::new("z")]),
    inputs: [0, 1, 7], depth: 6,
    #[coroutine]
    fn body(parts: [D; 3]) -> u32 {
        let mut uses: u32 = 0;
        for part in parts {
            let x: u32 = recv!();
            if x == 7 {
                break;
            }
            if x == 1 {
                continue;
            }
            uses += part.name();
        }
        recv!();
        uses
    }
}

difftest! {
    name: for_over_an_annotated_iterator,
    make: (vec![D::new("x"), D::new("y")]),
    inputs: [0, 1], depth: 6,
    #[coroutine]
    fn body(parts: Vec<D>) {
        let it: std::vec::IntoIter<D> = parts.into_iter();
        for part in it {
            let x: u32 = recv!();
            if x == 1 {
                eat(part);
            }
        }
    }
}

difftest! {
    name: while_let_pops,
    make: (vec![D::new("a"), D::new("b")]),
    inputs: [0, 1, 2, 7], depth: 6,
    #[coroutine]
    fn body(mut stack: Vec<D>) -> usize {
        while let Some(top) = stack.pop() {
            let top: D = top;
            let x: u32 = recv!();
            if x == 2 {
                stack.push(top);
                continue;
            }
            if x == 7 {
                break;
            }
            if x == 1 {
                recv!();
            }
            top.name();
        }
        stack.len()
    }
}

difftest! {
    name: while_with_an_effect_in_its_condition,
    make: (),
    inputs: [0, 1, 2], depth: 7,
    #[coroutine]
    fn body() -> u32 {
        let mut total: u32 = 0;
        while D::new("temporary").name() + total < 11 {
            let _d: D = D::new("d");
            let x: u32 = recv!();
            if x == 0 {
                continue;
            }
            total += x;
        }
        total
    }
}

difftest! {
    name: loop_with_a_value,
    make: (),
    inputs: [0, 1, 7], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let _g: D = D::new("g");
        let found: D = loop {
            let candidate: D = D::new("candidate");
            let x: u32 = recv!();
            if x == 1 {
                break candidate;
            }
            if x == 7 {
                break D::new("other");
            }
            log("again");
        };
        recv!();
        found.name()
    }
}

difftest! {
    name: break_through_guards_at_every_level,
    make: (),
    inputs: [0, 1, 2, 3], depth: 6,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let _one: D = D::new("one");
        let answer: u32 = 'first: loop {
            let _two: D = D::new("two");
            'second: loop {
                let _three: D = D::new("three");
                for i in 0..2u32 {
                    let _four: D = D::new("four");
                    let x: u32 = recv!();
                    match x {
                        0 => continue 'second,
                        1 => break 'second,
                        2 => break 'first i + 10,
                        _ => log("next"),
                    }
                }
                let _five: D = D::new("five");
                recv!();
            }
            log("second is over");
        };
        log("first is over");
        answer
    }
}

difftest! {
    name: for_whose_body_never_falls_through,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body() -> u32 {
        let v: Vec<D> = vec![D::new("1"), D::new("2")];
        for d in v {
            let x: u32 = recv!();
            if x == 0 {
                return d.name();
            }
            break;
        }
        9
    }
}

difftest! {
    name: values_that_nobody_takes,
    make: (),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        ('a: loop {
            let y: u32 = recv!();
            if y == 0 { break 'a y; }
        });
        'b: loop {
            ('c: {
                let Some(b): Option<D> = pick(1, 2) else {
                    break 'b;
                };
                if recv!() == b.name() { break 'c 3; }
                b.name()
            });
            ('d: {
                if seen(1) == 1 { break 'b; } else if seen(2) == 1 { break 'd 1; }
                2
            });
        }
        recv!()
    }
}

difftest! {
    name: left_from_a_condition,
    make: (1) | (2) | (3),
    inputs: [1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let mut rounds: u32 = 0;
        let found: u32 = 'found: {
            'outer: loop {
                let d: D = D::new("d");
                rounds += 1;
                recv!();
                while match seen(rounds) { 2 if n == 1 => break 'outer, 3 if n == 2 => break 'found 7, x if x < n => continue 'outer, x => x < 4 } {
                    rounds += recv!();
                    d.name();
                }
                recv!();
            }
            rounds
        };
        found
    }
}

difftest! {
    name: left_from_the_other_branch_of_a_condition_that_suspends,
    make: (),
    inputs: [1, 2, 3], depth: 4,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let mut rounds: u32 = 0;
        while rounds < 3 {
            rounds += 1;
            if let Some(d) = pick(match seen(rounds) {
                3 => {
                    recv!();
                    return 7;
                }
                _ => rounds,
            }, 2) {
                let d: D = d;
                d.name();
            } else {
                if rounds == 1 { continue; }
                break;
            }
        }
        rounds
    }
}
