//! `try_recv!` and `try_yield!`: a body that sees the close, ends with a value, or ignores it.

use coro_runtime::Interrupt;

use crate::{effects::*, harness::difftest};

difftest! {
    name: flushes_on_close,
    make: (0),
    inputs: [0, 1, 2], depth: 5,
    #[coroutine(yield = u32, recv = u32)]
    fn body(start: u32) -> u32 {
        let g: D = D::new("g");
        let mut tot: u32 = 0;
        {
            let h: D = D::new("h");
            if start < 3 {
                let k: D = D::new("k");
                loop {
                    let given: Result<u32, Interrupt> = try_yield!(0);
                    if let Ok(x) = given {
                        let x: u32 = x;
                        let _d: D = D::new("d");
                        if x == 0 {
                            yield_!(tot);
                        }
                        if x == 1 {
                            let q: Result<u32, Interrupt> = try_yield!(99);
                            match q {
                                Ok(y) => tot += y,
                                Err(Interrupt::Close) => {
                                    log("inner close");
                                    break;
                                }
                                Err(Interrupt::Throw(never)) => match never {},
                            }
                        }
                        tot += x;
                    } else {
                        break;
                    }
                }
                log("flush");
                if tot > 5 {
                    yield_!(tot);
                }
                k.name();
            }
            h.name();
        }
        g.name();
        tot
    }
}

difftest! {
    name: closed_in_a_while_let,
    make: (),
    inputs: [0, 1], depth: 5,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let _g: D = D::new("g");
        let mut total: u32 = 0;
        while let Ok(x) = try_recv!() {
            let _h: D = D::new("h");
            total += x;
        }
        log("closed");
        total
    }
}

difftest! {
    name: ignores_the_close_once,
    make: (),
    inputs: [0, 1], depth: 4,
    #[coroutine(recv = u32)]
    fn body() -> D {
        let d: D = D::new("d");
        let mut closes: u32 = 0;
        loop {
            let _h: D = D::new("h");
            let given: Result<u32, Interrupt> = try_recv!();
            match given {
                Ok(0) => log("zero"),
                Ok(_) => {
                    recv!();
                }
                Err(_) => {
                    closes += 1;
                    if closes == 2 {
                        break;
                    }
                }
            }
        }
        d
    }
}

difftest! {
    name: panics_while_closing,
    make: (),
    inputs: [0, 1], depth: 3,
    #[coroutine(recv = u32)]
    fn body() -> u32 {
        let _g: D = D::new("g");
        let mut total: u32 = 0;
        loop {
            let given: Result<u32, Interrupt> = try_recv!();
            let Ok(x) = given else {
                assert!(total < 2, "too much");
                return total;
            };
            total += x;
        }
    }
}
