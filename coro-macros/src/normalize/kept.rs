//! Operands that are computed before what comes between them and the rest of their expression.

use quote::ToTokens;
use syn::Expr;
use syn::spanned::Spanned;

use super::*;

impl Lowering<'_> {
    /// Whether evaluating `expr` after `later` instead of before makes no difference.
    pub(super) fn can_wait(&self, expr: &Expr, how: Use, later: &[(&Expr, Use)]) -> bool {
        match expr {
            expr if is_constant(expr) => true,
            Expr::Path(path) => {
                let Some(local) = path.path.get_ident().and_then(|ident| self.lookup(ident)) else {
                    // A constant, a function, a unit struct.
                    return true;
                };
                let local = self.body.local(local);
                let is_copy = local.ty.as_ref().is_some_and(types::is_copy);
                let is_own = matches!(local.origin, Origin::Received | Origin::Slot | Origin::Operand);
                how == Use::Place
                    || is_own
                    || (is_copy && !later.iter().any(|(expr, _)| may_write(expr, &local.ident)))
            }
            // A two-phase borrow of a place that is named.
            Expr::Field(field) => how == Use::Place && self.can_wait(&field.base, how, later),
            Expr::Paren(paren) => self.can_wait(&paren.expr, how, later),
            Expr::Reference(reference) => {
                matches!(&*reference.expr, Expr::Path(_) | Expr::Lit(_))
                    && self.can_wait(&reference.expr, Use::Place, later)
            }
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
                how == Use::Place && self.can_wait(&unary.expr, how, later)
            }
            _ => false,
        }
    }

    /// `rows[i]` as a place: the index is computed and checked now, the place is found again behind what comes between.
    pub(super) fn kept_place(&mut self, expr: &Expr, how: Use, waits: bool) -> Option<Expr> {
        if how == Use::Value {
            return None;
        }
        match expr {
            Expr::Path(_) => Some(expr.clone()),
            Expr::Paren(paren) => self.kept_place(&paren.expr, how, waits),
            Expr::Field(field) => {
                let base = self.kept_place(&field.base, how, waits)?;
                Some(Expr::Field(syn::ExprField { base: Box::new(base), ..field.clone() }))
            }
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
                let inner = self.kept_place(&unary.expr, how, waits)?;
                Some(Expr::Unary(syn::ExprUnary { expr: Box::new(inner), ..unary.clone() }))
            }
            Expr::Index(index) => {
                if !self.type_of(&index.expr).is_some_and(|ty| types::is_std_indexable(&ty)) {
                    return None;
                }
                let base = self.kept_place(&index.expr, how, waits)?;
                let at = match &*index.index {
                    Expr::Lit(_) => (*index.index).clone(),
                    at => self.kept(at, at, Use::Value, waits),
                };
                let place = Expr::Index(syn::ExprIndex {
                    expr: Box::new(base),
                    index: Box::new(at),
                    ..index.clone()
                });
                self.push(Stmt::Opaque(syn::parse_quote_spanned!(place.span()=> let _ = &#place;)));
                Some(place)
            }
            _ => None,
        }
    }

    /// `expr`, computed now and kept over what follows, which suspends if it `waits`; the user wrote it as `written`.
    pub(super) fn kept(&mut self, expr: &Expr, written: &Expr, how: Use, waits: bool) -> Expr {
        let expr = match expr {
            Expr::Paren(paren) => &*paren.expr,
            expr => expr,
        };
        let ty = self.type_of(expr);
        if ty.is_none() && waits {
            self.unknown_operand(written);
        }
        let id = self.temporary("operand", expr.span(), Origin::Operand, ty);
        self.note_temporary(id, how);
        let ident = &self.body.local(id).ident;
        let pat = syn::parse_quote!(#ident);
        self.push(Stmt::Let(Let {
            attrs: Vec::new(),
            pat,
            ty: None,
            init: Some(expr.clone()),
            locals: vec![id],
        }));
        self.path(id)
    }

    /// A value has to be kept over a suspension, and its type is not known.
    pub(super) fn unknown_operand(&mut self, expr: &Expr) {
        if self.is_received_unknown() {
            // With that type this one may be known too.
            return;
        }
        if self.is_asked(expr) {
            return;
        }
        if let Some((iterator, lender)) = self.borrowing_iterator(expr) {
            let (iterator, lender) = (self.body.local(iterator), self.body.local(lender));
            return borrow_kept(lender, iterator, &self.machine, self.sink);
        }
        let this = self.receiver.iter().map(|this| (this.to_string(), Ident::new("self", this.span())));
        let code = text(&rewrite::rename_tokens(expr.to_token_stream(), &this.collect()));
        let shown = if code.len() > 40 { "this expression".to_owned() } else { format!("`{code}`") };
        let rebind = if code.len() > 40 { "…" } else { &code };
        self.sink.push(
            Diagnostic::new(expr.span(), format!("the type of {shown} must be written"))
                .note(format!(
                    "its value is kept while `{}` is suspended in the same expression",
                    self.machine
                ))
                .asks(Asked::Value(text(expr)), |ty| format!("bind it first: `let value: {ty} = {rebind};`"))
                .lifted_by_box(),
        );
    }

    /// Whether `expr` is a local whose type has been asked for where it is bound.
    fn is_asked(&self, expr: &Expr) -> bool {
        let Expr::Path(path) = expr else { return false };
        let Some(id) = path.path.get_ident().and_then(|name| self.lookup(name)) else { return false };
        let bound = &self.body.local(id).written;
        self.sink.refusals().iter().any(|refusal| match refusal.asked() {
            Some(Asked::Binding(asked)) => asked == bound && is_same_place(asked.span(), bound.span()),
            Some(Asked::Value(_) | Asked::Iterated | Asked::Item) | None => false,
        })
    }

    /// The iterator over a borrow of an own local whose item `expr` is.
    fn borrowing_iterator(&self, expr: &Expr) -> Option<(LocalId, LocalId)> {
        let Expr::Path(path) = expr else { return None };
        let iterator = self.body.local(self.lookup(path.path.get_ident()?)?).source?;
        Some((iterator, self.body.local(iterator).lender?))
    }
}

/// What the compiler evaluates: literals, and arrays and tuples of them.
fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Const(_) => true,
        Expr::Paren(paren) => is_constant(&paren.expr),
        Expr::Unary(unary) => {
            matches!(unary.op, syn::UnOp::Neg(_) | syn::UnOp::Not(_)) && is_constant(&unary.expr)
        }
        Expr::Array(array) => array.elems.iter().all(is_constant),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_constant),
        _ => false,
    }
}

/// Whether evaluating `expr` may assign to the local `ident`: it is mentioned in more than a plain read.
fn may_write(expr: &Expr, ident: &Ident) -> bool {
    match Suspension::of_expr(expr) {
        Some((_, mac)) if mac.tokens.is_empty() => false,
        _ => crate::mentions::in_expr(expr).contains(&ident.to_string()),
    }
}
