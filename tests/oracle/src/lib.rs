//! A body twice: as a machine, and as plain Rust that rustc itself turns into a state machine. Both are played the same
//! scripts, and must leave the same trace.
//!
//! `tests/difftest` has the bodies that are written by hand, `tests/generated` those that are drawn.

pub mod delegating;
pub mod effects;
pub mod harness;
pub mod machine;
pub mod plain;
pub mod play;
pub mod sent;
