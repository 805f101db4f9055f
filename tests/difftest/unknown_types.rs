//! Locals whose type the macro cannot know: they end at the next suspension, or, where a path does not suspend, after
//! the suspending statement. The plain side says the same with options that are emptied there.

use crate::{effects::*, harness::difftest};

/// A call like any other: nothing in it tells the type of its value.
fn made(name: &'static str) -> D {
    D::new(name)
}

/// Ends a local of the plain side.
macro_rules! end {
    ($($local:ident),+) => { $( drop($local.take()); )+ };
}

difftest! {
    name: ends_before_the_suspension,
    make: (),
    inputs: [0, 1], depth: 4,
    oracle: {
        fn body() -> u32 {
            let a: D = D::new("a");
            let mut t = Some(made("t"));
            let b: D = D::new("b");
            let mut u = Some(made("u"));
            if let Some(t) = &t {
                t.name();
            }
            let operand: u32 = u.as_ref().map_or(0, D::name);
            end!(u, t);
            let x: u32 = yield_!(operand);
            b.name();
            a.name() + x
        }
    },
    #[coroutine(yield = u32)]
    fn body() -> u32 {
        let a: D = D::new("a");
        let t = made("t");
        let b: D = D::new("b");
        let u = made("u");
        t.name();
        let x: u32 = yield_!(u.name());
        b.name();
        a.name() + x
    }
}

difftest! {
    name: ends_after_a_statement_that_did_not_suspend,
    make: (),
    inputs: [0, 1, 2], depth: 4,
    oracle: {
        fn body() {
            let x: u32 = recv!();
            let mut w = Some(made("w"));
            let c: D = D::new("c");
            if x == 1 {
                let i: D = D::new("i");
                let mut v = Some(made("v"));
                if let Some(v) = &v {
                    v.name();
                }
                end!(v, w);
                let y: u32 = recv!();
                i.name();
                log(if y == 1 { "y1" } else { "y" });
            } else if let Some(w) = &w {
                w.name();
            }
            end!(w);
            c.name();
            recv!();
        }
    },
    #[coroutine]
    fn body() {
        let x: u32 = recv!();
        let w = made("w");
        let c: D = D::new("c");
        if x == 1 {
            let i: D = D::new("i");
            let v = made("v");
            v.name();
            let y: u32 = recv!();
            i.name();
            log(if y == 1 { "y1" } else { "y" });
        } else {
            w.name();
        }
        c.name();
        recv!();
    }
}

difftest! {
    name: ends_in_each_round,
    make: (),
    inputs: [0, 2, 7], depth: 5,
    oracle: {
        fn body() {
            let _g: D = D::new("g");
            loop {
                let mut z = Some(made("z"));
                let k: D = D::new("k");
                let length: u32 = z.as_ref().map_or(0, D::name);
                if length == 9 {
                    break;
                }
                end!(z);
                let q: u32 = yield_!(0);
                if q == 2 {
                    let r: u32 = yield_!(0);
                    if r == 0 {
                        break;
                    }
                }
                k.name();
                let mut zz = Some(made("zz"));
                let operand: u32 = zz.as_ref().map_or(0, D::name);
                end!(zz);
                let q: u32 = yield_!(operand);
                if q == 7 {
                    break;
                }
            }
        }
    },
    #[coroutine(yield = u32)]
    fn body() {
        let _g: D = D::new("g");
        loop {
            let z = made("z");
            let k: D = D::new("k");
            let length: u32 = z.name();
            if length == 9 {
                break;
            }
            let q: u32 = yield_!(0);
            if q == 2 {
                let r: u32 = yield_!(0);
                if r == 0 {
                    break;
                }
            }
            k.name();
            let zz = made("zz");
            let q: u32 = yield_!(zz.name());
            if q == 7 {
                break;
            }
        }
    }
}

difftest! {
    name: lives_to_the_end_where_nothing_suspends_any_more,
    make: (),
    inputs: [0, 1], depth: 2,
    #[coroutine]
    fn body() -> u32 {
        let a: D = D::new("a");
        let x: u32 = recv!();
        let t = made("t");
        let b: D = D::new("b");
        let u = made("u");
        if x == 1 {
            return u.name();
        }
        t.name() + a.name() + b.name()
    }
}

difftest! {
    name: scrutinee_temporaries_end_with_them,
    make: (),
    inputs: [0, 1], depth: 3,
    oracle: {
        fn body() -> u32 {
            let mut temporary = Some(made("temporary"));
            match temporary.as_ref().map_or(0, D::name) {
                0 => log("none"),
                n => {
                    let n: u32 = n;
                    let d: D = D::new("d");
                    end!(temporary);
                    let x: u32 = recv!();
                    d.name();
                    if x == 1 {
                        return n;
                    }
                }
            }
            end!(temporary);
            recv!()
        }
    },
    #[coroutine]
    fn body() -> u32 {
        match made("temporary").name() {
            0 => log("none"),
            n => {
                let n: u32 = n;
                let d: D = D::new("d");
                let x: u32 = recv!();
                d.name();
                if x == 1 {
                    return n;
                }
            }
        }
        recv!()
    }
}

difftest! {
    name: moved_on_a_path_behind_one_that_ends,
    make: (1) | (2),
    inputs: [0, 1], depth: 3,
    oracle: {
        fn body(n: u32) -> u32 {
            let mut t = Some(made("t"));
            if let Some(t) = &t {
                t.name();
            }
            let a: D = D::new("a");
            match n {
                1 => {
                    eat(a);
                    end!(t);
                    yield_!(1);
                }
                _ => log("other"),
            }
            end!(t);
            log("end");
            2
        }
    },
    #[coroutine(yield = u32, recv = u32)]
    fn body(n: u32) -> u32 {
        let t = made("t");
        t.name();
        let a: D = D::new("a");
        match n {
            1 => {
                eat(a);
                yield_!(1);
            }
            _ => log("other"),
        }
        log("end");
        2
    }
}
