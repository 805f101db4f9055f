//! Statements whose value comes from a suspending `if`, `match`, `loop` or block, assignments, and what is yielded.

use crate::{effects::*, harness::difftest};

difftest! {
    name: if_as_a_value,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let x: u32 = recv!();
        let d: D = if x == 0 {
            let _t: D = D::new("t");
            recv!();
            D::new("zero")
        } else if x == 1 {
            D::new("one")
        } else {
            let y: u32 = recv!();
            if y == 2 {
                return 22;
            }
            D::new("more")
        };
        recv!();
        d.name()
    }
}

difftest! {
    name: match_as_a_value,
    make: (),
    inputs: [0, 1, 2, 7], depth: 5,
    #[coroutine(yield = u32)]
    fn body() -> u32 {
        let mut total: u32 = 0;
        loop {
            let x: u32 = yield_!(total);
            let add: u32 = match x {
                0 => {
                    let _d: D = D::new("d");
                    let y: u32 = yield_!(100);
                    y
                }
                7 => break,
                n if n > 1 => continue,
                n => n,
            };
            total += add;
        }
        total
    }
}

difftest! {
    name: block_as_a_value,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine]
    fn body() -> u32 {
        let sum: u32 = {
            let a: u32 = recv!();
            let _d: D = D::new("d");
            let b: u32 = recv!();
            a + b
        };
        recv!();
        sum
    }
}

difftest! {
    name: the_value_is_assigned,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let mut d: D = D::new("d0");
        let mut x: u32 = 0;
        while x != 2 {
            x = recv!();
            d = if x == 0 {
                recv!();
                D::new("d1")
            } else {
                D::new("d2")
            };
        }
        d.name()
    }
}

difftest! {
    name: received_into_a_field,
    make: (),
    inputs: [0, 1, 7], depth: 6,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let mut couple: Couple = Couple { first: D::new("first"), second: D::new("second"), count: 0 };
        let mut pair: (u32, u32) = (0, 0);
        loop {
            couple.count = recv!();
            pair.1 = couple.count;
            if pair.1 == 7 {
                break;
            }
            couple.first = D::new("other");
            pair.0 = recv!();
        }
        couple.second.name() + pair.0
    }
}

difftest! {
    name: received_into_an_array_element,
    make: (),
    inputs: [0, 1, 2, 3], depth: 6,
    #[coroutine]
    fn body() -> [u32; 3] {
        let mut cells: [u32; 3] = [9; 3];
        let mut at: usize = 0;
        while at < 3 {
            cells[at] = recv!();
            let x: u32 = recv!();
            at += x as usize;
        }
        cells
    }
}

difftest! {
    name: received_droppables_replace_each_other,
    make: (),
    inputs: ["x", "y", "stop"], depth: 6,
    #[coroutine(recv = D)]
    fn body() -> D {
        let mut kept: D = D::new("first");
        loop {
            kept = recv!();
            if kept.0 == "stop" {
                return kept;
            }
            log("kept");
        }
    }
}

difftest! {
    name: received_droppables_end_where_they_should,
    make: (),
    inputs: ["x", "y"], depth: 7,
    #[coroutine(recv = D)]
    fn body() {
        recv!();
        log("dropped");
        let _ = recv!();
        log("dropped again");
        let _held: D = recv!();
        log("held");
        let d: D = recv!();
        if d.0 == "x" {
            recv!();
            drop(d);
        }
        recv!();
    }
}

difftest! {
    name: yields_options,
    make: (),
    inputs: [0, 1, 7], depth: 6,
    #[coroutine(yield = Option<u32>)]
    fn body() -> u32 {
        let mut total: u32 = 0;
        loop {
            let x: u32 = recv!();
            if x == 7 {
                return total;
            }
            total += x;
            yield_!(Some(total));
        }
    }
}

difftest! {
    name: yield_operand_with_temporaries,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine(yield = u32)]
    fn body() -> u32 {
        let _held: D = D::new("held");
        let x: u32 = yield_!(D::new("temporary").name());
        let y: u32 = yield_!(D::new("one").name() + D::new("second").name());
        yield_!({
            let inner: D = D::new("inner");
            inner.name()
        });
        x + y
    }
}

difftest! {
    name: yields_droppables,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine(yield = (D, u32))]
    fn body() {
        let mut n: u32 = 0;
        loop {
            let d: D = D::new("given");
            let x: u32 = yield_!((d, n));
            n += x;
            if n == 3 {
                break;
            }
        }
    }
}

difftest! {
    name: returns_a_held_value,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body() -> (D, u32) {
        let _g: D = D::new("g");
        let d: D = D::new("d");
        let x: u32 = recv!();
        (d, x)
    }
}

difftest! {
    name: literals_need_no_annotation,
    make: (),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine]
    fn body() -> String {
        let mut total = 0u32;
        let mut rounds = 0;
        let mut first = true;
        let name = "name";
        let mut text = String::new();
        while rounds < 3 {
            let step = 1.5;
            let x: u32 = recv!();
            let letter = 'x';
            if first && x == 1 {
                recv!();
                first = false;
            }
            total += x;
            rounds += 1;
            text.push(letter);
            text.push_str(&format!("{step}{name}{total}"));
        }
        text
    }
}

difftest! {
    name: known_constructors_need_no_annotation,
    make: (),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine]
    fn body() -> u32 {
        let pair = (1u32, true);
        let cells = [0u8; 4];
        let x: u32 = recv!();
        let copy = x;
        let wide = copy as u64;
        let same = copy == 1;
        let y: u32 = recv!();
        if same {
            recv!();
        }
        pair.0 + y + wide as u32 + cells.len() as u32
    }
}
