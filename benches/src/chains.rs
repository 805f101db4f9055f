//! A counter behind a chain of coroutines that do nothing but delegate, each kept by value in the one before it.

#[expect(missing_docs, reason = "the states that diapause makes are public and have no documentation")]
pub mod by_diapause;
pub mod by_genawaiter;
pub mod by_hand;
pub mod delegating;

use genawaiter::rc::Gen;

use crate::Machine;
use crate::drive::{self, Mode, Sum};

/// `chain!(pass, 2, count(n))` is `pass(pass(count(n)))`.
macro_rules! chain {
    ($pass:path, 0, $inner:expr) => {
        $inner
    };
    ($pass:path, 1, $inner:expr) => {
        $pass($inner)
    };
    ($pass:path, 2, $inner:expr) => {
        $pass($pass($inner))
    };
    ($pass:path, 4, $inner:expr) => {
        chain!($pass, 2, chain!($pass, 2, $inner))
    };
    ($pass:path, 8, $inner:expr) => {
        chain!($pass, 4, chain!($pass, 4, $inner))
    };
}

/// Counts to `n` behind `depth` delegations.
///
/// # Panics
///
/// If there is no chain of that depth.
pub fn run(machine: Machine, depth: u32, n: u32, mode: Mode) -> Sum {
    match depth {
        0 => run_0(machine, n, mode),
        1 => run_1(machine, n, mode),
        2 => run_2(machine, n, mode),
        4 => run_4(machine, n, mode),
        8 => run_8(machine, n, mode),
        _ => panic!("there is no chain of depth {depth}"),
    }
}

macro_rules! depths {
    ($($run:ident: $depth:tt,)*) => { $(
        #[inline(never)]
        fn $run(machine: Machine, n: u32, mode: Mode) -> Sum {
            match machine {
                Machine::Hand => drive::coroutine(chain!(by_hand::pass, $depth, by_hand::count(n)), mode),
                Machine::Coroutine => {
                    drive::coroutine(chain!(delegating::pass, $depth, delegating::count(n)), mode)
                }
                Machine::Diapause => {
                    drive::diapause(chain!(by_diapause::pass, $depth, by_diapause::count(n)), mode)
                }
                Machine::Genawaiter => {
                    let chain = |co| chain!(by_genawaiter::pass, $depth, by_genawaiter::count(co, n));
                    drive::genawaiter(Gen::new(chain), mode)
                }
            }
        }
    )* };
}

depths! {
    run_0: 0,
    run_1: 1,
    run_2: 2,
    run_4: 4,
    run_8: 8,
}
