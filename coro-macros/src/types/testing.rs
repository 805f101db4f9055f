//! The one checker of this stage's tests: sources on the left, the text of types on the right.

use crate::suspend::Suspension;
use quote::ToTokens;
use syn::{Expr, Ident, Type};

use super::{Binding, Scope};

pub(super) fn parse(ty: &str) -> Type {
    syn::parse_str(ty).unwrap_or_else(|error| panic!("`{ty}`: {error}"))
}

pub(super) fn complete(ty: &str) -> bool {
    super::is_complete(&parse(ty))
}

/// The tokens of a type, spaced as rustc's own printer would space them from any source.
pub(super) fn text(ty: Option<&Type>) -> String {
    ty.map_or_else(|| "?".to_owned(), |ty| ty.to_token_stream().to_string())
}

/// The expected text in the printer's spacing; `?` stays.
pub(super) fn spaced(expected: &str) -> String {
    if expected == "?" { "?".to_owned() } else { text(Some(&parse(expected))) }
}

/// Runs `body` in a scope with these locals, where `recv!()` gives `i64`.
pub(super) fn with_scope<R>(locals: &[(&str, &str)], body: impl FnOnce(&Scope<'_>) -> R) -> R {
    let local = |ident: &Ident| {
        let (_, ty) = locals.iter().find(|(name, _)| ident == name)?;
        Some(parse(ty))
    };
    let received = |kind| match kind {
        Suspension::Recv | Suspension::Yield => Some(parse("i64")),
        Suspension::TryRecv | Suspension::TryYield | Suspension::YieldFrom => None,
    };
    let runtime = syn::parse_str("::coro_runtime").expect("a path");
    body(&Scope { local: &local, suspension: &received, runtime: &runtime })
}

/// Checks that each expression reads as the type beside it, `?` for unknown.
pub(super) fn types(locals: &[(&str, &str)], cases: &[(&str, &str)]) {
    with_scope(locals, |scope| {
        for (source, expected) in cases {
            let expr: Expr = syn::parse_str(source).unwrap_or_else(|error| panic!("`{source}`: {error}"));
            let ty = super::type_of(&expr, scope);
            assert_eq!(text(ty.as_ref()), spaced(expected), "the type of `{source}`");
        }
    });
}

/// One line a binding: `mut x: u32`, `ref y: &u32`, `z: ?`.
pub(super) fn describe(bindings: &[Binding]) -> Vec<String> {
    let lines = bindings.iter().map(|binding| {
        let by_ref = if binding.by_ref { "ref " } else { "" };
        let mutable = if binding.mutable { "mut " } else { "" };
        format!("{by_ref}{mutable}{}: {}", binding.ident, text(binding.ty.as_ref()))
    });
    lines.collect()
}
