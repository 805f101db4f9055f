//! Every construct of the chapters on expressions, statements and patterns of the Rust reference, with a suspension in
//! each operand it has, and with its value or bindings held over one. The list is in `coro-macros/README.md`.

#![allow(
    clippy::assign_op_pattern,
    clippy::identity_op,
    clippy::init_numbered_fields,
    clippy::needless_borrow,
    clippy::needless_late_init,
    clippy::never_loop,
    clippy::no_effect,
    clippy::nonminimal_bool,
    clippy::redundant_closure_call,
    clippy::redundant_slicing,
    clippy::unnecessary_literal_unwrap,
    reason = "each construct is written as such, the odd ones as well"
)]

use std::fmt::Debug;

use crate::prelude::*;

use crate::check;

mod expressions;
mod patterns;
mod statements;

/// Sends `inputs` to a machine that hands out nothing; the last of them must complete it with `returned`.
#[track_caller]
fn sends<In, M>(machine: M, inputs: impl IntoIterator<Item = In>, returned: M::Return)
where
    In: Clone + Debug,
    M: Coroutine<In, Yield = (), Return: PartialEq + Debug>,
{
    let steps: Vec<_> = inputs.into_iter().map(|input| ((), input)).collect();
    check(machine, &steps, returned);
}

/// The list claims nothing that no test shows.
#[test]
fn every_line_of_the_list_names_a_test_that_exists() {
    let root = env!("CARGO_MANIFEST_DIR");
    let readme = std::fs::read_to_string(format!("{root}/coro-macros/README.md")).expect("the list is there");
    let (_, list) = readme.split_once("\n## Constructs\n").expect("it has a section of its own");
    let mut n_tests = 0;
    for line in list.lines().filter(|line| line.starts_with("| ")) {
        let Some((_, test)) = line.trim_end_matches("` |").rsplit_once('`') else { continue };
        let Some((file, name)) = test.split_once(": ") else { continue };
        let directory = if file.starts_with("ui/") { "" } else { "behavior/constructs/" };
        let text = std::fs::read_to_string(format!("{root}/tests/{directory}{file}")).unwrap_or_default();
        assert!(text.contains(&format!("fn {name}(")), "no `{name}` in {file}");
        n_tests += 1;
    }
    assert!(n_tests > 100, "{n_tests} lines");
}
