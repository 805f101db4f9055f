//! Bodies in which every suspension is a statement.

mod control;
mod expressions;
mod numbers;

use expect_test::Expect;

use super::*;

/// Compares the body of a function that is sent numbers, yields them and returns nothing.
#[track_caller]
fn body(source: &str, expected: &Expect) {
    function("recv = i32, yield = i32", &format!("fn run(a: i32, text: String) {{ {source} }}"), expected);
}

/// Compares the body of `item`, or its refusals.
#[track_caller]
fn function(arguments: &str, item: &str, expected: &Expect) {
    let mut sink = Sink::default();
    let arguments = arguments.parse().expect("the arguments are tokens");
    let mut function = crate::parse::parse(arguments, item.parse().expect("the item is tokens"), &mut sink)
        .expect("the function can be taken apart")
        .function();
    let body = normalize(&mut function, &Followed::new(), &mut sink);
    let actual = if sink.is_empty() { body.to_string() } else { sink.messages().join("\n") + "\n" };
    expected.assert_eq(&actual);
}
