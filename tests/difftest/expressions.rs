//! Suspensions inside larger expressions: operands, arguments, literals, places, values of blocks.

use crate::{effects::*, harness::difftest};

mod conditions;
mod std_macros;

/// Takes a droppable argument before or after what is received.
fn keep(d: D, value: u32) -> u32 {
    eat(d) + value
}

difftest! {
    name: two_operands,
    make: (),
    inputs: [1, 2, 5], depth: 6,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let sum: u32 = recv!() + recv!();
        let both: u32 = recv!() * 10 - recv!() + seen(sum);
        both + recv!()
    }
}

difftest! {
    name: operand_is_read_before_it_changes,
    make: (4),
    inputs: [1, 2], depth: 5,
    #[coroutine(recv = u32)]
    fn body(mut total: u32) -> u32 {
        total = total + {
            total = 100;
            recv!()
        };
        let twice: u32 = total * 2 + {
            total += recv!();
            total
        };
        twice
    }
}

difftest! {
    name: compound_assignments,
    make: (7),
    inputs: [1, 2, 3], depth: 5,
    #[coroutine(yield = u32, recv = u32)]
    fn body(start: u32) -> u32 {
        let mut total: u32 = start;
        let mut cells: [u32; 4] = [0; 4];
        let mut pair: (u32, u32) = (1, 2);
        total += yield_!(total);
        total *= yield_!(total) + 1;
        total ^= 3 | yield_!(total);
        cells[1] += yield_!(cells[0]);
        pair.1 <<= yield_!(pair.1);
        total + cells[1] + pair.1
    }
}

difftest! {
    name: arguments_of_a_call,
    make: (3),
    inputs: [0, 1], depth: 7,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        let first: u32 = sum(n, recv!(), seen(2));
        let second: u32 = sum(recv!(), first, recv!());
        sum(1, recv!(), sum(second, recv!(), recv!()))
    }
}

difftest! {
    name: droppable_arguments,
    make: (D::new("given")),
    inputs: [0, 1], depth: 5,
    #[coroutine(recv = u32)]
    fn body(given: D) -> u32 {
        let local: D = D::new("local");
        let late: D = D::new("late");
        let a: u32 = keep(local, recv!());
        let b: u32 = keep(D::new("made"), recv!());
        late.name();
        let c: u32 = keep(given, recv!() + recv!());
        a + b + c
    }
}

difftest! {
    name: arguments_of_methods,
    make: (),
    inputs: [0, 1, 7], depth: 5,
    #[coroutine(recv = u32)]
    fn body() -> Vec<u32> {
        let mut v: Vec<u32> = Vec::new();
        let _g: D = D::new("g");
        while v.len() < 4 {
            v.push(recv!());
            v.extend([recv!(), 5]);
            if v[0] == 7 {
                v.insert(recv!() as usize, 9);
            }
        }
        v
    }
}

difftest! {
    name: receivers_of_methods,
    make: (),
    inputs: ["a b", "", "ccc"], depth: 4,
    #[coroutine(recv = String)]
    fn body() -> String {
        let mut text: String = String::new();
        text.push_str(&recv!());
        text.push_str(recv!().trim_start_matches('c'));
        text.push_str(&recv!().to_uppercase().replace(' ', "-"));
        let length: usize = recv!().len();
        text + &length.to_string()
    }
}

difftest! {
    name: tuples_and_arrays,
    make: (),
    inputs: [0, 1], depth: 7,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let (a, b): (u32, u32) = (recv!(), recv!());
        let cells: [u32; 3] = [recv!(), a, recv!()];
        let repeated: [u32; 2] = [recv!(); 2];
        let held: (D, u32) = (D::new("held"), recv!());
        cells[0] + cells[2] + repeated[1] + b + held.1 + held.0.name()
    }
}

difftest! {
    name: struct_literals,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let _g: D = D::new("g");
        let couple: Couple = Couple { second: D::new("second"), count: recv!(), first: D::new("first") };
        recv!();
        let count: u32 = couple.count;
        let more: u32 = recv!() + count;
        let other: Couple = {
            // What a base leaves behind is not known, so it may not be left behind over a suspension.
            let base = couple;
            Couple { count: more, ..base }
        };
        recv!();
        other.count
    }
}

difftest! {
    name: enum_constructors,
    make: (),
    inputs: [0, 1, 7], depth: 4,
    #[coroutine(yield = Option<u32>, recv = u32)]
    fn body() -> Option<u32> {
        let message: Msg = Msg::Text(D::new("text"), recv!());
        if let Msg::Text(d, n) = message {
            d.name();
            log(&n.to_string());
        }
        let x: u32 = yield_!(Some(recv!()));
        let y: u32 = Some(recv!())?;
        Some(x + y)
    }
}

difftest! {
    name: returned_and_broken_with,
    make: (),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let _g: D = D::new("g");
        let found: u32 = loop {
            let _h: D = D::new("h");
            if recv!() == 0 {
                break recv!();
            }
        };
        let named: u32 = 'b: {
            let _k: D = D::new("k");
            if found == 1 {
                break 'b recv!() + 1;
            }
            recv!()
        };
        if named == 2 {
            return recv!() + recv!();
        }
        named
    }
}

difftest! {
    name: blocks_as_arguments,
    make: (),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        sum(
            {
                let _d: D = D::new("d");
                recv!()
            },
            if recv!() == 0 {
                let _e: D = D::new("e");
                recv!()
            } else {
                3
            },
            match recv!() {
                0 => recv!(),
                1 => return 111,
                n => n,
            },
        )
    }
}

difftest! {
    name: yields_within_yields,
    make: (),
    inputs: [1, 3], depth: 7,
    #[coroutine(yield = u32, recv = u32)]
    fn body() -> u32 {
        let x: u32 = yield_!(yield_!(1) + yield_!(yield_!(2)));
        yield_!(x) + yield_!({
            let _d: D = D::new("d");
            yield_!(50) + 1
        })
    }
}

difftest! {
    name: places,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine(recv = u32)]
    fn body() -> [u32; 3] {
        let mut cells: [u32; 3] = [7, 8, 9];
        let first: u32 = cells[recv!() as usize];
        cells[recv!() as usize] = recv!() + first;
        cells[0] = recv!();
        let mut couple: Couple = Couple { first: D::new("first"), second: D::new("second"), count: 0 };
        couple.count = recv!();
        couple.first = D::new("other");
        cells[1] += couple.count;
        cells
    }
}

difftest! {
    name: unary_cast_range_and_reference,
    make: (),
    inputs: [0, 1, 3], depth: 5,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let inverted: u32 = !recv!() & 0xff;
        let wide: u64 = recv!() as u64;
        let mut total: u32 = 0;
        for i in 0..recv!() {
            let _d: D = D::new("d");
            total += i + recv!();
        }
        let length: u32 = (&recv!()).count_ones();
        total + inverted + wide as u32 + length
    }
}

difftest! {
    name: fields_of_what_is_received,
    make: (),
    inputs: [(0, 1), (2, 3)], depth: 4,
    #[coroutine(recv = (u32, u32))]
    fn body() -> u32 {
        let a: u32 = recv!().1;
        let (b, _) = recv!();
        let _ = recv!();
        let (_, c): (u32, u32) = recv!();
        a + b + c
    }
}

difftest! {
    name: question_after_a_suspension,
    make: (),
    inputs: [1, 8], depth: 5,
    #[coroutine(recv = u32)]
    fn body() -> Result<u32, MyErr> {
        let _g: D = D::new("g");
        let first: u32 = parse(recv!())?;
        let mut total: u32 = parse(recv!())? + 1;
        total += parse(recv!())?;
        Ok(parse(recv!())? + total + first)
    }
}

difftest! {
    name: question_on_what_is_received,
    make: (),
    inputs: [Ok(1), Err(3)], depth: 4,
    #[coroutine(recv = Result<u32, u32>)]
    fn body() -> Result<u32, u32> {
        let _g: D = D::new("g");
        let a: u32 = recv!()?;
        let _h: D = D::new("h");
        let b: u32 = recv!()? + recv!()?;
        Ok(a + b + recv!()?)
    }
}

difftest! {
    name: shadows_itself,
    make: (1),
    inputs: [0, 2], depth: 5,
    #[coroutine(recv = u32)]
    fn body(x: u32) -> u32 {
        let x: u32 = x + recv!();
        let x: u32 = x * 2 + recv!() + x;
        {
            let x: u32 = sum(x, recv!(), x);
            log(&x.to_string());
        }
        x + recv!()
    }
}

difftest! {
    name: received_droppables_as_operands,
    make: (),
    inputs: ["x", "yy"], depth: 5,
    #[coroutine(recv = D)]
    fn body() -> u32 {
        let mut kept: Vec<D> = Vec::new();
        kept.push(recv!());
        let n: u32 = eat(recv!());
        let m: u32 = recv!().name();
        let name: &'static str = recv!().into_name();
        let couple: Couple = Couple { first: recv!(), second: D::new("second"), count: n + m };
        couple.first.name() + name.len() as u32
    }
}
