//! Coroutines in an `impl` block.

use expect_test::{Expect, expect};

use crate::parse::*;

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
