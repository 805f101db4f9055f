//! Typed locals that leave the braces which end a local of unknown type: there, moved on some paths, or not yet there.

use crate::effects::{D, eat, log, pick, sum};
use crate::harness::difftest;

difftest! {
    name: moved_on_some_paths,
    make: (),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let x: u32 = recv!();
        let y = std::convert::identity(x);
        let a: D = D::new("a");
        let b: D = D::new("b");
        if y == 1 {
            eat(b);
        }
        log("between");
        if y == 2 {
            recv!();
            log("inside");
        }
        a.name();
        let z: u32 = recv!();
        log("last");
        z
    }
}

difftest! {
    name: given_later,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let x: u32 = recv!();
        let y = std::convert::identity(x);
        let late: D;
        let early: D = D::new("early");
        if y == 1 {
            recv!();
        }
        late = D::new("late");
        let z: u32 = recv!();
        late.name() + early.name() + z
    }
}

difftest! {
    name: moved_by_a_scrutinee_further_in,
    make: (),
    inputs: [1, 2], depth: 5,
    #[coroutine(recv = u32)]
    fn body() {
        let b: D = D::new("b");
        if recv!() == 2 {
            let _d: D = D::new("d");
            if recv!() == 2 {
                match maybe(b) {
                    Some(a) => {
                        let _a: D = a;
                        recv!();
                    }
                    None => log("none"),
                }
            }
        }
    }
}

fn maybe(d: D) -> Option<D> {
    log("maybe");
    Some(d)
}

difftest! {
    name: assigned_to_nothing,
    make: (vec![D::new("1"), D::new("2")]),
    inputs: [0], depth: 4,
    #[coroutine(recv = u32)]
    fn body(parts: Vec<D>) {
        let e: D = D::new("e");
        _ = e;
        recv!();
        for part in parts {
            _ = part;
            recv!();
        }
    }
}

difftest! {
    name: values_that_nobody_takes,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine(recv = u32)]
    fn body() {
        let e: D = D::new("e");
        let f: D = D::new("f");
        let _ = { e };
        log("first");
        let _ = if recv!() == 1 { f } else { D::new("g") };
        log("second");
        let (_, x): (D, u32) = match recv!() {
            0 => (D::new("h"), 1),
            _ => (D::new("i"), 2),
        };
        recv!();
        assert!(x > 0);
        let _: D = {
            recv!();
            D::new("j")
        };
        recv!();
    }
}

difftest! {
    name: taken_apart_by_an_assignment,
    make: (),
    inputs: [0, 1], depth: 4,
    #[coroutine(recv = u32)]
    fn body() {
        let mut f: D = D::new("f");
        let late: D;
        recv!();
        (f, _) = (D::new("w"), 1);
        (late, f) = (D::new("late"), f);
        recv!();
        late.name();
        f.name();
    }
}

difftest! {
    name: received_in_part,
    make: (),
    inputs: ["a", "b"], depth: 4,
    #[coroutine(recv = D)]
    fn body() {
        let pair: (D, D) = (recv!(), recv!());
        let (left, _) = { pair };
        recv!();
        left.name();
    }
}

difftest! {
    name: values_that_no_assignment_takes,
    make: (),
    inputs: [0, 1], depth: 4,
    #[coroutine(recv = u32)]
    fn body() {
        let e: D = D::new("e");
        _ = if recv!() == 1 { e } else { D::new("f") };
        log("first");
        let mut g: D = D::new("g");
        (g, _) = match recv!() {
            0 => (D::new("h"), D::new("i")),
            _ => {
                recv!();
                (D::new("j"), D::new("k"))
            }
        };
        log("second");
        recv!();
        g.name();
    }
}

difftest! {
    name: moved_in_a_macro,
    make: (),
    inputs: ["a", "b"], depth: 4,
    #[coroutine(recv = D)]
    fn body() {
        let e: D = D::new("e");
        assert_eq!(eat(e), 1);
        recv!();
        if matches!(pick(eat(recv!()), 0), Some(_)) {
            drop(recv!());
        }
    }
}

difftest! {
    name: kept_over_a_second_suspension_in_the_same_expression,
    make: ((D::new("c"), D::new("d"))),
    inputs: [0, 1], depth: 4,
    #[coroutine(recv = u32, yield = u32)]
    fn body((c, _d): (D, D)) -> u32 {
        yield_!(c.name());
        let x: u32 = 3;
        sum(0, yield_!(yield_!(x)), x)
    }
}

difftest! {
    name: moved_on_the_way_to_a_panic,
    make: (D::new("q")),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(q: D) -> u32 {
        if recv!() == 1 {
            eat(q);
            recv!();
            panic!("on purpose");
        }
        recv!();
        q.name()
    }
}

difftest! {
    name: one_of_two_bindings_moved_on_some_paths,
    make: ((D::new("c"), D::new("d"))),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body((c, d): (D, D)) -> u32 {
        let (e, f): (D, D) = (D::new("e"), D::new("f"));
        if recv!() == 1 {
            drop(d);
            drop(e);
        } else if recv!() == 1 {
            drop(f);
        }
        match Some((D::new("g"), D::new("h"))) {
            Some((g, h)) => {
                let (g, h): (D, D) = (g, h);
                if recv!() == 1 {
                    drop(g);
                }
                log("between");
                if recv!() == 0 {
                    return h.name();
                }
            }
            None => log("none"),
        }
        c.name()
    }
}

difftest! {
    name: bindings_of_an_arm_moved_on_some_paths,
    make: (Some((D::new("a"), D::new("b")))),
    inputs: [0, 1], depth: 4,
    #[coroutine(recv = u32)]
    fn body(pair: Option<(D, D)>) {
        match pair {
            Some((a, b)) => {
                if recv!() == 1 {
                    drop(a);
                }
                log("between");
                if recv!() == 0 {
                    b.name();
                    return;
                }
            }
            None => log("none"),
        }
        log("end");
    }
}
