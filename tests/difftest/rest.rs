//! What is left of the reference's expressions where the order shows: destructuring assignments, elements, bases, callees.

#![allow(clippy::boxed_local, clippy::deref_addrof, reason = "boxes and references are what is tested")]

use crate::{effects::*, harness::difftest};

fn maker(d: D) -> impl Fn(u32, u32) -> u32 {
    move |left, right| d.name() + left * 10 + right
}

difftest! {
    name: destructuring_assignments,
    make: (),
    inputs: [0, 1], depth: 7,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let mut held: D = D::new("held");
        let mut other: D = D::new("other");
        let mut number: u32 = 0;
        (held, number) = (D::new("new"), recv!());
        (_, number) = (recv!(), number + recv!());
        (held, other) = {
            let pair = (other, held);
            pair
        };
        recv!();
        Couple { first: held, count: number, .. } =
            Couple { first: D::new("first"), second: D::new("second"), count: number + recv!() };
        _ = D::new("unheld");
        recv!();
        held.name() + other.name() + number
    }
}

difftest! {
    name: elements_of_elements,
    make: (vec![vec![1, 2], vec![3]]),
    inputs: [0, 1], depth: 6,
    #[coroutine(recv = u32)]
    fn body(mut rows: Vec<Vec<u32>>) -> u32 {
        let row: usize = seen(1) as usize;
        let held: u32 = rows[row][recv!() as usize];
        rows[seen(0) as usize][recv!() as usize] = recv!() + held;
        rows[recv!() as usize].push(held);
        rows[1].insert(recv!() as usize, recv!());
        rows[0][0] + rows[1][0]
    }
}

difftest! {
    name: assignments_to_elements,
    make: (),
    inputs: [0, 1, 5], depth: 4,
    #[coroutine(recv = u32)]
    fn body() -> [u32; 2] {
        let mut cells: [u32; 2] = [seen(7), 8];
        cells[recv!() as usize] = recv!();
        cells[seen(1) as usize] += seen(recv!());
        cells[seen(0) as usize] = recv!() + seen(cells[1]);
        cells
    }
}

difftest! {
    name: elements_of_droppables,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let list: Vec<D> = vec![D::new("a"), D::new("b")];
        let pair: [D; 2] = [D::new("c"), { recv!(); D::new("d") }];
        let [first, second] = pair;
        let name: u32 = list[recv!() as usize].name();
        let taken: (D, (u32, D)) = (second, (recv!(), first));
        name + taken.1.0 + recv!() + taken.0.name()
    }
}

difftest! {
    name: callees_and_receivers,
    make: (D::new("given")),
    inputs: [0, 1], depth: 5,
    #[coroutine(recv = u32)]
    fn body(given: D) -> u32 {
        let call: Box<dyn Fn(u32, u32) -> u32> = Box::new(maker(given));
        let first: u32 = call(recv!(), seen(recv!()));
        let chosen: fn(u32, u32, u32) -> u32 = if recv!() == 0 { sum } else { |a, _, _| a };
        let second: u32 = (if recv!() == 0 { chosen } else { sum })(seen(1), seen(2), seen(3));
        first + second + recv!().pow(seen(2)).min(recv!())
    }
}

difftest! {
    name: ranges_and_casts,
    make: (),
    inputs: [0, 2], depth: 7,
    #[coroutine(recv = u32)]
    fn body() -> Vec<u32> {
        let text: Vec<u32> = vec![1, 2, 3];
        let range = recv!() + 1..recv!() * 2;
        let mut all: Vec<u32> = range.collect();
        all.extend(text[recv!() as usize..].iter().rev());
        all.extend(&text[..=recv!() as usize]);
        for n in recv!()..=seen(recv!()) {
            all.push(n + recv!());
        }
        all
    }
}

difftest! {
    name: lazy_operators_among_others,
    make: (true) | (false),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(recv = u32)]
    fn body(flag: bool) -> u32 {
        let either: bool = flag && recv!() > 1 || !(recv!() == 0) && seen(recv!()) == 2;
        let limit: u32 = seen(4);
        let both: bool = (either | (recv!() == 1)) & (limit > recv!());
        u32::from(both) + seen(1) + if either ^ (recv!() == 1) { recv!() } else { 3 }
    }
}

difftest! {
    name: references_and_dereferences,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let mut boxed: Box<u32> = Box::new(recv!());
        let owner: Box<D> = Box::new(D::new("boxed"));
        recv!();
        *boxed += seen(recv!());
        *boxed = *boxed * 2 + recv!();
        let sum: u32 = *boxed + seen(*&recv!()) + *Box::new(recv!());
        // What is left of a box that has been moved out of cannot be kept, so nothing suspends behind it.
        let d: D = *owner;
        sum + d.name()
    }
}

difftest! {
    name: labelled_blocks_and_loops_as_operands,
    make: (),
    inputs: [0, 1], depth: 6,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let g: D = D::new("g");
        sum(
            1,
            'a: {
                let _d: D = D::new("d");
                if recv!() == 0 {
                    break 'a recv!();
                }
                7
            },
            'b: loop {
                let e: D = D::new("e");
                loop {
                    if recv!() == 0 {
                        e.name();
                        break 'b 4u32;
                    }
                    if recv!() == 0 {
                        continue 'b;
                    }
                }
            },
        ) + g.name()
    }
}

difftest! {
    name: patterns_within_patterns,
    make: (Some((D::new("a"), [1, 2, 3]))) | (None),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(given: Option<(D, [u32; 3])>) -> u32 {
        let _g: D = D::new("g");
        let held: u32 = match given {
            Some((d, [first @ (0 | 1), middle, last])) if seen(first) < last => {
                let d: D = d;
                let (first, last): (u32, u32) = (first + middle, last);
                recv!() + first + last + d.name()
            }
            Some(_) => recv!(),
            None => {
                let (x, y) = (D::new("x"), recv!());
                x.name() + y
            }
        };
        match recv!() {
            0 | 1 if seen(held) > 2 => recv!(),
            ref small @ ..=1 => *small,
            other => other + recv!(),
        }
    }
}
