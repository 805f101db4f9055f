//! Locals that get their value, or another one, in the middle of an expression or by taking a value apart.

#![allow(unused_variables, unused_assignments, reason = "what is only given a value is seen to drop")]
#![allow(clippy::blocks_in_conditions, reason = "a value may be given there too")]

use crate::{effects::*, harness::difftest};

difftest! {
    name: given_in_an_operand,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let b: D;
        let x: u32 = { if n == 1 { b = D::new("b"); } 1u32 } + recv!();
        log("end");
        x
    }
}

difftest! {
    name: given_and_moved_in_an_operand,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let b: D;
        let x: u32 = sum({ if n == 1 { b = D::new("b"); drop(b); } 1u32 }, recv!(), 1);
        log("end");
        x
    }
}

difftest! {
    name: given_on_a_way_out,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let b: D;
        let x: u32 = sum({ if n == 1 { b = D::new("b"); return b.name(); } 1u32 }, recv!(), 1);
        log("end");
        x
    }
}

difftest! {
    name: given_and_moved_on_a_way_out,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let b: D;
        let x: u32 = sum({ if n == 1 { b = D::new("b"); return eat(b); } 1u32 }, recv!(), 1);
        log("end");
        x
    }
}

difftest! {
    name: given_by_taking_apart,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let mut a: D = D::new("a");
        let mut b: D = D::new("b");
        drop(a);
        recv!();
        if n == 1 {
        (b, a) = (D::new("c"), b);
        }
        recv!();
        1
    }
}

difftest! {
    name: given_between_operands,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let b: D;
        let c: D = D::new("c");
        let x: u32 = sum(n, { if n == 1 { b = D::new("b"); } 1u32 }, c.name());
        recv!();
        log("end");
        x
    }
}

difftest! {
    name: given_within_values,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let b: D;
        let c: D;
        let mut d: D = D::new("d");
        d = { b = D::new("b"); recv!(); D::new("e") };
        eat({ if n == 1 { c = D::new("c"); } D::new("f") });
        if n == 2 && { drop(d); d = D::new("g"); n == recv!() } { log("x"); }
        recv!();
        log("end");
        1
    }
}

difftest! {
    name: given_beside_a_temporary,
    make: (0) | (2),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(recv = u32)]
    fn body(p: u32) -> u32 {
        let _outer: D = D::new("outer");
        (if recv!() == 1 {
            eat(_outer)
        } else {
            'found: loop {
                let y: u32 = recv!();
                if y == 0 {
                    break 'found if p == 2 {
                        break 'found try_recv!().unwrap_or(_outer.name());
                    } else {
                        p
                    };
                }
            }
        });
        let first: u32 = eat(D::new("first"));
        sum(first, if p == 2 { recv!() } else { p }, 1)
    }
}

difftest! {
    name: given_in_a_condition,
    make: (1) | (2),
    inputs: [1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let mut a: D = D::new("a");
        drop(a);
        recv!();
        if { a = D::new("b"); n } == 1 && { a = D::new("c"); true } {
            recv!();
        }
        log("end");
        a.name()
    }
}

difftest! {
    name: given_in_a_scrutinee,
    make: (1) | (2),
    inputs: [1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let mut a: D = D::new("a");
        drop(a);
        recv!();
        match { a = D::new("b"); n } {
            1 => log("one"),
            _ => {
                seen(recv!());
            }
        }
        while { a = D::new("c"); recv!() } == 2 {
            log("two");
        }
        log("end");
        a.name()
    }
}

difftest! {
    name: given_in_a_macro,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let mut a: D = D::new("a");
        drop(a);
        recv!();
        let text: String = format!("{}", { if n == 1 { log("one"); } a = D::new("b"); n });
        log(&text);
        recv!();
        assert!({ a = D::new("c"); true });
        a.name()
    }
}
