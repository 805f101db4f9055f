//! Typed locals that leave the braces which end a local of unknown type: there, moved on some paths, or not yet there.

use crate::effects::{D, eat, log};
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
