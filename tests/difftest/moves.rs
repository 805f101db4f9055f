//! Moved, conditionally moved and late initialised locals.

#![allow(unreachable_code, reason = "an operand may be what ends a loop")]

use crate::{effects::*, harness::difftest};

difftest! {
    name: conditional_moves,
    make: (),
    inputs: [0, 1, 2], depth: 7,
    #[coroutine]
    fn body() -> u32 {
        let x: u32 = recv!();
        let a: D = D::new("a");
        let b: D = D::new("b");
        let c: D = D::new("c");
        if x == 1 {
            eat(b);
            let y: u32 = recv!();
            log("1");
            if y == 0 {
                return 1;
            }
        } else if x == 2 {
            recv!();
            b.name();
        } else {
            eat(c);
            let y: u32 = recv!();
            if y == 0 {
                recv!();
            }
        }
        log("join");
        a.name();
        let z: u32 = recv!();
        log("end");
        if z == 1 {
            let z: u32 = recv!();
            log("more");
            a.name();
            return z;
        }
        a.name();
        x + z
    }
}

difftest! {
    name: move_before_a_suspension,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine(recv = u32)]
    fn body() {
        let a: D = D::new("a");
        let b: D = D::new("b");
        let c: D = D::new("c");
        drop(b);
        recv!();
        eat(a);
        recv!();
        c.name();
    }
}

difftest! {
    name: conditional_move_without_a_suspension,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine]
    fn body() {
        let a: D = D::new("a");
        let b: D = D::new("b");
        let x: u32 = recv!();
        if x == 1 {
            drop(a);
        } else {
            log("kept");
        }
        recv!();
        match x {
            0 => {
                eat(b);
            }
            1 => log("b is kept"),
            _ => drop(b),
        }
        recv!();
        log("end");
    }
}

difftest! {
    name: deferred_initialisation,
    make: (),
    inputs: [0, 1], depth: 7,
    #[coroutine]
    fn body() -> u32 {
        let c: u32 = recv!();
        let _g: D = D::new("g");
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
        recv!();
        x.name()
    }
}

difftest! {
    name: initialised_on_one_path,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine]
    fn body() {
        let _before: D = D::new("before");
        let late: D;
        let _after: D = D::new("after");
        let x: u32 = recv!();
        if x == 1 {
            late = D::new("late");
            late.name();
        }
        recv!();
        log("end");
    }
}

difftest! {
    name: assignment_drops_the_old_value,
    make: (),
    inputs: [0, 1, 7], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let mut m: D = D::new("m0");
        loop {
            let x: u32 = recv!();
            match x {
                0 => m = D::new("m1"),
                7 => break,
                _ => {
                    m = D::new("m2");
                    recv!();
                }
            }
            m.name();
        }
        m.name()
    }
}

difftest! {
    name: moved_and_given_again,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine(recv = u32)]
    fn body() {
        let mut m: D = D::new("m0");
        recv!();
        eat(m);
        m = D::new("m1");
        recv!();
        drop(m);
        recv!();
        m = D::new("m2");
        recv!();
        m.name();
    }
}

difftest! {
    name: partial_moves_stay_in_one_segment,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let couple: Couple = Couple { first: D::new("first"), second: D::new("second"), count: 2 };
        recv!();
        let Couple { first, second, count }: Couple = couple;
        let first: D = first;
        let second: D = second;
        let count: u32 = count;
        eat(first);
        let x: u32 = recv!();
        second.name();
        x + count
    }
}

difftest! {
    name: moved_into_a_collection,
    make: (),
    inputs: [0, 1, 7], depth: 6,
    #[coroutine]
    fn body() -> usize {
        let mut kept: Vec<D> = Vec::new();
        loop {
            let d: D = D::new("d");
            let x: u32 = recv!();
            if x == 7 {
                break;
            }
            if x == 1 {
                kept.push(d);
                recv!();
                continue;
            }
            d.name();
        }
        kept.len()
    }
}

difftest! {
    name: moved_into_the_return_value,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body() -> Result<D, D> {
        let a: D = D::new("a");
        let b: D = D::new("b");
        let x: u32 = recv!();
        if x == 0 {
            return Err(a);
        }
        recv!();
        a.into_name();
        Ok(b)
    }
}

difftest! {
    name: moved_into_the_yielded_value,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine(yield = D)]
    fn body() {
        let a: D = D::new("a");
        let b: D = D::new("b");
        let x: u32 = yield_!(a);
        if x == 1 {
            yield_!(b);
            log("gave b");
        } else {
            yield_!(D::new("fresh"));
            b.name();
        }
        log("end");
    }
}

difftest! {
    name: a_move_in_a_condition_whose_branches_end,
    make: (1) | (2) | (3),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let d: D = D::new("d");
        if seen(n) == 1 {
            seen(7);
        } else if eat(d) == n {
            recv!();
            panic!("on purpose");
        } else {
            return recv!();
        }
        let eaten: u32 = eat(d);
        eaten + recv!()
    }
}

fn same(d: D) -> D {
    d
}

difftest! {
    name: moved_on_the_way_out_of_a_loop,
    make: (1) | (2),
    inputs: [1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let a: D = D::new("a");
        let b: D = D::new("b");
        loop {
            let x: u32 = recv!();
            seen(a.name());
            let c: D = same(if x == 1 { eat(a); break } else { D::new("c") });
            seen(n + c.name());
        }
        log("end");
        recv!() + b.name()
    }
}

difftest! {
    name: moved_in_an_operand_that_never_ends,
    make: (1) | (2),
    inputs: [1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let a: D = D::new("a");
        'out: {
            while recv!() != n {
                seen(a.name());
            }
            log("found");
            recv!();
            sum(1, 2, { drop(a); break 'out });
        }
        log("end");
        recv!()
    }
}
