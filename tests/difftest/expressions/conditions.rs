//! Suspensions in conditions, scrutinees and loop heads.

use crate::{effects::*, harness::difftest};

difftest! {
    name: if_conditions,
    make: (),
    inputs: [0, 1, 4], depth: 5,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let _g: D = D::new("g");
        if recv!() > 3 {
            let _a: D = D::new("a");
            recv!();
        } else if recv!() == 1 {
            let _b: D = D::new("b");
            return recv!();
        } else if !(recv!() == 0) {
            log("third");
        }
        if recv!() + recv!() == 2 { 22 } else { 33 }
    }
}

difftest! {
    name: lazy_operators,
    make: (true) | (false),
    inputs: [0, 1], depth: 7,
    #[coroutine(recv = u32)]
    fn body(a: bool) -> u32 {
        let _g: D = D::new("g");
        let both: bool = a && recv!() == 1;
        let either: bool = a || recv!() == 1 || recv!() == 0;
        let mixed: bool = (recv!() == 1 && recv!() == 1) || (both && recv!() == 0);
        if a && recv!() == 1 || either && mixed {
            log("yes");
        }
        both as u32 + 2 * either as u32 + 4 * mixed as u32
    }
}

difftest! {
    name: while_conditions,
    make: (),
    inputs: [0, 3, 9], depth: 6,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let _g: D = D::new("g");
        let mut rounds: u32 = 0;
        while recv!() < 5 {
            let _h: D = D::new("h");
            if recv!() == 3 {
                continue;
            }
            rounds += 1;
        }
        'outer: while rounds < 3 && recv!() != 9 {
            while recv!() == 0 {
                if recv!() == 9 {
                    break 'outer;
                }
            }
            rounds += 1;
        }
        rounds
    }
}

difftest! {
    name: scrutinees,
    make: (),
    inputs: [0, 1, 2, 9], depth: 4,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let _g: D = D::new("g");
        let mut total: u32 = 0;
        loop {
            match recv!() {
                0 => break,
                n @ 1..=2 if n + total < 4 => total += n + recv!(),
                1 => {
                    let _d: D = D::new("d");
                    total += match recv!() {
                        0 => return total,
                        n => n,
                    };
                }
                _ => continue,
            }
            log("round");
        }
        total
    }
}

difftest! {
    name: refutable_patterns,
    make: (),
    inputs: [None, Some(1), Some(6)], depth: 5,
    #[coroutine(recv = Option<u32>)]
    fn body() -> u32 {
        let _g: D = D::new("g");
        let mut total: u32 = 0;
        while let Some(x) = recv!() {
            let _h: D = D::new("h");
            total += x;
            if let Some(y @ 1..=5) = recv!() {
                recv!();
                total += y;
            } else if let None = recv!() {
                break;
            }
        }
        let Some(last) = recv!() else {
            recv!();
            return total;
        };
        total + last
    }
}

difftest! {
    name: let_chains,
    make: (),
    inputs: [Some(0), Some(1), None], depth: 5,
    #[coroutine(recv = Option<u32>)]
    fn body() -> u32 {
        let mut total: u32 = 0;
        while let Some(x) = recv!()
            && x + total < 4
            && let Some(y) = recv!()
        {
            let _d: D = D::new("d");
            total += y + 1;
            if y == 1
                && let Some(z) = recv!()
                && z == 1
            {
                recv!();
                log("inner");
            }
        }
        total
    }
}

difftest! {
    name: nested_receive_loops,
    make: (),
    inputs: [(0, 1), (1, 2), (2, 0)], depth: 5,
    #[coroutine(recv = (u32, u32), yield = Option<u32>)]
    fn body() -> u32 {
        let mut rows: u32 = 0;
        loop {
            let (event, value) = recv!();
            if event == 0 {
                let _row: D = D::new("row");
                let mut cells: Vec<u32> = vec![value];
                loop {
                    let (event, value) = recv!();
                    if event == 1 {
                        cells.push(value);
                    } else if event == 2 {
                        yield_!(Some(cells.len() as u32));
                        break;
                    }
                }
                rows += 1;
            } else if event == 2 && value == 0 {
                return rows;
            }
        }
    }
}
