//! Places inside of arrays, over a suspension.
//!
//! rustc does not keep the index of an array's element while an `async` body is suspended in the middle of the place
//! (seen with 1.95: the index is arbitrary afterwards, and is not checked again). A reference to the element is kept,
//! so that is what the suspension is given.
//!
//! ```text
//! table[0][recv!()] = value;            (&mut table[0])[recv!()] = value;
//! match row[1] { n if n == recv!() …    match *(&row[1]) { n if n == recv!() …
//! ```

use syn::{Expr, Pat};

use crate::moves::is_assignment;
use crate::suspend::suspends;

/// Rewrites the places of `expr` itself; its operands are asked one by one.
pub(super) fn keep_indices(expr: &mut Expr) {
    match expr {
        Expr::Assign(assign) => keep_in_place(&mut assign.left, true),
        Expr::Binary(binary) if is_assignment(&binary.op) => keep_in_place(&mut binary.left, true),
        Expr::Reference(reference) if reference.mutability.is_some() => {
            keep_in_place(&mut reference.expr, true);
        }
        Expr::RawAddr(raw) if matches!(raw.mutability, syn::PointerMutability::Mut(_)) => {
            keep_in_place(&mut raw.expr, true);
        }
        Expr::Index(_) => keep_in_place(expr, false),
        Expr::Match(matched) => {
            let is_guard = |pat: &Pat| matches!(pat, Pat::Guard(guarded) if suspends(&guarded.guard));
            if holds_index(&matched.expr) && matched.arms.iter().any(|arm| is_guard(&arm.pat)) {
                let place = &matched.expr;
                *matched.expr = syn::parse_quote!(*(&#place));
            }
        }
        _ => {}
    }
}

fn keep_in_place(place: &mut Expr, is_assigned: bool) {
    match place {
        Expr::Index(index) => {
            keep_in_place(&mut index.expr, is_assigned);
            if suspends(&index.index) && holds_index(&index.expr) {
                let base = &index.expr;
                *index.expr =
                    if is_assigned { syn::parse_quote!((&mut #base)) } else { syn::parse_quote!((&#base)) };
            }
        }
        Expr::Field(field) => keep_in_place(&mut field.base, is_assigned),
        Expr::Paren(paren) => keep_in_place(&mut paren.expr, is_assigned),
        Expr::Unary(unary) => keep_in_place(&mut unary.expr, is_assigned),
        // The places of a destructuring assignment.
        Expr::Tuple(tuple) => tuple.elems.iter_mut().for_each(|place| keep_in_place(place, is_assigned)),
        Expr::Array(array) => array.elems.iter_mut().for_each(|place| keep_in_place(place, is_assigned)),
        Expr::Call(call) => call.args.iter_mut().for_each(|place| keep_in_place(place, is_assigned)),
        Expr::Struct(literal) => {
            literal.fields.iter_mut().for_each(|field| keep_in_place(&mut field.expr, is_assigned));
        }
        _ => {}
    }
}

/// Whether `place` lies in an element.
fn holds_index(place: &Expr) -> bool {
    match place {
        Expr::Index(_) => true,
        Expr::Field(field) => holds_index(&field.base),
        Expr::Paren(paren) => holds_index(&paren.expr),
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)) && holds_index(&unary.expr),
        _ => false,
    }
}
