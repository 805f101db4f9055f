//! `yield_from!`: to another coroutine, to several, to itself.

use coro_runtime::Interrupt;

use crate::{delegating::delegating, effects::*};

delegating! {
    name: between_guards,
    make: (1),
    inputs: [0, 1], depth: 4,
    #[delegate(yield = u32, recv = u32)] {
        fn sub(argument: D, start: u32) -> D {
            let local: D = D::new("local");
            let x: u32 = yield_!(start);
            if x == 0 {
                let _early: D = D::new("early");
                yield_!(local.name());
                return argument;
            }
            local
        }
    }
    #[coroutine(yield = u32, recv = u32)]
    fn body(start: u32) -> u32 {
        let _before: D = D::new("before");
        let first: D = yield_from!(sub(D::new("argument"), start));
        log("between");
        let _after: D = D::new("after");
        let second: D = {
            let _inside: D = D::new("inside");
            yield_from!(sub(first, start + 1))
        };
        yield_!(second.name());
        start
    }
}

delegating! {
    name: in_expressions_and_loops,
    make: (),
    inputs: [0, 1, 2], depth: 5,
    #[delegate(yield = u32, recv = u32)] {
        fn asks(question: u32) -> u32 {
            let _asked: D = D::new("asked");
            yield_!(question)
        }
    }
    #[coroutine(yield = u32, recv = u32)]
    fn body() -> u32 {
        let mut sum: u32 = 0;
        'rounds: loop {
            let _round: D = D::new("round");
            sum += yield_from!(asks(1)) * 10;
            for question in 2..4_u32 {
                let _turn: D = D::new("turn");
                match yield_from!(asks(question)) {
                    0 => continue 'rounds,
                    1 => {}
                    _ => break 'rounds,
                }
            }
            if yield_from!(asks(4)) > 0 && yield_from!(asks(5)) > 0 {
                return yield_from!(asks(sum)) + sum;
            }
        }
        log("out");
        sum
    }
}

delegating! {
    name: closes_that_the_inner_one_sees,
    make: (0) | (1),
    inputs: [0, 1], depth: 4,
    #[delegate(yield = u32, recv = u32)] {
        fn sub(patience: u32) -> D {
            let _local: D = D::new("local");
            let mut closes: u32 = 0;
            loop {
                let _round: D = D::new("round");
                let given: Result<u32, Interrupt> = try_yield!(closes);
                match given {
                    Ok(0) => {
                        yield_!(9);
                    }
                    Ok(_) => return D::new("returned"),
                    Err(_) => {
                        log("sub closed");
                        if closes == patience {
                            return D::new("discarded");
                        }
                        closes += 1;
                    }
                }
            }
        }
    }
    #[delegate(yield = u32, recv = u32)] {
        fn middle(patience: u32) -> D {
            let middle: D = D::new("middle");
            let returned: D = yield_from!(sub(patience));
            middle.name();
            returned
        }
    }
    #[coroutine(yield = u32, recv = u32)]
    fn body(patience: u32) -> D {
        let _outer: D = D::new("outer");
        let returned: D = yield_from!(middle(patience));
        log("went on");
        yield_!(5);
        returned
    }
}

delegating! {
    name: delegates_while_it_is_closed,
    make: (),
    inputs: [0, 1], depth: 3,
    #[delegate(yield = u32, recv = u32)] {
        fn sub(waits: bool) -> u32 {
            let _local: D = D::new("local");
            if waits {
                yield_!(1);
            }
            7
        }
    }
    #[coroutine(yield = u32, recv = u32)]
    fn body() -> u32 {
        let _outer: D = D::new("outer");
        let given: Result<u32, Interrupt> = try_yield!(0);
        let Ok(value) = given else {
            log("closing");
            let seven: u32 = yield_from!(sub(false));
            return seven;
        };
        let value: u32 = value;
        let waited: u32 = yield_from!(sub(value > 0));
        waited + value
    }
}

delegating! {
    name: to_itself,
    make: (2) | (0),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(yield = u32, recv = u32)]
    fn body(depth: u32) -> u32 {
        let frame: D = D::new("frame");
        if depth == 0 {
            let value: u32 = yield_!(0);
            return value;
        }
        let mut sum: u32 = 0;
        loop {
            let _round: D = D::new("round");
            let below: u32 = yield_from!(body(depth - 1));
            match below {
                0 => break,
                1 => sum += 10,
                _ => {
                    let more: u32 = yield_!(sum);
                    sum += more;
                }
            }
            if sum > 10 {
                return sum;
            }
        }
        frame.name() + sum
    }
}

delegating! {
    name: to_itself_with_what_it_owns,
    make: (2, D::new("own")),
    inputs: [0, 1], depth: 4,
    #[coroutine(yield = u32, recv = u32)]
    fn body(depth: u32, mut own: D) -> D {
        let _local: D = D::new("local");
        if depth > 0 {
            own = yield_from!(body(depth - 1, own));
            log("back");
        }
        let value: u32 = yield_!(own.name());
        if value == 0 {
            own = D::new("new");
        }
        own
    }
}

delegating! {
    name: to_itself_and_closed,
    make: (2) | (0),
    inputs: [0, 1], depth: 4,
    #[coroutine(yield = u32, recv = u32)]
    fn body(depth: u32) -> D {
        let _frame: D = D::new("frame");
        if depth > 0 {
            let below: D = yield_from!(body(depth - 1));
            log("back");
            yield_!(depth);
            return below;
        }
        let given: Result<u32, Interrupt> = try_yield!(0);
        match given {
            Ok(0) => D::new("five"),
            Ok(_) => {
                let given: Result<u32, Interrupt> = try_yield!(1);
                if given.is_err() {
                    log("ignores it");
                    yield_!(2);
                }
                D::new("six")
            }
            Err(_) => {
                log("innermost closed");
                D::new("seven")
            }
        }
    }
}

delegating! {
    name: to_itself_and_to_another,
    make: (1),
    inputs: [0, 1], depth: 4,
    #[delegate(yield = u32, recv = u32)] {
        fn leaf(first: bool) -> u32 {
            let _leaf: D = D::new(if first { "first" } else { "second" });
            let given: Result<u32, Interrupt> = try_yield!(7);
            if given.is_err() {
                log("leaf closed");
            }
            given.unwrap_or(0)
        }
    }
    #[coroutine(yield = u32, recv = u32)]
    fn body(depth: u32) -> u32 {
        let _frame: D = D::new("frame");
        let first: u32 = yield_from!(leaf(true));
        if depth == 0 {
            return first;
        }
        let below: u32 = yield_from!(body(depth - 1));
        below + yield_from!(leaf(false))
    }
}
