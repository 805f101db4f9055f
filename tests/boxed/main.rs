//! What a coroutine does, with every machine `boxed`: the modules of `tests/behavior` again.

#![allow(
    unused_assignments,
    unused_variables,
    clippy::all,
    reason = "rustc sees the bodies as they are written, in every form that Rust has"
)]

use steps::{check, outputs};

/// The prelude of the tests, whose attribute says `boxed`.
mod prelude {
    pub(crate) use coro_runtime::prelude::*;

    pub(crate) mod coro {
        pub(crate) use coro_boxing::coroutine;
        pub(crate) use coro_runtime::*;
    }
}

mod alone;
mod ends;
mod genawaiter_peer;
mod threads;

#[path = "../behavior/arguments.rs"]
mod arguments;
#[path = "../behavior/attributes.rs"]
mod attributes;
#[path = "../behavior/beazley/mod.rs"]
mod beazley;
#[path = "../behavior/borrows.rs"]
mod borrows;
#[path = "../behavior/closing.rs"]
mod closing;
#[path = "../behavior/constructs/mod.rs"]
mod constructs;
#[path = "../behavior/control.rs"]
mod control;
#[path = "../behavior/debug.rs"]
mod debug;
#[path = "../behavior/delegation.rs"]
mod delegation;
#[path = "../behavior/drops/mod.rs"]
mod drops;
#[path = "../behavior/events.rs"]
mod events;
#[path = "../behavior/flushing.rs"]
mod flushing;
#[path = "../behavior/generics.rs"]
mod generics;
#[path = "../behavior/grep.rs"]
mod grep;
#[path = "../behavior/hygiene.rs"]
mod hygiene;
#[path = "../behavior/items.rs"]
mod items;
#[path = "../behavior/iterators.rs"]
mod iterators;
#[path = "../behavior/laws.rs"]
mod laws;
#[path = "../behavior/pipeline.rs"]
mod pipeline;
#[path = "../behavior/primed.rs"]
mod primed;
#[path = "../behavior/python_coroutines.rs"]
mod python_coroutines;
#[path = "../behavior/python_generators.rs"]
mod python_generators;
#[path = "../behavior/python_puzzles.rs"]
mod python_puzzles;
#[path = "../behavior/python_subgenerators.rs"]
mod python_subgenerators;
#[path = "../behavior/python_yield_from.rs"]
mod python_yield_from;
#[path = "../behavior/recursion.rs"]
mod recursion;
#[path = "../behavior/recursive_forms.rs"]
mod recursive_forms;
#[path = "../behavior/steps.rs"]
mod steps;
#[path = "../behavior/throwing.rs"]
mod throwing;
#[path = "../behavior/values.rs"]
mod values;
