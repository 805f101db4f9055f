//! The `types` stage: the type of what reads plainly.
//!
//! A macro sees no types, and the fields of a machine need them. These functions read the type off
//! the text where Rust's own conventions give it away: literals, annotations that the caller knows
//! of, casts, constructor-shaped calls, std's universal methods and nameable iterators.
//!
//! - In: a `syn` expression or pattern and a [`Scope`]. Out: a `syn` type that can stand in a field,
//!   or `None` for *not known*. Nothing is reported here and nothing is rewritten.
//! - Std's types are recognised by the last segment of their path. That is a guess by convention: a
//!   wrong one is a type mismatch for rustc at the user's line, never a wrong program.
//! - No answer of [`type_of`] holds a `_` or borrows from a local of the machine, with one exception:
//!   `&place` itself, which reads as a reference without a lifetime. [`borrowed_local`] names the
//!   local that is borrowed.
//!
//! ```text
//! let mut total = 0u64;                   u64
//! let words = line.split_whitespace();    ::core::str::SplitWhitespace<'a>     line: &'a str
//! let next = total + 1;                   u64
//! let seen = vec![next];                  ::coro_runtime::__private::Vec<u64>
//! let Some(last) = seen.last().copied()   last: u64
//! let tail = &seen[1..];                  &[u64], borrowed from `seen`
//! ```

mod blocks;
mod calls;
mod consuming;
mod conventions;
mod destructors;
mod expr;
mod iterators;
mod lookup;
mod macros;
mod methods;
mod patterns;
mod place;
mod shape;
mod taking;
#[cfg(test)]
mod testing;

use syn::{Expr, Type};

use crate::suspend::Suspension;
use crate::walk::visit::{self, Visit};

pub(crate) use consuming::{consumes, is_std_owner};
pub(crate) use destructors::{has_no_destructor, is_copy, n_words};
pub(crate) use expr::{bare, boxed, error_of, inner_of, is_defaulted, read};
pub(crate) use iterators::{into_iter, is_std_indexable, is_std_iterable};
pub(crate) use patterns::{Binding, bindings};
pub(crate) use place::borrowed_local;
pub(crate) use taking::{Taken, gives_receiver, taken};

/// What the stage may ask about the surroundings of an expression.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'s> {
    /// The type of a local in scope, if known.
    pub(crate) local: &'s dyn Fn(&syn::Ident) -> Option<Type>,
    /// What a suspension evaluates to, if known.
    pub(crate) suspension: &'s dyn Fn(Suspension) -> Option<Type>,
    /// The path of the runtime crate, under whose `__private` the types of `alloc` stand.
    pub(crate) runtime: &'s syn::Path,
}

/// The type of `expr`, if it reads plainly.
pub(crate) fn type_of(expr: &Expr, scope: &Scope<'_>) -> Option<Type> {
    let mut ty = expr::read(expr, scope)?;
    if let (Expr::Reference(_), Type::Reference(reference)) = (expr::bare(expr), &mut ty)
        && reference.lifetime.as_ref().is_some_and(shape::is_own)
    {
        reference.lifetime = None;
    }
    let is_nameable = !shape::borrows_own(&ty) && is_complete(&ty);
    (is_nameable && !shape::is_unsized(&ty)).then_some(ty)
}

/// Whether `ty` can stand in a field: it holds no `_` and no `impl Trait`.
pub(crate) fn is_complete(ty: &Type) -> bool {
    struct Holes(bool);
    impl<'ast> Visit<'ast> for Holes {
        fn visit_type_infer(&mut self, _: &'ast syn::TypeInfer) {
            self.0 = true;
        }
        fn visit_type_impl_trait(&mut self, _: &'ast syn::TypeImplTrait) {
            self.0 = true;
        }
        fn visit_expr_infer(&mut self, _: &'ast syn::ExprInfer) {
            self.0 = true;
        }
    }
    let mut holes = Holes(false);
    visit::visit_type(&mut holes, ty);
    !holes.0
}

/// Whether `ty` names `lifetime`.
pub(crate) fn mentions_lifetime(ty: &Type, lifetime: &syn::Lifetime) -> bool {
    struct Find<'l>(&'l syn::Lifetime, bool);
    impl<'ast> Visit<'ast> for Find<'_> {
        fn visit_lifetime(&mut self, lifetime: &'ast syn::Lifetime) {
            self.1 |= lifetime.ident == self.0.ident;
        }
    }
    let mut find = Find(lifetime, false);
    find.visit_type(ty);
    find.1
}

#[cfg(test)]
mod tests {
    use super::testing::{complete, types};

    #[test]
    fn a_type_with_a_hole_is_not_complete() {
        assert!(complete("Vec<u8>"));
        assert!(complete("&'_ str"));
        assert!(!complete("_"));
        assert!(!complete("Vec<_>"));
        assert!(!complete("[u8; _]"));
        assert!(!complete("(u8, impl Fn())"));
    }

    #[test]
    fn a_borrow_of_an_own_local_has_no_type_except_the_reference_itself() {
        let locals = [("s", "String"), ("v", "Vec<u8>"), ("w", "Vec<_>")];
        types(
            &locals,
            &[
                ("&s", "&String"),
                ("(&mut v)", "&mut Vec<u8>"),
                ("&v[1..]", "&[u8]"),
                ("Some(&s)", "?"),
                ("s.trim()", "?"),
                ("s.trim().to_owned()", "::coro_runtime::__private::String"),
                ("v.iter()", "?"),
                ("v.iter().copied().next()", "::core::option::Option<u8>"),
                ("w", "?"),
                ("w.len()", "usize"),
            ],
        );
    }
}
