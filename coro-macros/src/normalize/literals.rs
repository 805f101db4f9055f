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

/// What `pat` binds to an unsuffixed number of `init`: both names of `let (mut a, mut b) = (0, 1);`.
pub(super) fn defaulted(pat: &Pat, init: &Expr) -> HashSet<String> {
    match (pat, init) {
        (Pat::Ident(pat), init) if pat.subpat.is_none() && is_unsuffixed(init) => {
            HashSet::from([pat.ident.to_string()])
        }
        (Pat::Tuple(pat), Expr::Tuple(init)) if pat.elems.len() == init.elems.len() => {
            pat.elems.iter().zip(&init.elems).flat_map(|(pat, init)| defaulted(pat, init)).collect()
        }
        (Pat::Paren(pat), init) => defaulted(&pat.pat, init),
        (pat, Expr::Paren(init)) => defaulted(pat, &init.expr),
        _ => HashSet::new(),
    }
}

impl Lowering<'_> {
    /// Gives each local in scope that is only defaulted the type of a number that `stmt` brings it together with.
    pub(super) fn settle_numbers(&mut self, stmt: &syn::Stmt) {
        if self.n_defaulted == 0 {
            return;
        }
        let mut meetings = self.meetings();
        meetings.visit_stmt(stmt);
        for (left, right) in meetings.found {
            match right {
                Other::Expr(right) => {
                    self.settle(&left, self.number_beside(&right));
                    self.settle(&right, self.number_beside(&left));
                }
                Other::Type(ty) => self.settle(&left, Some(ty)),
            }
        }
    }

    fn meetings(&self) -> Meetings {
        Meetings { found: Vec::new(), yielded: Some(self.protocol.yielded.clone()).filter(is_number) }
    }

    /// The type of a `for` over `0..2`, if its loop tells what the numbers are.
    pub(super) fn range_type(&self, expr: &syn::ExprForLoop) -> Option<Type> {
        let (Expr::Range(range), syn::Pat::Ident(pat)) = (&*expr.expr, &*expr.pat) else { return None };
        let (Some(start), Some(end)) = (&range.start, &range.end) else { return None };
        if !is_unsuffixed(start) || !is_unsuffixed(end) {
            return None;
        }
        let mut meetings = self.meetings();
        meetings.visit_block(&expr.body);
        let is_item = |expr: &Expr| matches!(expr, Expr::Path(path) if path.path.is_ident(&pat.ident));
        let number = meetings.found.into_iter().find_map(|(left, right)| match right {
            Other::Expr(right) if is_item(&left) => self.number_beside(&right),
            Other::Expr(right) if is_item(&right) => self.number_beside(&left),
            Other::Type(ty) if is_item(&left) => Some(ty),
            Other::Expr(_) | Other::Type(_) => None,
        })?;
        Some(match range.limits {
            syn::RangeLimits::HalfOpen(_) => syn::parse_quote!(::core::ops::Range<#number>),
            syn::RangeLimits::Closed(_) => syn::parse_quote!(::core::ops::RangeInclusive<#number>),
        })
    }

    /// The type of an expression that stands beside a number, if it is a number itself and certain.
    fn number_beside(&self, other: &Expr) -> Option<Type> {
        let is_defaulted =
            |name: &String| self.scope.get(name).is_some_and(|id| self.body.local(*id).is_defaulted);
        if is_unsuffixed(other) || crate::mentions::in_expr(other).iter().any(is_defaulted) {
            // What is only defaulted itself tells nothing.
            return None;
        }
        let ty = match self.type_of(other)? {
            Type::Reference(reference) => *reference.elem,
            ty => ty,
        };
        Some(ty).filter(is_number)
    }

    fn settle(&mut self, number: &Expr, ty: Option<Type>) {
        if let (Some(id), Some(ty)) = (self.defaulted(number), ty) {
            let local = &mut self.body.locals[id.0];
            local.ty = Some(ty);
            local.is_defaulted = false;
            self.n_defaulted -= 1;
        }
    }

    fn defaulted(&self, expr: &Expr) -> Option<LocalId> {
        let Expr::Path(path) = expr else { return None };
        let id = self.lookup(path.path.get_ident()?)?;
        self.body.local(id).is_defaulted.then_some(id)
    }
}

/// Whether `ty` is a primitive number.
fn is_number(ty: &Type) -> bool {
    const NUMBERS: &[&str] = &[
        "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128", "u16", "u32", "u64", "u8", "usize",
    ];
    matches!(ty, Type::Path(path) if NUMBERS.iter().any(|name| path.path.is_ident(name)))
}

/// What an expression has to be of one type with.
enum Other {
    Expr(Expr),
    Type(Type),
}

/// Expressions that have to be of one type with others.
struct Meetings {
    found: Vec<(Expr, Other)>,
    /// The yielded type, if it is a number.
    yielded: Option<Type>,
}

impl<'ast> Visit<'ast> for Meetings {
    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        // A shift says nothing of its left side, a lazy operator is about `bool`s.
        let is_shift =
            matches!(binary.op, BinOp::Shl(_) | BinOp::Shr(_) | BinOp::ShlAssign(_) | BinOp::ShrAssign(_));
        if !is_shift {
            self.found.push(((*binary.left).clone(), Other::Expr((*binary.right).clone())));
        }
        visit::visit_expr_binary(self, binary);
    }
    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        visit::visit_expr_assign(self, assign);
        match (&*assign.left, &*assign.right) {
            (Expr::Tuple(left), Expr::Tuple(right)) => {
                let pairs = left.elems.iter().zip(&right.elems);
                self.found.extend(pairs.map(|(left, right)| (left.clone(), Other::Expr(right.clone()))));
            }
            (left, right) => self.found.push((left.clone(), Other::Expr(right.clone()))),
        }
    }
    fn visit_expr_index(&mut self, index: &'ast syn::ExprIndex) {
        visit::visit_expr_index(self, index);
        // Maps are indexed by references.
        self.found.push(((*index.index).clone(), Other::Type(syn::parse_quote!(usize))));
    }
    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let is_yield = matches!(Suspension::of_macro(mac), Some(Suspension::Yield | Suspension::TryYield));
        let operands = match (is_yield, mac.parse_body::<Expr>()) {
            (true, Ok(operand)) => {
                self.found.extend(self.yielded.clone().map(|ty| (operand.clone(), Other::Type(ty))));
                vec![operand]
            }
            _ => macro_operands(mac).unwrap_or_default(),
        };
        for operand in operands {
            let mut inner = Meetings { found: Vec::new(), yielded: self.yielded.clone() };
            inner.visit_expr(&operand);
            self.found.extend(inner.found);
        }
    }
}
