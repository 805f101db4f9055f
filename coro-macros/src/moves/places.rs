//! Places, assignments and patterns: what they take and give as a whole.

use std::collections::HashSet;

use syn::{Expr, Macro, Pat, UnOp};

use crate::walk::visit::{self, Visit};

/// The local that a place lies in.
pub(crate) fn root(place: &Expr) -> Option<String> {
    match place {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Field(field) => root(&field.base),
        Expr::Index(index) => root(&index.expr),
        Expr::Paren(paren) => root(&paren.expr),
        Expr::Group(group) => root(&group.expr),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => root(&unary.expr),
        _ => None,
    }
}

/// The names that `expr` assigns as a whole somewhere, outside closures.
pub(crate) fn assigned_names(expr: &Expr) -> HashSet<String> {
    struct Assigned(HashSet<String>);
    impl<'ast> Visit<'ast> for Assigned {
        fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
            self.0.extend(assigned_by(&assign.left));
            visit::visit_expr_assign(self, assign);
        }
        fn visit_macro(&mut self, mac: &'ast Macro) {
            if crate::mentions::may_bind(mac) {
                crate::normalize::eager_operands(mac).iter().flatten().for_each(|it| self.visit_expr(it));
            }
        }
        fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
        fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let mut assigned = Assigned(HashSet::new());
    assigned.visit_expr(expr);
    assigned.0
}

/// The names that the left side of an assignment assigns as a whole: `(a, b[i])` assigns `a`.
pub(crate) fn assigned_by(left: &Expr) -> Vec<String> {
    let all = |exprs: &mut dyn Iterator<Item = &Expr>| exprs.flat_map(assigned_by).collect();
    match left {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string).into_iter().collect(),
        Expr::Paren(paren) => assigned_by(&paren.expr),
        Expr::Tuple(tuple) => all(&mut tuple.elems.iter()),
        Expr::Array(array) => all(&mut array.elems.iter()),
        Expr::Call(call) => all(&mut call.args.iter()),
        Expr::Struct(literal) => all(&mut literal.fields.iter().map(|field| &field.expr)),
        _ => Vec::new(),
    }
}

/// Whether matching against `pat` moves out of the value: it binds something by value.
pub(crate) fn pat_moves(pat: &Pat) -> bool {
    let bindings = crate::types::bindings(pat, None);
    bindings.iter().any(|binding| !binding.by_ref)
}

/// Whether a value matched against `pat` is moved as a whole, or not at all: no part of it is left behind.
pub(crate) fn pat_is_complete(pat: &Pat) -> bool {
    match pat {
        // `x @ sub` binds the whole value.
        Pat::Ident(pat) => pat.by_ref.is_none(),
        Pat::Tuple(pat) => pat.elems.iter().all(pat_is_complete),
        Pat::TupleStruct(pat) => pat.elems.iter().all(pat_is_complete),
        Pat::Struct(pat) => pat.rest.is_none() && pat.fields.iter().all(|field| pat_is_complete(&field.pat)),
        Pat::Slice(pat) => pat.elems.iter().all(pat_is_complete),
        Pat::Or(pat) => pat.cases.iter().all(pat_is_complete),
        Pat::Paren(pat) => pat_is_complete(&pat.pat),
        Pat::Type(pat) => pat_is_complete(&pat.pat),
        Pat::Guard(pat) => pat_is_complete(&pat.pat),
        Pat::Lit(_) | Pat::Path(_) | Pat::Range(_) | Pat::Const(_) => true,
        _ => false,
    }
}

/// Whether the left side of an assignment takes only a part of the right.
pub(crate) fn leaves_out(left: &Expr) -> bool {
    match left {
        Expr::Infer(_) | Expr::Range(_) => true,
        Expr::Paren(paren) => leaves_out(&paren.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().any(leaves_out),
        Expr::Array(array) => array.elems.iter().any(leaves_out),
        Expr::Call(call) => call.args.iter().any(leaves_out),
        Expr::Struct(literal) => {
            literal.dot2_token.is_some() || literal.fields.iter().any(|field| leaves_out(&field.expr))
        }
        _ => false,
    }
}

/// Comparisons borrow their operands.
pub(crate) fn takes_places(op: &syn::BinOp) -> bool {
    use syn::BinOp::{Eq, Ge, Gt, Le, Lt, Ne};
    matches!(op, Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_))
}

/// `+=` and its kind.
pub(crate) fn is_assignment(op: &syn::BinOp) -> bool {
    use syn::BinOp::{
        AddAssign, BitAndAssign, BitOrAssign, BitXorAssign, DivAssign, MulAssign, RemAssign, ShlAssign,
        ShrAssign, SubAssign,
    };
    matches!(
        op,
        AddAssign(_)
            | SubAssign(_)
            | MulAssign(_)
            | DivAssign(_)
            | RemAssign(_)
            | BitXorAssign(_)
            | BitAndAssign(_)
            | BitOrAssign(_)
            | ShlAssign(_)
            | ShrAssign(_)
    )
}
