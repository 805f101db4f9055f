//! Resumes that come back to their state, which works on the fields where they are, and all the ways out of that: moves,
//! ends of scopes, other states, returns, `?`, panics.

use crate::{effects::*, harness::difftest};

difftest! {
    name: states_that_share,
    make: () ,
    inputs: [0, 1, 2, 3, 60], depth: 5,
    #[coroutine(recv = u32, yield = u32)]
    fn body() -> Result<u32, MyErr> {
        let mut buffer: [D; 2] = [D::new("zero"), D::new("one")];
        let mut n: u32 = 0;
        loop {
            let x: u32 = yield_!(n);
            buffer[0] = D::new("first");
            if x == 3 {
                return Ok(n);
            }
            n += parse(x)?;
            let y: u32 = yield_!(n + 1);
            buffer[1].name();
            let twice: u32 = y * 2;
            for i in 0..y % 3 {
                let z: u32 = yield_!(i);
                n = n.wrapping_add(z + twice);
                buffer[1] = D::new("second");
            }
            log("round");
        }
    }
}

difftest! {
    name: leaving_at_the_end_of_a_scope,
    make: (),
    inputs: [0, 1, 2, 60], depth: 6,
    #[coroutine(recv = u32, yield = u32)]
    fn body() -> u32 {
        let _all: D = D::new("all");
        let mut total: u32 = 0;
        while total < 200 {
            let mut kept: Vec<D> = Vec::new();
            loop {
                let x: u32 = yield_!(total);
                let _now: D = D::new("now");
                if x == 0 {
                    break;
                }
                if x == 2 {
                    kept.clear();
                    continue;
                }
                total += x;
                kept.push(D::new("kept"));
            }
            log("inner is over");
            total += yield_!(0);
        }
        total
    }
}

difftest! {
    name: leaving_by_a_move,
    make: (D::new("given")),
    inputs: [0, 1, 2, 3], depth: 5,
    #[coroutine(recv = u32, yield = u32)]
    fn body(mut given: D) -> (u32, D) {
        let mut n: u32 = 0;
        loop {
            let x: u32 = yield_!(n);
            let _y: D = D::new("y");
            match x {
                0 => break,
                1 => given = D::new("other"),
                2 => {
                    let inner: D = D::new("inner");
                    n += 1;
                    inner.name();
                }
                _ => return (n, given),
            }
            n += 1;
        }
        log("behind");
        (n + 1, given)
    }
}

difftest! {
    name: leaving_with_a_local_of_its_own,
    make: (D::new("target")),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(recv = u32, yield = u32)]
    fn body(target: D) {
        loop {
            let x: u32 = yield_!(0);
            let made: D = D::new("made");
            if x == 0 {
                target.name();
                continue;
            }
            let again: u32 = yield_!(1);
            if again == 2 {
                drop(target);
                drop(made);
                yield_!(7);
                return;
            }
        }
    }
}

struct Own(D);

impl Own {
    fn finish(self) -> u32 {
        self.0.name();
        5
    }

    fn look(&self) {
        self.0.name();
    }
}

difftest! {
    name: methods_that_consume,
    make: (D::new("target")),
    inputs: [0, 1], depth: 4,
    #[coroutine(recv = u32, yield = u32)]
    fn body(target: D) -> u32 {
        let held: Own = Own(target);
        loop {
            let x: u32 = yield_!(0);
            if x == 1 {
                return held.finish();
            }
            held.look();
        }
    }
}

struct Pair {
    first: D,
    second: D,
}

difftest! {
    name: parts_that_are_moved_at_the_end,
    make: (),
    inputs: [0, 1, 2], depth: 4,
    #[coroutine(recv = u32, yield = u32)]
    fn body() -> D {
        let mut pair: Pair = Pair { first: D::new("first"), second: D::new("second") };
        loop {
            let x: u32 = yield_!(0);
            if x == 2 {
                pair.first = D::new("another");
                continue;
            }
            if x == 1 {
                let first = pair.first;
                first.name();
                return pair.second;
            }
            pair.second.name();
        }
    }
}

difftest! {
    name: replaced_where_it_is,
    make: (),
    inputs: [0, 1, 60], depth: 5,
    #[coroutine(recv = u32, yield = u32)]
    fn body() -> Result<(), MyErr> {
        let mut one: D = D::new("one");
        let mut two: (D, u32) = (D::new("two"), 0);
        loop {
            let x: u32 = yield_!(two.1);
            one = D::new("new one");
            two.1 += parse(x)?;
            (one, two.0) = (D::new("third"), D::new("fourth"));
            if x == 1 {
                std::mem::swap(&mut one, &mut two.0);
            }
            two = (D::new("fifth"), two.1);
        }
    }
}

difftest! {
    name: received_into_place,
    make: (),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(recv = u32, yield = u32)]
    fn body() {
        let mut seen: Vec<u32> = vec![0; 2];
        let mut last: D = D::new("last");
        loop {
            seen[1] = yield_!(seen[0]);
            let at: usize = seen[1] as usize % 2;
            seen[at] += yield_!(1);
            last = if seen[0] > 3 { D::new("large") } else { D::new("small") };
            last.name();
        }
    }
}

difftest! {
    name: iterators_in_place,
    make: (vec![3, 1]) | (vec![]),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(recv = u32, yield = u32)]
    fn body(values: Vec<u32>) {
        let _g: D = D::new("g");
        for value in values {
            for letter in ["a", "b"].into_iter().skip(1) {
                let _x: D = D::new(letter);
                if yield_!(value) == 2 {
                    break;
                }
            }
        }
        log("over");
        yield_!(9);
    }
}

difftest! {
    name: unknown_types_beside_what_stays,
    make: (D::new("target")),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(recv = u32, yield = u32)]
    fn body(target: D) {
        let mut n: u32 = 0;
        loop {
            let x: u32 = yield_!(n);
            let guard = Guard::of(x);
            if x == 1 {
                target.name();
                n += guard.value();
            }
            if x == 2 {
                break;
            }
        }
        let last = Guard::of(n);
        target.name();
        last.value();
        yield_!(9);
    }
}

difftest! {
    name: a_range_goes_along_to_a_state_with_more,
    make: (),
    inputs: [0, 1, 2], depth: 6,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let mut sum: u32 = 0;
        for x in 0..3u32 {
            let own: u32 = 'once: loop {
                let y: u32 = recv!();
                if y == 0 {
                    break 'once 7;
                }
                let _a: D = D::new("a");
                sum += recv!() + x;
            };
            sum += own;
        }
        sum + recv!()
    }
}

struct Guard(D, u32);

impl Guard {
    fn of(value: u32) -> Self {
        Self(D::new("guard"), value)
    }

    fn value(&self) -> u32 {
        self.0.name();
        self.1
    }
}

difftest! {
    name: given_anew_before_what_stays,
    make: (D::new("q"), Some(D::new("o"))),
    inputs: [0, 1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(mut q: D, _o: Option<D>) -> u32 {
        loop {
            drop(q);
            let n: u32 = recv!();
            q = D::new("given");
            if n == 2 {
                return seen(n);
            }
            seen(7);
        }
    }
}

difftest! {
    name: left_behind_a_move_on_some_paths,
    make: (D::new("a"), 1) | (D::new("a"), 2),
    inputs: [1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(a: D, n: u32) -> u32 {
        loop {
            if recv!() == n {
                break;
            }
            seen(a.name());
        }
        let b: D = D::new("b");
        if seen(n) == 1 {
            drop(b);
        }
        log("late");
        drop(a);
        log("end");
        3
    }
}

difftest! {
    name: left_where_a_block_ends_behind_a_move_on_some_paths,
    make: (1) | (2),
    inputs: [1, 2], depth: 4,
    #[coroutine(recv = u32)]
    fn body(n: u32) -> u32 {
        {
            let a: D = D::new("a");
            loop {
                if recv!() == n {
                    break;
                }
                seen(a.name());
            }
            let b: D = D::new("b");
            if seen(n) == 1 {
                drop(b);
            }
            log("late");
        }
        log("end");
        3
    }
}

difftest! {
    name: not_left_where_a_local_of_unknown_type_is_there,
    make: (),
    inputs: [0, 1], depth: 4,
    #[coroutine(recv = u32)]
    fn body() {
        let mut a: D = D::new("a");
        loop {
            let x: u32 = recv!();
            let known_to_rustc_alone = seen(x);
            if x == 1 {
                eat(a);
                a = D::new("b");
            }
            log(&format!("{known_to_rustc_alone}"));
        }
    }
}

difftest! {
    name: moved_on_the_way_to_a_return,
    make: (D::new("a")),
    inputs: [0, 1, 2], depth: 3,
    #[coroutine(recv = u32)]
    fn body(a: D) -> u32 {
        loop {
            let x: u32 = recv!();
            let n: u32 = seen(match x {
                0 => {
                    drop(a);
                    return seen(1);
                }
                1 => continue,
                n => n,
            });
            seen(n);
            a.name();
        }
    }
}
