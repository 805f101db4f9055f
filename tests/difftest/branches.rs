//! Branches that suspend: `if`, `else if`, `if let`, let chains, `match` with several suspending arms.

#![allow(
    unreachable_code,
    clippy::let_unit_value,
    reason = "a guard may be what ends a block, of whatever value"
)]

use crate::{effects::*, harness::difftest};

difftest! {
    name: else_if_chain,
    make: (),
    inputs: [0, 1, 2, 3], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let g: D = D::new("g");
        let x: u32 = recv!();
        if x == 0 {
            let _a: D = D::new("a");
            recv!();
        } else if seen(x) == 1 {
            log("one");
        } else if x == 2 {
            let y: u32 = recv!();
            if y == 3 {
                return 3;
            }
            let _b: D = D::new("b");
            recv!();
            log("two");
        } else {
            drop(g);
            recv!();
            return 4;
        }
        g.name();
        recv!();
        x
    }
}

difftest! {
    name: left_from_a_guard,
    make: (1) | (2) | (3) | (4),
    inputs: [1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let d: D = D::new("d");
        let found: u32 = 'found: {
            let mut rounds: u32 = 0;
            'outer: loop {
                let e: D = D::new("e");
                rounds += 1;
                loop {
                    match recv!() {
                        x if x == 1 && n == 1 && matches!(rounds, 2 if seen(x) == 1 && return 1) => { recv!(); }
                        x if matches!(match x { 1 if n == 2 => break, x => x }, 7) => { recv!(); }
                        x if seen(x) == n && continue 'outer => { recv!(); }
                        x if x == 2 && n == 4 && rounds == 2 && { e.name(); break 'found 4 } => { recv!(); }
                        _ => { recv!(); }
                    }
                    if rounds == 2 {
                        continue 'outer;
                    }
                }
                if rounds == 2 {
                    break;
                }
            }
            drop(d);
            recv!()
        };
        found
    }
}

difftest! {
    name: if_let_with_else,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine]
    fn body() {
        let mut i: u32 = 0;
        while i < 3 {
            if let Some(d) = pick(i, 1) {
                let d: D = d;
                let x: u32 = recv!();
                if x == 1 {
                    eat(d);
                } else if x == 2 {
                    break;
                }
            } else {
                let _e: D = D::new("e");
                recv!();
            }
            i += 1;
        }
    }
}

difftest! {
    name: if_let_on_an_argument,
    make: (Some(D::new("given"))) | (None),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body(given: Option<D>) -> u32 {
        if let Some(d) = given {
            let d: D = d;
            recv!();
            let x: u32 = recv!();
            if x == 1 {
                return d.name();
            }
        }
        recv!();
        0
    }
}

difftest! {
    name: let_chain,
    make: (0) | (1),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine(yield = u32)]
    fn body(start: u32) -> u32 {
        let mut total: u32 = start;
        for i in 0..3u32 {
            if let Some(p) = pick(i, 1)
                && let Some(q) = pick(2, total)
                && total < 50
            {
                let p: D = p;
                let q: D = q;
                let _inner: D = D::new("inner");
                let z: u32 = yield_!(total);
                total += z;
                if z == 0 {
                    eat(p);
                } else {
                    yield_!(0);
                }
                q.name();
            } else {
                log("else");
            }
        }
        total
    }
}

difftest! {
    name: message_loop,
    make: (),
    inputs: [0, 1, 2, 7, 60], depth: 6,
    #[coroutine(yield = u32)]
    fn body() -> String {
        let pre: D = D::new("pre");
        let mut acc: String = String::new();
        let r: String = 'done: loop {
            let w: D = D::new("w");
            let x: u32 = yield_!(0);
            match msg(x) {
                Msg::Text(d, n) => {
                    let d: D = d;
                    let k: u32 = yield_!(n);
                    acc.push_str(d.0);
                    eat(d);
                    acc += &k.to_string();
                }
                Msg::Num(n) => {
                    if n > 50 {
                        break format!("{acc}!{n}");
                    }
                    yield_!(n + 1);
                    log("num");
                }
                Msg::Pair(p, q) => {
                    let p: D = p;
                    eat(q);
                    let z: u32 = yield_!(0);
                    if z == 7 {
                        continue 'done;
                    }
                    p.name();
                }
                Msg::End(e) => break 'done format!("{acc}.{}", e.0),
            }
            w.name();
            acc.push('|');
            if acc.len() > 12 {
                let z: u32 = yield_!(0);
                acc.clear();
                acc += &z.to_string();
            }
            log("round");
        };
        pre.name();
        r
    }
}

difftest! {
    name: match_with_guards,
    make: (2),
    inputs: [0, 1, 2, 3, 9], depth: 6,
    #[coroutine(yield = u32)]
    fn body(limit: u32) -> u32 {
        let _g: D = D::new("g");
        let mut rounds: u32 = 0;
        loop {
            let x: u32 = yield_!(rounds);
            rounds += 1;
            match x {
                0 => break,
                n if seen(n) <= limit => {
                    let d: D = D::new("small");
                    let y: u32 = yield_!(n);
                    if y == n {
                        continue;
                    }
                    d.name();
                }
                3 | 4 if rounds > limit => return 33,
                n @ 3..=5 => {
                    yield_!(n * 100);
                }
                _ => log("other"),
            }
            log("after");
        }
        rounds
    }
}

difftest! {
    name: match_in_the_tail,
    make: (),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine]
    fn body() -> u32 {
        let g: D = D::new("g");
        let x: u32 = recv!();
        match x {
            0 => {
                recv!();
                g.name()
            }
            1 => {
                let y: u32 = recv!();
                y + eat(g)
            }
            _ => 5,
        }
    }
}

difftest! {
    name: if_in_the_tail,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body() -> Option<u32> {
        let x: u32 = recv!();
        if x == 0 {
            let _d: D = D::new("d");
            recv!();
            None
        } else {
            let y: u32 = recv!();
            Some(y)
        }
    }
}

difftest! {
    name: normalised_conditions,
    make: (),
    inputs: [0, 1, 2, 7], depth: 6,
    #[coroutine(yield = u32)]
    fn body() {
        let g: D = D::new("g");
        let first: bool;
        if D::new("t").name() > 0 {
            let t: u32 = yield_!(0);
            first = t > 1;
        } else {
            first = false;
        }
        let second: bool;
        if first {
            second = true;
        } else {
            let _d: D = D::new("d");
            let t: u32 = yield_!(0);
            second = t == 0;
        }
        if second {
            log("then");
            yield_!(D::new("y").name());
        } else {
            log("else");
        }
        loop {
            let left: u32 = D::new("w").name();
            let right: u32 = yield_!(0);
            if left + right >= 5 {
                break;
            }
            let h: D = D::new("h");
            if D::new("q").name() + right > 3 {
                yield_!(0);
            }
            h.name();
        }
        g.name();
    }
}

difftest! {
    name: sequence_of_ifs,
    make: (0) | (1) | (2) | (4) | (8) | (16) | (5) | (10) | (21) | (31),
    inputs: [1], depth: 6,
    #[coroutine]
    fn body(c: u32) -> u32 {
        let mut s: u32 = 0;
        let d0: D = D::new("d0");
        if c & 1 != 0 {
            let e0: D = D::new("e0");
            let x: u32 = recv!();
            e0.name();
            s += x;
        }
        d0.name();
        let d1: D = D::new("d1");
        if c & 2 != 0 {
            let e1: D = D::new("e1");
            let x: u32 = recv!();
            e1.name();
            s += x;
        }
        d1.name();
        let d2: D = D::new("d2");
        if c & 4 != 0 {
            let e2: D = D::new("e2");
            let x: u32 = recv!();
            e2.name();
            s += x;
        }
        d2.name();
        let d3: D = D::new("d3");
        if c & 8 != 0 {
            let e3: D = D::new("e3");
            let x: u32 = recv!();
            e3.name();
            s += x;
        }
        d3.name();
        let d4: D = D::new("d4");
        if c & 16 != 0 {
            let e4: D = D::new("e4");
            let x: u32 = recv!();
            e4.name();
            s += x;
        }
        d4.name();
        s
    }
}

difftest! {
    name: match_on_a_received_enum,
    make: (),
    inputs: [0, 1, 2, 7], depth: 5,
    #[coroutine(recv = Msg)]
    fn body() -> u32 {
        let mut uses: u32 = 0;
        loop {
            let message: Msg = recv!();
            match message {
                Msg::Text(d, n) if n > 3 => uses += d.name() + n,
                Msg::Text(..) | Msg::Num(_) => log("skipped"),
                Msg::Pair(left, right) => {
                    let left: D = left;
                    let right: D = right;
                    recv!();
                    uses += right.name();
                    drop(left);
                }
                Msg::End(_) => return uses,
            }
        }
    }
}

difftest! {
    name: guard_that_leaves_the_last_block,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) {
        'last: {
            let a: D = D::new("a");
            let x: u32 = recv!();
            match seen(n) {
                1 if seen(x) == 1 && { break 'last } => {}
                2 if seen(x) == 2 && { if x > a.name() { break 'last } true } => {}
                _ => log("other"),
            }
        }
    }
}

difftest! {
    name: guard_of_a_macro_that_leaves_a_loop,
    make: (1) | (2),
    inputs: [1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let a: D = 'l: loop {
            let x: u32 = recv!();
            if matches!(seen(recv!() + x), 2 | 4 if { break 'l D::new("a"); }) {
                log("never");
            }
            let none: () = 'm: {
                if matches!(recv!(), 1 if { break 'm }) {
                    log("never either");
                }
                if n == x {
                    break 'm;
                }
                log("no");
            };
            let () = none;
        };
        a.name()
    }
}
