//! The chapter on expressions.

mod blocks;
mod branches;
mod calls;
mod loops;
mod operators;
mod values;
