//! The types of the protocol, and the lifetimes that they leave out.

use expect_test::expect;

use super::check;

#[test]
fn the_received_type_is_that_of_an_annotated_binding() {
    check(
        "",
        "fn total() { loop { let x: f64 = recv!(); let y: u8 = yield_!(1); } }",
        &expect![[r#"
        fn total() -> Total
        recv f64, yield (), return ()
    "#]],
    );
}

#[test]
fn a_try_form_receives_what_is_in_its_result() {
    check(
        "",
        "fn total() { let x: Result<&str, Interrupt> = coro::try_recv!(); }",
        &expect![[r#"
        fn total() -> Total
        recv &'i str for one send 'i, yield (), return ()
    "#]],
    );
}

#[test]
fn an_annotation_with_a_hole_or_in_a_closure_says_nothing() {
    check(
        "",
        "fn total() { let x: Vec<_> = recv!(); let f = || { let x: u8 = recv!(); }; }",
        &expect![[r#"
        fn total() -> Total
        recv ?, yield (), return ()
    "#]],
    );
}

#[test]
fn a_lifetime_left_out_in_recv_lasts_for_one_send() {
    check(
        "recv = Cow<'_, str>",
        "fn total(text: &'i str) {}",
        &expect![[r#"
        fn total(text: &'i str) -> Total
        recv Cow<'i_2, str> for one send 'i_2, yield (), return ()
    "#]],
    );
}

#[test]
fn a_named_lifetime_in_recv_is_the_machines_own() {
    check(
        "recv = &'a str",
        "fn collect<'a>(text: &'a str) {}",
        &expect![[r#"
        fn collect<'a>(text: &'a str) -> Collect
        recv &'a str, yield (), return ()
    "#]],
    );
}

#[test]
fn a_lifetime_left_out_in_yield_is_that_of_the_send() {
    check(
        "recv = &str, yield = Option<&str>",
        "fn trim(pattern: &str) {}",
        &expect![[r#"
        fn trim<'pattern>(pattern: &'pattern str) -> Trim
        recv &'i str for one send 'i, yield Option<&'i str>, return ()
    "#]],
    );
}

#[test]
fn without_a_borrowed_send_it_is_the_machines_only_lifetime() {
    check(
        "yield = &str",
        "fn words(text: &str) {}",
        &expect![[r#"
        fn words<'text>(text: &'text str) -> Words
        recv ?, yield &'text str, return ()
    "#]],
    );
}

#[test]
fn a_lifetime_left_out_in_the_returned_type_is_that_of_the_arguments() {
    check(
        "",
        "fn longest(text: &str, n: usize) -> Option<&str> {}",
        &expect![[r#"
        fn longest<'text>(text: &'text str, n: usize) -> Longest
        recv ?, yield (), return Option<&'text str>
    "#]],
    );
}

#[test]
fn a_lifetime_that_could_be_several_has_to_be_named() {
    check(
        "yield = &str",
        "fn pick(a: &str, b: &str) -> &str {}",
        &expect![[r#"
        the lifetime in the returned type must be named
        note: it is left out, and the arguments do not have exactly one that it could be
        help: declare one, as in `fn name<'a>(…) -> &'a T`
        the lifetime in the yielded type must be named
        note: it is left out, and neither the received type nor a single lifetime of the arguments says which it is
        help: write `yield = &'static T`, or a lifetime that the function declares
    "#]],
    );
}

#[test]
fn a_body_that_never_returns_completes_with_nothing_that_exists() {
    check(
        "",
        "fn forever() -> ! { loop {} }",
        &expect![[r#"
        fn forever() -> Forever
        recv ?, yield (), return ::core::convert::Infallible
    "#]],
    );
}
