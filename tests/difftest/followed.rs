//! Locals that an expression moves on some of its paths: it is taken apart so far that the machine knows which.

#![allow(unreachable_code, reason = "an operand may be what ends a loop")]

use crate::{effects::*, harness::difftest};

/// Takes a value.
fn takes(n: u32, d: D) -> u32 {
    n + eat(d)
}

difftest! {
    name: one_argument_or_the_other,
    make: (D::new("a"), D::new("b")),
    inputs: [0, 1], depth: 3,
    #[coroutine(recv = u32)]
    fn body(a: D, b: D) -> u32 {
        let x: u32 = recv!();
        let n: u32 = takes(seen(x), if x == 1 { a } else { b });
        log("between");
        recv!();
        n
    }
}

difftest! {
    name: operands_of_lazy_operators,
    make: (D::new("a"), D::new("b")),
    inputs: [0, 1], depth: 3,
    #[coroutine(recv = u32)]
    fn body(a: D, b: D) -> bool {
        let x: u32 = recv!();
        let first: bool = x == 1 && eat(a) > 0;
        let y: u32 = recv!();
        log("second");
        let second: bool = y == 1 || eat(b) > 0 || first;
        recv!();
        first & second
    }
}

difftest! {
    name: arms_in_a_macro,
    make: (D::new("a"), D::new("b")),
    inputs: [0, 1, 2], depth: 2,
    #[coroutine(recv = u32)]
    fn body(a: D, b: D) {
        let x: u32 = recv!();
        log(&format!("{} {}", seen(x), match x { 0 => eat(a), 1 => takes(1, b), _ => a.name() }));
        recv!();
    }
}

difftest! {
    name: moved_on_the_way_to_a_jump,
    make: (D::new("a")),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(a: D) -> u32 {
        let mut sum: u32 = 0;
        loop {
            let x: u32 = recv!();
            sum += seen(x) + if x == 1 { eat(a); break } else { 1 };
            log("round");
            if x == 2 {
                break;
            }
        }
        log("behind");
        recv!();
        sum
    }
}

difftest! {
    name: a_jump_beside_a_move,
    make: (D::new("a")),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(a: D) -> u32 {
        let mut n: u32 = 0;
        loop {
            let x: u32 = recv!();
            n += match x { 0 => break, x => seen(x) };
            if n > 2 {
                eat(a);
                break;
            }
        }
        recv!();
        n
    }
}

difftest! {
    name: a_round_that_is_cut_short,
    make: (),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let mut n: u32 = 0;
        'rounds: while n < 2 {
            n += 1;
            let a: D = D::new("a");
            let b: D = D::new("b");
            let x: u32 = recv!();
            let y: u32 = seen(x) + match x { 1 => { eat(a); continue } 2 => { eat(b); break 'rounds } _ => 0 };
            log("on");
            n += recv!() + y;
            b.name();
        }
        recv!();
        n
    }
}

difftest! {
    name: behind_a_value_that_is_kept,
    make: (D::new("a"), D::new("b")),
    inputs: [0, 1], depth: 3,
    #[coroutine(recv = u32)]
    fn body(a: D, b: D) {
        let x: u32 = recv!();
        let pair: (D, u32) = (if x == 0 { b } else { D::new("c") }, if x == 1 { eat(a) } else { 0 });
        recv!();
        pair.0.name();
        recv!();
    }
}

difftest! {
    name: assigned_anew_where_it_may_be_gone,
    make: (D::new("a")),
    inputs: [0, 1], depth: 5,
    #[coroutine(recv = u32)]
    fn body(mut a: D) -> u32 {
        let x: u32 = recv!();
        let b: D = D::new("b");
        if x == 1 {
            eat(a);
        }
        log("join");
        a = D::new("c");
        let y: u32 = recv!();
        if y == 1 {
            eat(a);
        }
        recv!();
        a = D::new("d");
        log("anew");
        let z: u32 = recv!();
        if z == 1 {
            eat(a);
            recv!();
        }
        b.name()
    }
}

difftest! {
    name: assigned_anew_in_rounds,
    make: (),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body() {
        let mut a: D = D::new("a");
        loop {
            let x: u32 = recv!();
            let n: u32 = seen(x) + if x == 1 { eat(a) } else { 0 };
            a = D::new(if n == 2 { "c" } else { "b" });
            if x == 2 {
                break;
            }
        }
        recv!();
    }
}

difftest! {
    name: a_new_value_is_what_is_left,
    make: (D::new("a")),
    inputs: [0, 1], depth: 4,
    #[coroutine(recv = u32)]
    fn body(mut a: D) -> D {
        let x: u32 = recv!();
        if x == 1 {
            eat(a);
        }
        recv!();
        a = pick(recv!(), 2).unwrap_or_else(|| D::new("none"));
        a
    }
}
