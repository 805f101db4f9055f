//! The chapter on expressions.

mod blocks;
mod branches;
mod loops;
mod operators;
mod values;
