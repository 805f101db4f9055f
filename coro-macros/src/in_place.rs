//! User code that works on locals where a state keeps them: each mention `x` of such a local becomes `(*x)`.
//!
//! ```text
//! total += x; target.send(total)?;        with `total`, `target` kept in place
//! (*total) += x; (*target).send((*total))?;
//! ```

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::{Expr, Macro, Pat};

use crate::mentions;
use crate::normalize::rewrite_operands;
use crate::walk::visit_mut::{self, VisitMut};

/// The locals that are references to where they are kept.
pub(crate) type InPlace = HashSet<String>;

/// Rewrites the mentions in `expr`; whether all of them could be.
pub(crate) fn rewrite_expr(expr: &mut Expr, locals: &InPlace) -> bool {
    let mut rewriter = Rewriter { locals, is_clear: true };
    rewriter.visit_expr_mut(expr);
    rewriter.is_clear
}

/// As [`rewrite_expr`], for a statement.
pub(crate) fn rewrite_stmt(stmt: &mut syn::Stmt, locals: &InPlace) -> bool {
    let mut rewriter = Rewriter { locals, is_clear: true };
    rewriter.visit_stmt_mut(stmt);
    rewriter.is_clear
}

struct Rewriter<'l> {
    locals: &'l InPlace,
    is_clear: bool,
}

impl Rewriter<'_> {
    fn mentions(&self, tokens: &TokenStream) -> bool {
        self.locals.iter().any(|name| mentions::span_of(tokens, name).is_some())
    }
}

impl VisitMut for Rewriter<'_> {
    // An item cannot see the locals around it.
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Path(path) => {
                if let Some(ident) =
                    path.path.get_ident().filter(|ident| self.locals.contains(&ident.to_string()))
                {
                    *expr = dereferenced(ident);
                }
            }
            // It would take the reference along.
            Expr::Closure(closure) if closure.capture.is_some() => {
                self.is_clear &= !self.mentions(&quote::ToTokens::to_token_stream(&closure.body));
            }
            Expr::Async(block) => {
                self.is_clear &= !self.mentions(&quote::ToTokens::to_token_stream(&block.block));
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        if field.colon_token.is_none() {
            let before = quote::ToTokens::to_token_stream(&field.expr);
            if self.mentions(&before) {
                field.colon_token = Some(syn::Token![:](syn::spanned::Spanned::span(&before)));
            }
        }
        visit_mut::visit_field_value_mut(self, field);
    }

    // A name of the code's own that is spelled like the local.
    fn visit_pat_mut(&mut self, pat: &mut Pat) {
        self.is_clear &= !mentions::bound_names(pat).iter().any(|name| self.locals.contains(name));
        visit_mut::visit_pat_mut(self, pat);
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        if !self.mentions(&mac.tokens) {
            return;
        }
        if shows_its_text(mac) || shows_an_address(&mac.tokens) {
            self.is_clear = false;
            return;
        }
        match rewrite_operands(mac, &mut |operand| self.visit_expr_mut(operand)) {
            Some(rewritten) => *mac = rewritten,
            None => self.is_clear = false,
        }
    }
}

/// `(*x)`, blamed at `x`.
fn dereferenced(ident: &Ident) -> Expr {
    let span = ident.span();
    syn::parse2(quote_spanned!(span=> (*#ident))).expect("bug: a dereference is an expression")
}

/// Whether the macro shows its argument as it is written.
fn shows_its_text(mac: &Macro) -> bool {
    const SHOWING: &[&str] = &["assert", "dbg", "debug_assert"];
    mac.path.segments.last().is_some_and(|last| SHOWING.iter().any(|name| last.ident == name))
}

/// Whether a format string asks for an address, which would be that of the reference: `{x:p}`.
fn shows_an_address(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Literal(literal) => literal.to_string().contains("p}"),
        TokenTree::Group(group) => shows_an_address(&group.stream()),
        TokenTree::Ident(_) | TokenTree::Punct(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::{ToTokens, quote};

    fn rewritten(expr: TokenStream) -> Option<String> {
        let mut expr: Expr = syn::parse2(expr).expect("an expression");
        let locals = ["a", "b"].map(str::to_owned).into_iter().collect();
        rewrite_expr(&mut expr, &locals).then(|| expr.to_token_stream().to_string())
    }

    #[test]
    fn each_mention_becomes_a_dereference() {
        assert_eq!(rewritten(quote!(a[c] += b.len())).as_deref(), Some("(* a) [c] += (* b) . len ()"));
        assert_eq!(rewritten(quote!(c.a.b(S { a, c }))).as_deref(), Some("c . a . b (S { a : (* a) , c })"));
        assert_eq!(rewritten(quote!(|c| a + c)).as_deref(), Some("| c | (* a) + c"));
    }

    #[test]
    fn known_macros_are_rewritten_inside() {
        assert_eq!(
            rewritten(quote!(println!("{a} {}", b.len(), b = a))).as_deref(),
            Some("println ! (\"{a} {}\" , (* b) . len () , b = (* a))")
        );
        assert_eq!(rewritten(quote!(assert_eq!(a, 1))).as_deref(), Some("assert_eq ! ((* a) , 1)"));
    }

    #[test]
    fn what_would_mean_something_else_is_left_alone() {
        for unclear in [
            quote!(|a| a + 1),
            quote!(move || a.len()),
            quote!(async { a.len() }),
            quote!({
                let a = 1;
                a
            }),
            quote!(own!(a)),
            quote!(assert!(a.is_empty())),
            quote!(dbg!(&a)),
            quote!(println!("{a:p}")),
        ] {
            assert_eq!(rewritten(unclear.clone()), None, "{unclear}");
        }
        assert_eq!(rewritten(quote!(own!(c))).as_deref(), Some("own ! (c)"));
    }
}
