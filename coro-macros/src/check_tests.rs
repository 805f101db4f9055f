//! Where a suspension may not stand.

use expect_test::{Expect, expect};

use super::*;

/// Compares what is refused in the body.
#[track_caller]
fn refused(body: &str, expected: &Expect) {
    refused_of("Option<()>", body, expected);
}

/// As [`refused`], of a function that returns something else.
#[track_caller]
fn refused_of(returned: &str, body: &str, expected: &Expect) {
    let mut sink = Sink::default();
    let item = format!("fn run() -> {returned} {{ {body} }}").parse().expect("the body is tokens");
    let parsed = crate::parse::parse(Default::default(), item, &mut sink);
    let function = parsed.expect("the function can be taken apart").function();
    super::check(&function, &mut sink);
    let mut messages = sink.messages().join("\n");
    if !messages.is_empty() {
        messages.push('\n');
    }
    expected.assert_eq(&messages);
}

#[test]
fn a_closure_cannot_suspend() {
    refused(
        "let f = |x: u8| x + recv!();",
        &expect![[r#"
            cannot suspend inside a closure
            note: a closure has a stack frame of its own, which the coroutine cannot save
            help: suspend first: `let value = recv!();`, or in a loop that takes the place of the closure
        "#]],
    );
}

#[test]
fn an_async_block_cannot_suspend() {
    refused(
        "let f = async { recv!() };",
        &expect![[r#"
        cannot suspend inside an `async` block
        note: an `async` block is a state machine of its own, resumed by its executor
        help: suspend first: `let value = recv!();`
    "#]],
    );
}

#[test]
fn a_nested_function_cannot_suspend() {
    refused(
        "fn inner() { recv!(); }",
        &expect![[r#"
        cannot suspend inside a nested item
        note: an item is no part of the body around it and has no access to its locals
        help: mark the item `#[coro::coroutine]` if it is to be a coroutine itself
    "#]],
    );
}

#[test]
fn a_nested_coroutine_can() {
    refused("#[coro::coroutine] fn inner() { recv!(); }", &expect![[r#""#]]);
}

#[test]
fn a_constant_cannot_suspend() {
    refused(
        "const N: u8 = recv!(); let n = const { recv!() };",
        &expect![[r#"
            cannot suspend inside a constant
            note: a constant is evaluated by the compiler
            help: suspend outside of it, and compute with the value when the body runs
            cannot suspend inside a constant
            note: a constant is evaluated by the compiler
            help: suspend outside of it, and compute with the value when the body runs
        "#]],
    );
}

#[test]
fn a_match_guard_cannot_suspend() {
    refused(
        "match n { 1 if recv!() => {} _ => recv!() }",
        &expect![[r#"
        cannot suspend inside a match guard
        note: while a guard runs, the pattern's bindings are borrowed from the value that is matched
        help: suspend before the `match`, or in an `if` inside the arm: `let value = recv!();`
    "#]],
    );
}

#[test]
fn a_macro_of_unknown_meaning_cannot_suspend() {
    refused(
        "my::both!(recv!(), { coro::yield_!(1) });",
        &expect![[r#"
        cannot suspend in the arguments of `both!`
        note: only the macro knows what its arguments mean and how often they are evaluated
        help: suspend first: `let value = recv!();`
    "#]],
    );
}

#[test]
fn a_known_macro_with_unreadable_arguments_cannot_suspend() {
    refused(
        "println!(\"{}\" recv!());",
        &expect![[r#"
        cannot suspend in the arguments of `println!`
        note: only the macro knows what its arguments mean and how often they are evaluated
        help: suspend first: `let value = recv!();`
    "#]],
    );
}

#[test]
fn a_macro_that_does_not_suspend_may_mean_anything() {
    refused("select! { recv => yield_, x!() }; println!(\"recv!()\");", &expect![[r#""#]]);
}

#[test]
fn the_innermost_reason_is_given() {
    refused(
        "println!(\"{}\", || recv!()); yield_!(async { recv!() });",
        &expect![[r#"
            cannot suspend inside a closure
            note: a closure has a stack frame of its own, which the coroutine cannot save
            help: suspend first: `let value = recv!();`, or in a loop that takes the place of the closure
            cannot suspend inside an `async` block
            note: an `async` block is a state machine of its own, resumed by its executor
            help: suspend first: `let value = recv!();`
        "#]],
    );
}

#[test]
fn every_expression_may_suspend() {
    refused(
        "f(a, recv!())[recv!()] += if recv!() { Some(recv!())? } else { vec![yield_!(recv!())] };",
        &expect![[r#""#]],
    );
}

#[test]
fn the_length_of_an_array_cannot_suspend() {
    let expected = &expect![[r#"
        cannot suspend inside a constant
        note: a constant is evaluated by the compiler
        help: suspend outside of it, and compute with the value when the body runs
    "#]];
    refused("[0; recv!()];", expected);
    refused("let zeros: [u8; recv!()];", expected);
    refused("zeros::<{ recv!() }>();", expected);
}

#[test]
fn every_refusal_is_shown() {
    refused(
        "let f = || recv!(); let g = async { try_recv!() }; h!(try_yield!(1));",
        &expect![[r#"
            cannot suspend inside a closure
            note: a closure has a stack frame of its own, which the coroutine cannot save
            help: suspend first: `let value = recv!();`, or in a loop that takes the place of the closure
            cannot suspend inside an `async` block
            note: an `async` block is a state machine of its own, resumed by its executor
            help: suspend first: `let value = try_recv!();`
            cannot suspend in the arguments of `h!`
            note: only the macro knows what its arguments mean and how often they are evaluated
            help: suspend first: `let value = try_yield!(…);`
        "#]],
    );
}

#[test]
fn self_is_refused_outside_items() {
    refused(
        "self.count += 1; impl Count for u8 { fn get(self) -> u8 { self } }",
        &expect![[r#"
            cannot use `self` here
            note: this coroutine is a free function, without a `self` argument
            help: take the value as an argument, or write a method in an `impl` block that is marked `#[coro::coroutine]`
        "#]],
    );
}

#[test]
fn what_has_no_room_for_an_error_cannot_return_one() {
    let body = "a?; b?; let f = || c?; let g = async { d? };";
    refused_of(
        "u32",
        body,
        &expect![[r#"
            the `?` operator in a coroutine needs it to return `Result` or `Option`
            note: `Run` returns `u32`, which has no room for an error
            help: return `Result<u32, E>` for an error `E`, and `Ok(…)` where it ends
        "#]],
    );
    refused_of("(u8, u8)", "let f = || c?; let g = async { d? };", &expect![[r#""#]]);
    refused_of("Report", body, &expect![[r#""#]]);
}
