//! Names that are bound more than once, nested items, statements with attributes.

use crate::{effects::*, harness::difftest};

difftest! {
    name: shadowed_droppables,
    make: (),
    inputs: [0, 1], depth: 7,
    #[coroutine]
    fn body() -> u32 {
        let c: u32 = recv!();
        let g: D = D::new("g");
        let x: D;
        if c == 1 {
            x = D::new("x1");
            recv!();
            log("a");
        } else {
            let k: u32 = recv!();
            if k == 0 {
                return 0;
            }
            x = D::new("x2");
        }
        x.name();
        let mut m: D = D::new("m0");
        recv!();
        m = D::new("m1");
        let x: String = format!("s{}", x.name());
        if c == 1 {
            recv!();
            log(&x);
        }
        recv!();
        m = D::new("m2");
        log(&x);
        let g: u32 = g.name();
        recv!();
        log(&g.to_string());
        let z: D = D::new("z");
        let z: D = {
            eat(z);
            D::new("z2")
        };
        recv!();
        z.name();
        m.name();
        g
    }
}

difftest! {
    name: shadowed_in_a_nested_block,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let x: D = D::new("outer");
        {
            let x: D = D::new("inner");
            let y: u32 = recv!();
            if y == 1 {
                let x: u32 = x.name();
                recv!();
                log(&x.to_string());
            }
        }
        let n: u32 = recv!();
        x.name() + n
    }
}

difftest! {
    name: shadowed_by_what_is_received,
    make: (1),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine(yield = u32)]
    fn body(x: u32) -> u32 {
        let x: u32 = yield_!(x + 1);
        let x: u32 = yield_!(x * 2);
        for x in 0..x {
            let y: u32 = yield_!(x);
            let x: u32 = y + x;
            yield_!(x);
        }
        x
    }
}

difftest! {
    name: shadowed_argument,
    make: (D::new("argument")),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body(d: D) -> u32 {
        recv!();
        let d: (D, u32) = (d, 3);
        let x: u32 = recv!();
        let (d, _n): (D, u32) = d;
        let d: D = if x == 1 { d } else { D::new("fresh") };
        recv!();
        d.name()
    }
}

difftest! {
    name: shadowed_while_the_old_one_lives,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine]
    fn body() {
        let d: D = D::new("one");
        recv!();
        let d: (u32, D) = (d.name(), D::new("two"));
        recv!();
        let d: (u32, D) = (d.0 + d.1.name(), D::new("three"));
        let x: u32 = recv!();
        if x == 0 {
            let (_n, d): (u32, D) = d;
            recv!();
            d.name();
        }
        log("end");
    }
}

difftest! {
    name: nested_items,
    make: (),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine]
    fn body() -> u32 {
        const START: u32 = 10;
        fn double(n: u32) -> u32 {
            seen(n) * 2
        }
        let mut total: u32 = START;
        let x: u32 = recv!();
        total += double(x);
        use std::cmp::max;
        let y: u32 = recv!();
        static BONUS: u32 = 100;
        total = max(total, y) + BONUS;
        if x == y {
            fn triple(n: u32) -> u32 {
                seen(n) * 3
            }
            let z: u32 = recv!();
            total += triple(z) + double(z);
        }
        total
    }
}

difftest! {
    name: statements_with_attributes,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        #[allow(unused_mut)]
        let mut d: D = D::new("d");
        #[allow(unused_variables)]
        let x: u32 = recv!();
        #[cfg(any())]
        {
            let missing: u32 = this_function_does_not_exist();
        }
        #[allow(clippy::needless_bool)]
        if x == 1 {
            recv!();
        }
        #[cfg(all())]
        log("compiled");
        #[rustfmt::skip]
        let y: u32 = recv!();
        d.name() + y
    }
}

difftest! {
    name: closures_between_suspensions,
    make: (3),
    inputs: [0, 1, 4], depth: 5,
    #[coroutine]
    fn body(limit: u32) -> Vec<u32> {
        let mut kept: Vec<u32> = Vec::new();
        for _ in 0..3u32 {
            let x: u32 = recv!();
            let small = |n: &u32| seen(*n) < limit;
            if small(&x) {
                kept.push(x);
            }
        }
        recv!();
        kept.iter().map(|n| seen(*n) + 1).filter(|n| n % 2 == 1).collect()
    }
}

difftest! {
    name: labels_are_reused,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let mut n: u32 = 0;
        'a: loop {
            let _d: D = D::new("d");
            let x: u32 = recv!();
            n += 1;
            if x == 0 {
                break 'a;
            }
        }
        'a: for _ in 0..2u32 {
            'b: loop {
                let x: u32 = recv!();
                n += 10;
                match x {
                    0 => break 'a,
                    1 => continue 'a,
                    _ => break 'b,
                }
            }
            log("b is over");
        }
        n
    }
}
