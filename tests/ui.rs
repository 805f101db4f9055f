//! What the compiler says: each program in `ui/fail` breaks one rule and has its message beside it, those in `ui/pass`
//! come near to breaking one and compile.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the messages anew.

#[test]
fn messages_are_as_recorded() {
    let tests = trybuild::TestCases::new();
    tests.pass("tests/ui/pass/*.rs");
    tests.compile_fail("tests/ui/fail/*/*.rs");
}
