//! Bodies that are drawn at random, each compared as a machine with what rustc makes of the same tokens.
//!
//! A fixed corpus of them is part of `cargo test`; `cargo run -p coro-generated -- --help` tells how to draw others.

pub mod generator;
pub mod run;
pub mod scratch;
pub mod shrink;
