//! `throw = E`: at plain forms, at `try_` forms, and through those that are delegated to.

use coro_runtime::Interrupt;

use crate::delegating::Input::{Send, Throw};
use crate::{delegating::delegating, effects::*};

/// What a thrown value becomes.
#[derive(Debug)]
#[allow(dead_code, reason = "it is shown, and it drops")]
struct Failed(D);

impl From<D> for Failed {
    fn from(error: D) -> Failed {
        error.name();
        Failed(error)
    }
}

delegating! {
    name: at_a_plain_suspension,
    suspensions: throwing,
    make: (D::new("first"), D::new("second")),
    inputs: [Send(0), Send(1), Throw("error")], depth: 4,
    #[coroutine(yield = u32, recv = u32, throw = D)]
    fn body(first: D, second: D) -> Result<u32, Failed> {
        let _outer: D = D::new("outer");
        let mut rounds: u32 = 0;
        while rounds < 3 {
            let _round: D = D::new("round");
            rounds += 1;
            let value: u32 = yield_!(rounds);
            if value == 0 {
                let _inner: D = D::new("inner");
                yield_!(first.name());
            }
        }
        drop(second);
        yield_!(7);
        Ok(rounds)
    }
}

delegating! {
    name: at_a_try_form,
    suspensions: throwing,
    make: (),
    inputs: [Send(0), Send(1), Throw("error"), Throw("e")], depth: 4,
    #[coroutine(yield = u32, recv = u32, throw = D)]
    fn body() -> Result<D, Failed> {
        let _outer: D = D::new("outer");
        let mut caught: u32 = 0;
        loop {
            let _round: D = D::new("round");
            let given: Result<u32, Interrupt<D>> = try_yield!(caught);
            match given {
                Ok(0) => {
                    yield_!(100);
                }
                Ok(_) => return Ok(D::new("returned")),
                Err(Interrupt::Close) => {
                    log("closed");
                    return Ok(D::new("on close"));
                }
                Err(Interrupt::Throw(error)) => {
                    if error.name() == 1 {
                        return Err(error.into());
                    }
                    caught += 1;
                }
            }
        }
    }
}

delegating! {
    name: through_a_delegation,
    suspensions: throwing,
    make: (),
    inputs: [Send(0), Send(1), Throw("error"), Throw("e")], depth: 4,
    #[delegate(yield = u32, recv = u32, throw = D)] {
        fn sub() -> Result<u32, D> {
            let _local: D = D::new("local");
            let given: Result<u32, Interrupt<D>> = try_yield!(1);
            match given {
                Ok(0) => {
                    let value: u32 = yield_!(2);
                    Ok(value)
                }
                Ok(value) => Ok(value),
                Err(Interrupt::Close) => Ok(3),
                Err(Interrupt::Throw(error)) => {
                    if error.name() == 1 {
                        return Ok(4);
                    }
                    Err(error)
                }
            }
        }
    }
    #[delegate(yield = u32, recv = u32, throw = D)] {
        fn middle() -> Result<u32, D> {
            let _middle: D = D::new("middle");
            let value: u32 = yield_from!(sub())?;
            log("middle goes on");
            yield_!(50);
            Ok(value)
        }
    }
    #[coroutine(yield = u32, recv = u32, throw = D)]
    fn body() -> Result<u32, Failed> {
        let _outer: D = D::new("outer");
        let outcome: Result<u32, D> = yield_from!(middle());
        match outcome {
            Ok(value) => {
                yield_!(value);
                Ok(value)
            }
            Err(error) => {
                let error: D = error;
                yield_!(error.name());
                Err(Failed(error))
            }
        }
    }
}

delegating! {
    name: through_its_own_frames,
    suspensions: throwing,
    make: (2) | (0),
    inputs: [Send(0), Throw("error"), Throw("e")], depth: 4,
    #[coroutine(yield = u32, recv = u32, throw = D)]
    fn body(depth: u32) -> Result<u32, D> {
        let _frame: D = D::new("frame");
        if depth == 0 {
            let given: Result<u32, Interrupt<D>> = try_yield!(0);
            return match given {
                Ok(_) | Err(Interrupt::Close) => {
                    let value: u32 = yield_!(1);
                    Ok(value)
                }
                Err(Interrupt::Throw(error)) => Err(error),
            };
        }
        let outcome: Result<u32, D> = yield_from!(body(depth - 1));
        if let Err(error) = outcome {
            let error: D = error;
            if depth == 1 && error.name() == 1 {
                log("caught");
                yield_!(depth);
                return Ok(5);
            }
            return Err(error);
        }
        yield_!(10 + depth);
        Ok(depth)
    }
}
