//! A counter behind a chain of coroutines that do nothing but delegate, each kept by value in the one before it.

mod coroutine;
mod diapause;
mod genawaiter;
mod hand;
mod hchk;

use std::hint::black_box;

use crate::cell::Cell;
use crate::cells;
use crate::drive::pull;

/// How far it counts.
const N: u32 = 1_000;

/// `chain!(made_by, 2, count(n))` is `made_by::pass(made_by::pass(made_by::count(n)))`.
macro_rules! chain {
    ($maker:ident, 0, $inner:expr) => {
        $inner
    };
    ($maker:ident, 1, $inner:expr) => {
        $maker::pass($inner)
    };
    ($maker:ident, 2, $inner:expr) => {
        $maker::pass($maker::pass($inner))
    };
    ($maker:ident, 4, $inner:expr) => {
        chain!($maker, 2, chain!($maker, 2, $inner))
    };
    ($maker:ident, 8, $inner:expr) => {
        chain!($maker, 4, chain!($maker, 4, $inner))
    };
}

macro_rules! depths {
    ($($name:ident: $workload:literal, $depth:tt;)*) => { $(
        /// Every maker's machine, for a chain of that length.
        pub const $name: &[Cell] = cells! {
            $workload by pull;
            Hand = chain!(hand, $depth, hand::count(black_box(N)));
            Hchk = chain!(hchk, $depth, hchk::count(black_box(N)));
            Coroutine = chain!(coroutine, $depth, coroutine::count(black_box(N)));
            Diapause = chain!(diapause, $depth, diapause::count(black_box(N)));
            GenawaiterRc = |co| chain!(genawaiter, $depth, genawaiter::count(co, black_box(N)));
        };
    )* };
}

depths! {
    CELLS_0: "chain-0", 0;
    CELLS_1: "chain-1", 1;
    CELLS_2: "chain-2", 2;
    CELLS_4: "chain-4", 4;
    CELLS_8: "chain-8", 8;
}
