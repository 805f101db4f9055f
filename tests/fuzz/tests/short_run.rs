//! A few seconds of it.

use std::process::Command;

fn fuzz(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_coro-fuzz")).args(arguments).output().expect("it is built");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn tokens_of_any_kind_do_no_harm() {
    fuzz(&["--seed", "1", "--seconds", "5"]);
}

#[test]
fn hundreds_of_statements_expand_in_seconds() {
    fuzz(&["--statements", "200"]);
}
