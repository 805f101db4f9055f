//! Draws bodies: well-typed, with the types written where a machine asks for them, and ending for every script.
//!
//! Everything is a function of the seed. What is moved, what may be used, and where a jump may go is followed while it
//! is drawn, so that nearly every body is one that rustc accepts.

mod arguments;
mod branches;
mod conditions;
mod droppables;
mod held;
mod jumps;
mod loops;
mod numbers;
mod profile;
mod scope;
mod statements;
mod suspensions;
mod tree;
mod types;

mod case;

pub use case::Case;
