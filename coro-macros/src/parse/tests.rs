//! Signatures, taken apart.

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

/// Compares the coroutines of an `impl` block and what it keeps.
#[track_caller]
fn check_impl(block: &str, expected: &Expect) {
    let mut sink = Sink::default();
    let block = syn::parse_str(block).expect("the block parses");
    let ImplBlock { rest, coroutines } = parse_impl(TokenStream::new(), block, Unread::new(), &mut sink);
    let coroutines = coroutines.into_iter().flatten();
    let mut actual: String =
        coroutines.map(|function| format!("{function}{}\n", crate::text::text(&function.body))).collect();
    actual.push_str(&(crate::text::text(&rest) + "\n"));
    sink.messages().iter().for_each(|message| actual.push_str(&format!("{message}\n")));
    expected.assert_eq(&actual);
}

#[test]
fn a_method_takes_self_as_an_argument() {
    check_impl(
        "impl<'s, T: Copy> Store<'s, T> {
            const N: usize = 1;
            #[coroutine(recv = u8)] pub fn fill(&mut self, at: &usize) -> T { self.put(Self::N, recv!()); this }
        }",
        &expect![[r#"
            pub fn fill<'s, 'self_, 'at, T: Copy>(self_: &'self_ mut Store::<'s, T>, at: &'at usize) -> StoreFill
            recv u8, yield (), return T
            { self_.put(Store::<'s, T>::N, recv!()); this }
            impl <'s, T: Copy> Store<'s, T> { const N: usize = 1; }
        "#]],
    );
}

#[test]
fn a_coroutine_without_self_is_a_method_too() {
    check_impl(
        "impl Store { #[coro::coroutine(name = Made)] fn make(n: u8) -> Self { Self { n } } }",
        &expect![[r#"
        fn make(n: u8) -> Made
        recv ?, yield (), return Store
        { Store { n } }
        impl Store {}
    "#]],
    );
}

#[test]
fn an_impl_of_a_trait_or_of_a_nameless_type_has_no_coroutines() {
    check_impl(
        "impl Fill for (u8, u8) { #[coroutine] fn fill(&self) {} }",
        &expect![[r#"
            impl Fill for (u8, u8) { #[allow(unused_variables)] fn fill(&self) { loop {} } }
            a coroutine cannot be a method of a trait's `impl`
            note: the trait says what its methods return, and a coroutine returns its own struct
            help: move it to an `impl` block of the type itself
        "#]],
    );
}

#[test]
fn a_lifetime_left_out_in_what_a_method_returns_is_that_of_self() {
    check_impl(
        "impl Store { #[coroutine] fn find(&self, key: &str) -> Option<&u8> { self.get(key) } }",
        &expect![[r#"
            fn find<'self_, 'key>(self_: &'self_ Store, key: &'key str) -> StoreFind
            recv ?, yield (), return Option<&'self_ u8>
            { self_.get(key) }
            impl Store {}
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
