//! Locals that start as an unsuffixed number: `let mut total = 0;` is an `i32` unless the body says otherwise.
//!
//! Rust looks at every use of such a local. Here one is enough: the first operation with a number of known type.

use syn::{BinOp, Expr, Lit, UnOp};

use super::*;
use crate::walk::visit::{self, Visit};

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

/// Whether `expr` holds unsuffixed numbers and nothing else: `[0; 8]`, `vec![1, 2]`, `Some(0)`.
fn holds_unsuffixed(expr: &Expr) -> bool {
    match expr {
        Expr::Array(array) => !array.elems.is_empty() && array.elems.iter().all(is_unsuffixed),
        Expr::Repeat(repeat) => is_unsuffixed(&repeat.expr),
        Expr::Call(call) => some(call).is_some_and(is_unsuffixed),
        Expr::Macro(mac) if mac.mac.path.is_ident("vec") => {
            let tokens = &mac.mac.tokens;
            syn::parse2(quote!([#tokens])).is_ok_and(|array: Expr| holds_unsuffixed(&array))
        }
        Expr::Paren(paren) => holds_unsuffixed(&paren.expr),
        _ => false,
    }
}

/// `Some(x)` → `x`
fn some(call: &syn::ExprCall) -> Option<&Expr> {
    let is_some = matches!(&*call.func, Expr::Path(func) if func.path.is_ident("Some"));
    call.args.first().filter(|_| is_some && call.args.len() == 1)
}

/// An element of `place`, whichever.
fn element(place: &Expr) -> Expr {
    syn::parse_quote!(#place[0])
}

/// `[i32; 8]`, `Vec<i32>` or `Option<i32>` with other numbers in it.
fn holding(ty: &Type, number: &Type) -> Option<Type> {
    let mut ty = ty.clone();
    let held = match &mut ty {
        Type::Array(array) => &mut *array.elem,
        Type::Path(path) => match &mut path.path.segments.last_mut()?.arguments {
            syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first_mut()? {
                syn::GenericArgument::Type(ty) => ty,
                _ => return None,
            },
            syn::PathArguments::None | syn::PathArguments::Parenthesized(_) => return None,
        },
        _ => return None,
    };
    held.clone_from(number);
    Some(ty)
}

/// What `pat` binds to unsuffixed numbers of `init`: both names of `let (mut a, mut b) = (0, 1);`.
pub(super) fn defaulted(pat: &Pat, init: &Expr) -> HashSet<String> {
    match (pat, init) {
        (Pat::Ident(pat), init)
            if pat.subpat.is_none() && (is_unsuffixed(init) || holds_unsuffixed(init)) =>
        {
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
        self.settle_all(meetings);
    }

    /// As [`Lowering::settle_numbers`], of what the body returns.
    pub(super) fn settle_returned(&mut self, value: &Expr) {
        if self.n_defaulted == 0 {
            return;
        }
        let mut meetings = self.meetings();
        meetings.meet_type(value, &self.protocol.returned);
        self.settle_all(meetings);
    }

    fn settle_all(&mut self, meetings: Meetings) {
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
        let Protocol { yielded, returned, .. } = &self.protocol;
        Meetings { found: Vec::new(), yielded: yielded.clone(), returned: Some(returned.clone()) }
    }

    /// The type of a `for` over `0..2` or `[1, 2]`, if its loop tells what the numbers are.
    pub(super) fn range_type(&self, expr: &syn::ExprForLoop) -> Option<Type> {
        let syn::Pat::Ident(pat) = &*expr.pat else { return None };
        match &*expr.expr {
            Expr::Array(_) if holds_unsuffixed(&expr.expr) => {}
            Expr::Range(range)
                if [&range.start, &range.end]
                    .into_iter()
                    .all(|end| end.as_deref().is_some_and(is_unsuffixed)) => {}
            _ => return None,
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
        match &*expr.expr {
            Expr::Range(syn::ExprRange { limits: syn::RangeLimits::HalfOpen(_), .. }) => {
                Some(syn::parse_quote!(::core::ops::Range<#number>))
            }
            Expr::Range(_) => Some(syn::parse_quote!(::core::ops::RangeInclusive<#number>)),
            array => holding(&self.type_of(array)?, &number),
        }
    }

    /// The type of an expression that stands beside a number, if it is a number itself and certain: what is only defaulted
    /// tells nothing.
    fn number_beside(&self, other: &Expr) -> Option<Type> {
        if is_unsuffixed(other) {
            return None;
        }
        let ty = self.type_supposing(other, &syn::parse_quote!(i32))?;
        let otherwise = self.type_supposing(other, &syn::parse_quote!(f64))?;
        let number = match &ty {
            Type::Reference(reference) => (*reference.elem).clone(),
            ty => ty.clone(),
        };
        Some(number).filter(|number| is_number(number) && text(&ty) == text(&otherwise))
    }

    /// The type of `expr`, were all that is only defaulted a `number`.
    fn type_supposing(&self, expr: &Expr, number: &Type) -> Option<Type> {
        let local = |ident: &Ident| match self.lookup(ident).map(|id| self.body.local(id)) {
            Some(local) if local.is_defaulted => {
                let ty = local.ty.as_ref()?;
                if is_number(ty) { Some(number.clone()) } else { holding(ty, number) }
            }
            Some(local) => local.ty.clone(),
            None => self.protocol.const_params.get(&ident.to_string()).cloned(),
        };
        self.type_with(expr, &local)
    }

    fn settle(&mut self, number: &Expr, ty: Option<Type>) {
        let Some(ty) = ty else { return };
        let (id, settled) = match number {
            Expr::Index(index) => {
                let Some(id) = self.defaulted(&index.expr) else { return };
                (id, self.body.local(id).ty.as_ref().and_then(|own| holding(own, &ty)))
            }
            number => {
                let Some(id) = self.defaulted(number) else { return };
                (id, self.body.local(id).ty.as_ref().filter(|own| is_number(own)).map(|_| ty))
            }
        };
        if settled.is_some() {
            let local = &mut self.body.locals[id.0];
            local.ty = settled;
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
    yielded: Type,
    /// `None` in a closure, whose `return` is its own.
    returned: Option<Type>,
}

impl Meetings {
    fn meet(&mut self, left: &Expr, right: &Expr) {
        match right {
            Expr::Call(call) if some(call).is_some() => {
                let held = call.args[0].clone();
                self.found.push((element(left), Other::Expr(held)));
            }
            right => self.found.push((left.clone(), Other::Expr(right.clone()))),
        }
    }

    /// `expr` is a `ty`, and so are the numbers in it: `Some((total, name))`.
    fn meet_type(&mut self, expr: &Expr, ty: &Type) {
        match (expr, ty) {
            (Expr::Paren(paren), ty) => self.meet_type(&paren.expr, ty),
            (Expr::Tuple(expr), Type::Tuple(ty)) if expr.elems.len() == ty.elems.len() => {
                expr.elems.iter().zip(&ty.elems).for_each(|(expr, ty)| self.meet_type(expr, ty));
            }
            (Expr::Call(call), ty) if call.args.len() == 1 => {
                let is_wrapper = matches!(&*call.func, Expr::Path(func) if func.path.is_ident("Some") || func.path.is_ident("Ok"));
                if let Some(inner) = crate::types::inner_of(ty).filter(|_| is_wrapper) {
                    self.meet_type(&call.args[0], &inner);
                }
            }
            (expr, ty) if is_number(ty) => self.found.push((expr.clone(), Other::Type(ty.clone()))),
            _ => {}
        }
    }
}

impl<'ast> Visit<'ast> for Meetings {
    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        if call.method == "push" && call.args.len() == 1 {
            self.found.push((element(&call.receiver), Other::Expr(call.args[0].clone())));
        }
    }
    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        let returned = self.returned.take();
        visit::visit_expr_closure(self, closure);
        self.returned = returned;
    }
    fn visit_expr_async(&mut self, block: &'ast syn::ExprAsync) {
        let returned = self.returned.take();
        visit::visit_expr_async(self, block);
        self.returned = returned;
    }
    fn visit_expr_return(&mut self, jump: &'ast syn::ExprReturn) {
        visit::visit_expr_return(self, jump);
        if let (Some(value), Some(returned)) = (&jump.expr, self.returned.clone()) {
            self.meet_type(value, &returned);
        }
    }
    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        // A shift says nothing of its left side, a lazy operator is about `bool`s.
        let is_shift =
            matches!(binary.op, BinOp::Shl(_) | BinOp::Shr(_) | BinOp::ShlAssign(_) | BinOp::ShrAssign(_));
        if !is_shift {
            self.meet(&binary.left, &binary.right);
        }
        visit::visit_expr_binary(self, binary);
    }
    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        visit::visit_expr_assign(self, assign);
        match (&*assign.left, &*assign.right) {
            (Expr::Tuple(left), Expr::Tuple(right)) => {
                left.elems.iter().zip(&right.elems).for_each(|(left, right)| self.meet(left, right));
            }
            (left, right) => self.meet(left, right),
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
                self.meet_type(&operand, &self.yielded.clone());
                vec![operand]
            }
            _ => macro_operands(mac).unwrap_or_default(),
        };
        for operand in operands {
            let (yielded, returned) = (self.yielded.clone(), self.returned.clone());
            let mut inner = Meetings { found: Vec::new(), yielded, returned };
            inner.visit_expr(&operand);
            self.found.extend(inner.found);
        }
    }
}
