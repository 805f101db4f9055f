//! What a coroutine does, one module a feature.
//!
//! They are run a second time, with every machine in a box, by `tests/boxed`. A function that cannot be is marked
//! `#[coro_runtime::coroutine]`.

#![deny(warnings)]

use coro_runtime::prelude;
use steps::{check, outputs};

mod arguments;
mod attributes;
mod beazley;
mod borrows;
mod bounds;
mod closing;
mod constructs;
mod control;
mod debug;
mod delegation;
mod drops;
mod events;
mod flushing;
mod generics;
mod grep;
mod hidden_lifetimes;
mod hygiene;
mod items;
mod iterators;
mod laws;
mod numbers;
mod pipeline;
mod primed;
mod python_coroutines;
mod python_generators;
mod python_puzzles;
mod python_subgenerators;
mod python_yield_from;
mod recursion;
mod recursive_forms;
mod steps;
mod throwing;
mod values;
