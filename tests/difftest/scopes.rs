//! Scopes: guards held across suspensions, blocks, labelled blocks, and the order in which locals end.

use crate::{effects::*, harness::difftest};

difftest! {
    name: guard_is_held,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine(recv = u32)]
    fn body() {
        let _guard: D = D::new("guard");
        recv!();
        {
            let _inner: D = D::new("inner");
            recv!();
            log("in");
        }
        log("out");
        recv!();
    }
}

difftest! {
    name: underscore_drops_at_once,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body() -> u32 {
        let _ = D::new("at once");
        let d: D = D::new("d");
        let _ = recv!();
        let _ = d.name();
        let _ = &d;
        let y: u32 = recv!();
        let _ = eat(d);
        y
    }
}

difftest! {
    name: inner_block_ends_a_local,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine(yield = u32)]
    fn body() -> u32 {
        let mut total: u32 = 0;
        loop {
            let length: u32;
            {
                let scratch = D::new("scratch");
                length = scratch.name();
            }
            let x: u32 = yield_!(length);
            total += x;
            {
                let a: D = D::new("a");
                let b: D = D::new("b");
                {
                    let c: D = D::new("c");
                    let y: u32 = yield_!(1);
                    if y == 0 {
                        return total + c.name();
                    }
                    b.name();
                }
                a.name();
            }
        }
    }
}

difftest! {
    name: labelled_block,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let mut total: u32 = 0;
        'skip: {
            let low: D = D::new("low");
            let x: u32 = recv!();
            if x == 1 {
                break 'skip;
            }
            if x == 2 {
                let y: u32 = recv!();
                total += y;
                break 'skip;
            }
            low.name();
        }
        log("after");
        recv!();
        total
    }
}

difftest! {
    name: labelled_block_with_a_value,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let mut total: u32 = 0;
        for _ in 0..2u32 {
            let k: D = D::new("k");
            let chosen: D = 'b: {
                let _low: D = D::new("low");
                let z: u32 = recv!();
                if z == 1 {
                    break 'b D::new("b1");
                }
                if z == 2 {
                    let y: u32 = recv!();
                    total += y;
                }
                D::new("b2")
            };
            recv!();
            chosen.name();
            k.name();
        }
        total
    }
}

difftest! {
    name: let_else_and_friends,
    make: (),
    inputs: [0, 1, 2, 7], depth: 6,
    #[coroutine(yield = u32)]
    fn body() -> Option<u32> {
        let g: D = D::new("g");
        let mut tot: u32 = 0;
        for i in 0..4u32 {
            let k: D = D::new("k");
            let Some(x) = pick(i, tot) else {
                let _e: D = D::new("e");
                let y: u32 = yield_!(0);
                if y == 7 {
                    break;
                }
                tot += y;
                continue;
            };
            let x: D = x;
            if let Some(p) = pick(i, 1)
                && let Some(q) = pick(2, tot)
                && tot < 50
            {
                let p: D = p;
                let q: D = q;
                let _in: D = D::new("in");
                let z: u32 = yield_!(tot);
                tot += z;
                if z == 0 {
                    eat(p);
                } else {
                    yield_!(0);
                }
                q.name();
            } else {
                log("else");
            }
            let bv: D = 'b: {
                let _lo: D = D::new("lo");
                let z: u32 = yield_!(0);
                if z == 1 {
                    break 'b D::new("b1");
                }
                if z == 2 {
                    let z2: u32 = yield_!(0);
                    tot += z2;
                }
                D::new("b2")
            };
            x.name();
            bv.name();
            k.name();
        }
        g.name();
        Some(tot)
    }
}

difftest! {
    name: locals_end_in_reverse_order,
    make: (D::new("argument")),
    inputs: [0, 1, 2, 3], depth: 6,
    #[coroutine]
    fn body(_argument: D) -> u32 {
        let _a: D = D::new("a");
        let x: u32 = recv!();
        let _b: D = D::new("b");
        if x == 1 {
            return x;
        }
        let _c: D = D::new("c");
        let y: u32 = recv!();
        let _d: D = D::new("d");
        assert!(y != 2, "y is {y}");
        let _e: D = D::new("e");
        recv!();
        y
    }
}

difftest! {
    name: panic_with_a_message,
    make: (vec![10, 20]),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(yield = u32)]
    fn body(values: Vec<u32>) {
        let _g: D = D::new("g");
        let mut at: u32 = 0;
        loop {
            let _h: D = D::new("h");
            let step: u32 = yield_!(values[at as usize]);
            at += step;
        }
    }
}

difftest! {
    name: nothing_suspends,
    make: (0) | (1),
    inputs: [0], depth: 3,
    #[coroutine(recv = u32)]
    fn body(x: u32) -> u32 {
        let _g: D = D::new("g");
        if x == 0 {
            return 4;
        }
        if x == 9 {
            recv!();
        }
        x
    }
}

difftest! {
    name: values_of_blocks_drop_behind_their_locals,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let outer: D = D::new("outer");
        { let _a: D = D::new("a"); recv!(); D::new("b") };
        if n == 1 { let _c: D = D::new("c"); recv!(); outer } else { let _d: D = D::new("d"); D::new("e") };
        (if n == recv!() { n } else { 3 });
        recv!()
    }
}
