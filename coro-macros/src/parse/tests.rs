//! Signatures, taken apart.

mod methods;
mod protocol;

use expect_test::{Expect, expect};

use super::*;

/// Compares the function as the stage sees it, or its refusals.
#[track_caller]
fn check(arguments: &str, item: &str, expected: &Expect) {
    let mut sink = Sink::default();
    let arguments = arguments.parse().expect("the arguments are tokens");
    let actual = match parse(arguments, item.parse().expect("the item is tokens"), &mut sink) {
        Ok(Parsed::Function(function)) if !function.is_refused => function.to_string(),
        Ok(_) | Err(Refused) => sink.messages().join("\n") + "\n",
    };
    expected.assert_eq(&actual);
}

#[test]
fn an_elided_lifetime_is_named_after_its_argument() {
    check(
        "",
        "fn grep(pattern: &str, _colors: Colors<'_>) {}",
        &expect![[r#"
        fn grep<'pattern, 'colors>(pattern: &'pattern str, _colors: Colors<'colors>) -> Grep
        recv ?, yield (), return ()
    "#]],
    );
}

#[test]
fn each_lifetime_of_one_argument_gets_a_name_of_its_own() {
    check(
        "",
        "fn zip<'b>(b: &str, both: (&str, &'b str)) {}",
        &expect![[r#"
        fn zip<'b, 'b_2, 'both>(b: &'b_2 str, both: (&'both str, &'b str)) -> Zip
        recv ?, yield (), return ()
    "#]],
    );
}

#[test]
fn the_lifetimes_of_function_types_are_bound_there() {
    check(
        "",
        "fn each(f: fn(&str) -> &str, g: Box<dyn Fn(&str)>) {}",
        &expect![[r#"
        fn each(f: fn(&str) -> &str, g: Box<dyn Fn(&str)>) -> Each
        recv ?, yield (), return ()
    "#]],
    );
}

#[test]
fn impl_trait_is_a_parameter_named_after_its_argument() {
    check(
        "",
        "fn filter<const N: usize>(min: [i32; N], mut target: impl Consumer<i32> + Clone) {}",
        &expect![[r#"
        fn filter<const N: usize, Target: Consumer<i32> + Clone>(min: [i32; N], mut target: Target) -> Filter
        recv ?, yield (), return ()
    "#]],
    );
}

#[test]
fn a_parameter_avoids_the_names_of_the_function() {
    check(
        "",
        "fn filter<Target>(target: impl Consumer<Target>, other_2: &'target str) {}",
        &expect![[r#"
        fn filter<Target, Target2: Consumer<Target>>(target: Target2, other_2: &'target str) -> Filter
        recv ?, yield (), return ()
    "#]],
    );
}

#[test]
fn a_pattern_is_kept_in_a_field_until_the_body_starts() {
    check(
        "",
        "fn run((a, mut b): (u8, &str), _: u8, mut c: u8) {}",
        &expect![[r#"
        fn run<'arg>(arg_0 as (a, mut b): (u8, &'arg str), arg_1 as _: u8, mut c: u8) -> Run
        recv ?, yield (), return ()
    "#]],
    );
}

#[test]
fn attributes_go_to_whom_they_concern() {
    check(
        "name = Tally, crate = my::coro",
        "#[doc = \"Adds.\"] #[derive(Clone)] #[inline] #[allow(dead_code)] pub(crate) fn total() {}",
        &expect![[r##"
            #[derive(Clone)] on the struct
            #[allow(dead_code)] on the units
            #[doc = "Adds."] on the function
            #[inline] on the function
            #[allow(dead_code)] on the function
            pub(crate) fn total() -> Tally
            recv ?, yield (), return ()
        "##]],
    );
}

#[test]
fn the_struct_is_named_after_the_function() {
    check(
        "",
        "fn r#loop_2_times() {}",
        &expect![[r#"
        fn r#loop_2_times() -> Loop2Times
        recv ?, yield (), return ()
    "#]],
    );
    check(
        "",
        "fn _2() {}",
        &expect![[r#"
        fn _2() -> Coroutine2
        recv ?, yield (), return ()
    "#]],
    );
}

#[test]
fn what_no_machine_can_be_is_refused_all_at_once() {
    check(
        "yield = impl Display",
        "async unsafe extern \"C\" fn run(args: ...) -> impl Display {}",
        &expect![[r#"
            a coroutine cannot be `async`
            note: a machine is resumed by `send`, a future by its executor
            help: remove `async`
            a coroutine cannot be an `unsafe fn`
            note: the function only makes the machine, its body runs when it is sent something
            help: remove `unsafe` and write `unsafe { … }` blocks in the body
            a coroutine cannot have a foreign ABI
            note: it returns a Rust struct
            help: remove `extern`
            a coroutine cannot be variadic
            note: its arguments become fields of a struct
            help: take a slice or a `Vec`
            a coroutine cannot return `impl Trait`
            note: the returned type becomes the associated type `Return`, which needs a name
            help: name the type, or return `Box<dyn …>`
            a coroutine cannot yield `impl Trait`
            note: the yielded type becomes the associated type `Yield`, which needs a name
            help: name the type, or yield `Box<dyn …>`
        "#]],
    );
}

#[test]
fn an_attribute_on_something_else_than_a_function_is_refused() {
    check(
        "",
        "struct Grep;",
        &expect![[r#"
        `#[coroutine]` stands on a function
        note: it turns the function's body into a state machine
        help: move it to a `fn`
    "#]],
    );
}

#[test]
fn an_unknown_argument_is_refused_with_the_known_ones() {
    check(
        "receive = u8",
        "fn run() {}",
        &expect![[r#"
            unknown argument `receive`
            note: `#[coroutine]` takes `recv = Type`, `yield = Type`, `throw = Type`, `name = Name`, `primed`, `boxed`, `boxed(send)` and `crate = path`
            help: write `recv = Type`
        "#]],
    );
}

#[test]
fn an_argument_without_its_value_or_given_twice_is_refused() {
    check(
        "recv",
        "fn run() {}",
        &expect![[r#"
            `recv` needs a value
            note: all arguments but `primed` and `boxed` have one
            help: write `recv = Type`
        "#]],
    );
    check(
        "name = A, name = B",
        "fn run() {}",
        &expect![[r#"
            `name` is given twice
            note: a coroutine has one of each
            help: remove one of them
        "#]],
    );
}

#[test]
fn another_type_of_the_name_of_the_struct_is_refused() {
    let refusal = expect![[r#"
        `Report` is also what the struct of this coroutine is called
        note: the struct is named after the function, unless the attribute gives it a name
        help: write `name = ReportMachine` in the attribute
    "#]];
    for item in [
        "fn report() -> Result<Report, E> { finish(recv!()) }",
        "fn report(mut to: impl Report) {}",
        "fn report<T>(of: T) where T: Report {}",
        "fn report() { f(Report { n: 1 }); }",
        "fn report() { f(Report(1)); }",
        "fn report() { f(Report::new()); }",
        "fn report() { let Report { n } = f(); }",
        "fn report() { if let Report::Empty = f() {} }",
    ] {
        check("", item, &refusal);
    }
}

#[test]
fn the_machine_itself_may_be_spoken_of() {
    for item in [
        "fn report() -> Report { report() }",
        "fn report(inner: Option<Box<Report>>) { let mut m: Report = inner; Report::prime(&mut m); Report::clone(&m); }",
        "fn report(of: &other::Report) { other::Report::new(); }",
    ] {
        let mut sink = Sink::default();
        let function = parse(Default::default(), item.parse().expect("the item is tokens"), &mut sink);
        assert!(function.is_ok_and(|function| !function.function().is_refused), "{item}");
    }
}
