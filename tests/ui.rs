//! What the compiler says: each program in `ui/fail` breaks one rule and has its message beside it, those in `ui/pass`
//! come near to breaking one and compile.
//!
//! Where a message offers a way out that can be applied by a word, the program with that word is one that compiles.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the messages anew.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn messages_are_as_recorded() {
    let tests = trybuild::TestCases::new();
    tests.pass("tests/ui/pass/*.rs");
    tests.compile_fail("tests/ui/fail/*/*.rs");
}

/// Each refusal that offers `boxed` as a way out, with that word in the attribute: all of them in one program.
#[test]
fn what_boxed_is_offered_for_compiles_with_it() {
    let mut program = String::from("#![allow(warnings)]\n");
    let mut n_offers = 0;
    // Each of those in `several` has a second mistake.
    for path in
        programs("tests/ui/fail").into_iter().filter(|path| !path.starts_with("tests/ui/fail/several"))
    {
        let message =
            fs::read_to_string(path.with_extension("stderr")).expect("each program has its message");
        if !message.contains("help: or write `boxed` in the attribute") {
            continue;
        }
        let source = fs::read_to_string(&path).expect("it has just been listed");
        // The attribute of a method says it, not that of its `impl` block.
        let attribute = if source.contains("    #[coroutine") { "#[coroutine" } else { "#[coro::coroutine" };
        let boxed = source
            .replace(&format!("{attribute}]"), &format!("{attribute}(boxed)]"))
            .replace(&format!("{attribute}("), &format!("{attribute}(boxed, "))
            .replace("(boxed, boxed)", "(boxed)");
        n_offers += 1;
        program.push_str(&format!("\n// {}\nmod offer_{n_offers} {{\n{boxed}}}\n", path.display()));
    }
    assert!(n_offers > 20, "only {n_offers} programs were offered a box");
    program.push_str("\nfn main() {}\n");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("boxed_offers.rs");
    fs::write(&path, program).expect("the directory is cargo's own");
    trybuild::TestCases::new().pass(path);
}

/// The Rust files below `directory`, in order.
fn programs(directory: &str) -> Vec<PathBuf> {
    let mut programs = Vec::new();
    for entry in fs::read_dir(directory).expect("it is part of the workspace") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            programs.extend(self::programs(path.to_str().expect("the names are plain")));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            programs.push(path);
        }
    }
    programs.sort();
    programs
}
