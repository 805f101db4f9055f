//! Every statement in which a suspension stands alone, and every position such a statement may have.

use crate::{effects::*, harness::difftest};

difftest! {
    name: every_statement_form,
    make: (),
    inputs: [0, 3], depth: 8,
    #[coroutine(yield = u32)]
    fn body() -> u32 {
        yield_!(1);
        let a: u32 = yield_!(2);
        let mut b: u32 = 10;
        b += a;
        b = yield_!(b);
        let _ = yield_!(3);
        let _unused: u32 = yield_!(4);
        let c: u32;
        c = yield_!(5);
        let (d, e): (u32, u32) = (b, c);
        yield_!(d + e);
        yield_!(6)
    }
}

difftest! {
    name: every_statement_form_without_a_yield,
    make: (),
    inputs: [0, 3], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        recv!();
        let a: u32 = recv!();
        let mut b: u32 = 10;
        b = b.max(a);
        let _ = recv!();
        let c = recv!();
        let d: u32 = c;
        b = recv!();
        sum(a, b, d);
        recv!()
    }
}

difftest! {
    name: suspension_as_the_tail_of_a_block,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let _g: D = D::new("g");
        let x: u32 = {
            let _h: D = D::new("h");
            recv!()
        };
        let y: u32 = if x == 0 { recv!() } else { 5 };
        let z: u32 = match y {
            0 => recv!(),
            n => n,
        };
        x + y + z
    }
}

difftest! {
    name: suspension_as_the_first_and_last_statement,
    make: (D::new("argument")),
    inputs: [()], depth: 5,
    #[coroutine(recv = ())]
    fn body(d: D) {
        recv!();
        d.name();
        recv!();
    }
}

difftest! {
    name: many_suspensions_in_a_row,
    make: (),
    inputs: [1], depth: 12,
    #[coroutine(recv = u32)]
    fn body() {
        let _a: D = D::new("a");
        recv!();
        recv!();
        recv!();
        let _b: D = D::new("b");
        recv!();
        recv!();
        {
            recv!();
            let _c: D = D::new("c");
            recv!();
        }
        recv!();
        recv!();
        log("end");
    }
}

difftest! {
    name: loop_of_one_suspension,
    make: (),
    inputs: [1, 2], depth: 5,
    #[coroutine(recv = u32)]
    fn body() {
        let _g: D = D::new("g");
        loop {
            recv!();
        }
    }
}

difftest! {
    name: receives_owned_text,
    make: (),
    inputs: ["a", "bc", ""], depth: 6,
    #[coroutine(recv = String, yield = String)]
    fn body() -> String {
        let mut joined: String = String::new();
        loop {
            let word: String = yield_!(joined.clone());
            if word.is_empty() {
                return joined;
            }
            let again: String = yield_!(word.to_uppercase());
            joined += &word;
            joined += &again;
        }
    }
}

difftest! {
    name: receives_results,
    make: (),
    inputs: [Ok(1), Ok(2), Err(9)], depth: 6,
    #[coroutine(recv = Result<u32, u32>)]
    fn body() -> Result<u32, u32> {
        let _g: D = D::new("g");
        let mut total: u32 = 0;
        while total < 5 {
            let _h: D = D::new("h");
            let given: Result<u32, u32> = recv!();
            total += given?;
        }
        Ok(total)
    }
}

difftest! {
    name: yields_the_unit,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body() -> u32 {
        let x: u32 = yield_!(());
        yield_!(log("operand"));
        x
    }
}

difftest! {
    name: diverging_statements,
    make: (),
    inputs: [0, 1, 2, 3], depth: 5,
    #[coroutine]
    fn body() -> u32 {
        let _g: D = D::new("g");
        let x: u32 = recv!();
        if x == 0 {
            recv!();
            panic!("zero");
        }
        if x == 1 {
            recv!();
            unreachable!("one is {x}");
        }
        let y: u32 = match x {
            2 => {
                recv!();
                todo!()
            }
            n => n,
        };
        recv!();
        y
    }
}
