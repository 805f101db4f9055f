//! Locals that start as an unsuffixed number: `let mut total = 0;` is an `i32` unless the body says otherwise.
//!
//! Rust looks at every use of such a local. Here one is enough: the first operation with a number of known type.

use syn::visit::{self, Visit};
use syn::{BinOp, Expr, Lit, UnOp};

use super::*;

/// `0`, `-1`, `0.0`, without a suffix.
pub(super) fn is_unsuffixed(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.suffix().is_empty(),
            Lit::Float(number) => number.suffix().is_empty(),
            _ => false,
        },
        Expr::Paren(paren) => is_unsuffixed(&paren.expr),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Neg(_)) && is_unsuffixed(&unary.expr),
        _ => false,
    }
}

impl Lowering<'_> {
    /// Gives each local in scope that is only defaulted the type of a number that `stmt` brings it together with.
    pub(super) fn settle_numbers(&mut self, stmt: &syn::Stmt) {
        if !self.scope.values().any(|id| self.body.local(*id).is_defaulted) {
            return;
        }
        let mut meetings = Meetings::default();
        meetings.visit_stmt(stmt);
        for (left, right) in meetings.found {
            self.settle(&left, &right);
            self.settle(&right, &left);
        }
    }

    fn settle(&mut self, number: &Expr, other: &Expr) {
        let Some(id) = self.defaulted(number) else { return };
        let is_defaulted =
            |name: &String| self.scope.get(name).is_some_and(|id| self.body.local(*id).is_defaulted);
        if is_unsuffixed(other) || crate::mentions::in_expr(other).iter().any(is_defaulted) {
            // What is only defaulted itself tells nothing.
            return;
        }
        let is_number = |ty: &Type| {
            const NUMBERS: &[&str] = &[
                "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128", "u16", "u32", "u64", "u8",
                "usize",
            ];
            matches!(ty, Type::Path(path) if NUMBERS.iter().any(|name| path.path.is_ident(name)))
        };
        let ty = self.type_of(other).map(|ty| match ty {
            Type::Reference(reference) => *reference.elem,
            ty => ty,
        });
        if let Some(ty) = ty.filter(is_number) {
            let local = &mut self.body.locals[id.0];
            local.ty = Some(ty);
            local.is_defaulted = false;
        }
    }

    fn defaulted(&self, expr: &Expr) -> Option<LocalId> {
        let Expr::Path(path) = expr else { return None };
        let id = self.lookup(path.path.get_ident()?)?;
        self.body.local(id).is_defaulted.then_some(id)
    }
}

/// Pairs of expressions that have to be of one type.
#[derive(Default)]
struct Meetings {
    found: Vec<(Expr, Expr)>,
}

impl<'ast> Visit<'ast> for Meetings {
    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        // A shift says nothing of its left side, a lazy operator is about `bool`s.
        let is_shift =
            matches!(binary.op, BinOp::Shl(_) | BinOp::Shr(_) | BinOp::ShlAssign(_) | BinOp::ShrAssign(_));
        if !is_shift {
            self.found.push(((*binary.left).clone(), (*binary.right).clone()));
        }
        visit::visit_expr_binary(self, binary);
    }
    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        visit::visit_expr_assign(self, assign);
        self.found.push(((*assign.left).clone(), (*assign.right).clone()));
    }
}
