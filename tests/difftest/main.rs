//! Each body three times: as a machine, as a boxed machine and as plain rustc code. Their traces must be the same, with every effect, drop and
//! panic, for every script of inputs up to a length.

#![allow(
    unused_assignments,
    clippy::diverging_sub_expression,
    clippy::let_unit_value,
    clippy::needless_late_init,
    clippy::needless_return,
    clippy::never_loop,
    clippy::manual_map,
    clippy::needless_borrow,
    clippy::nonminimal_bool,
    clippy::redundant_pattern_matching,
    clippy::let_and_return,
    clippy::toplevel_ref_arg,
    reason = "the bodies are written for their order of effects, in every form that Rust has"
)]

mod delegating;
mod effects;
mod harness;
mod machine;
mod oracle;
mod play;
mod sent;

mod arguments;
mod branches;
mod delegation;
mod expressions;
mod followed;
mod given;
mod in_place;
mod interrupts;
mod loops;
mod moves;
mod patterns;
mod pipelines;
mod questions;
mod rest;
mod scopes;
mod segments;
mod shadowing;
mod suspensions;
mod throwing;
mod unknown_types;
mod values;
