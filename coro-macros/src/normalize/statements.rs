//! Statements of a block that is rewritten.

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, Token};

use super::blocks::macro_expr;
use super::delegation::is_place;
use super::*;
use crate::suspend::{stmt_suspends, suspends};

impl Lowering<'_> {
    pub(super) fn statement(&mut self, stmt: &syn::Stmt) {
        self.note_borrows(stmt);
        let was_at_rest = self.is_at_rest;
        self.is_at_rest = !self.followed.is_empty() && !stmt_suspends(stmt);
        match stmt {
            syn::Stmt::Local(local) => self.local(local),
            // Its block has moved it out.
            syn::Stmt::Item(_) => {}
            syn::Stmt::Expr(expr, _) => self.expression(expr, stmt),
            syn::Stmt::Macro(mac) => {
                let mac = macro_expr(mac);
                if self.is_taken_apart(&mac) { self.discard(&mac) } else { self.opaque(stmt) }
            }
        }
        self.is_at_rest = was_at_rest;
    }

    fn opaque(&mut self, stmt: &syn::Stmt) {
        let stmt = self.plain_stmt(stmt);
        self.push(Stmt::Opaque(stmt));
    }

    /// An expression statement.
    fn expression(&mut self, expr: &Expr, stmt: &syn::Stmt) {
        match expr {
            Expr::Break(jump) => self.break_(jump),
            Expr::Continue(jump) => self.continue_(jump),
            Expr::Return(jump) => self.return_(jump),
            Expr::Paren(paren) if paren.attrs.is_empty() && self.needs_structure(&paren.expr) => {
                self.discard(&paren.expr);
            }
            Expr::Assign(assign) if !self.is_taken_apart(&assign.right) && !suspends(&assign.left) => {
                self.opaque(stmt);
            }
            _ if self.is_taken_apart(expr) || self.needs_structure(expr) => self.discard(expr),
            _ => self.opaque(stmt),
        }
    }

    /// Evaluates `expr`, which suspends or is taken apart; its value is dropped.
    pub(super) fn discard(&mut self, expr: &Expr) {
        match Suspension::of_expr(expr) {
            Some((kind, mac)) if kind.delegates() => return self.delegate_and_discard(mac),
            Some((kind, mac)) => return self.suspend(kind, mac, Bind::Discard),
            None => {}
        }
        match expr {
            Expr::Assign(assign) => self.assignment(assign),
            Expr::Break(jump) => self.break_(jump),
            Expr::Continue(jump) => self.continue_(jump),
            Expr::Return(jump) => self.return_(jump),
            Expr::Paren(paren) if paren.attrs.is_empty() => self.discard(&paren.expr),
            _ if self.needs_structure(expr) && self.drops_behind(expr) => self.with_held(|me| {
                let value = me.valued(expr, Use::Value);
                (Stmt::Opaque(syn::parse_quote_spanned!(value.span()=> _ = { #value };)), ())
            }),
            _ if self.needs_structure(expr) => self.compound(expr, Dest::Discard),
            _ => self.with_held(|me| {
                let residual = me.operand(expr);
                (Stmt::Opaque(semi(&residual)), ())
            }),
        }
    }

    /// Whether the value of a block has a destructor, which runs behind those of the block's locals.
    fn drops_behind(&self, expr: &Expr) -> bool {
        self.type_of(expr).is_some_and(|ty| !types::has_no_destructor(&ty))
    }

    /// `place = value;` where one of them suspends: the value comes first.
    fn assignment(&mut self, assign: &syn::ExprAssign) {
        let received = Suspension::of_expr(&assign.right).filter(|(kind, _)| !kind.delegates());
        if let (Expr::Infer(_), Some((kind, mac))) = (&*assign.left, received) {
            // `_ = recv!()` takes nothing: the value is dropped at once, as that of a statement.
            return self.suspend(kind, mac, Bind::Discard);
        }
        if !suspends(&assign.left)
            && !crate::moves::leaves_out(&assign.left)
            && let Some((kind, mac)) = received
        {
            let place = self.plain(&assign.left);
            self.require_received(kind, assign.right.span());
            self.suspend(kind, mac, Bind::Assign(Box::new(place)));
            return;
        }
        if matches!(&*assign.left, Expr::Tuple(_) | Expr::Array(_) | Expr::Struct(_) | Expr::Call(_))
            && suspends(&assign.left)
        {
            self.sink.push(
                Diagnostic::new(
                    assign.left.span(),
                    "cannot suspend in the places of a destructuring assignment",
                )
                .note("each place is evaluated just before it is assigned")
                .help("bind the values first, and assign the places one by one")
                .lifted_by_box(),
            );
            return;
        }
        // `_` takes nothing: what is left out of a value that is taken apart ends with the statement.
        let ends_here = crate::moves::leaves_out(&assign.left) && !is_place(&assign.right);
        self.with_held(|me| {
            let [mut right, left] = me.in_order([(&*assign.right, Use::Value), (&*assign.left, Use::Place)]);
            if ends_here && is_place(&right) {
                right = syn::parse_quote!({ #right });
            }
            let assign = syn::ExprAssign { left: Box::new(left), right: Box::new(right), ..assign.clone() };
            (Stmt::Opaque(semi(&Expr::Assign(assign))), ())
        });
    }

    /// Evaluates `expr`; its value goes to `dest`.
    pub(super) fn value_into(&mut self, expr: &Expr, dest: Dest) {
        match expr {
            Expr::Paren(paren) if paren.attrs.is_empty() => return self.value_into(&paren.expr, dest),
            Expr::Break(_) | Expr::Continue(_) | Expr::Return(_) => return self.discard(expr),
            _ if self.needs_structure(expr) => return self.compound(expr, dest),
            _ => {}
        }
        if never_returns(expr) {
            return self.with_held(|me| (Stmt::Opaque(semi(&me.operand(expr))), ()));
        }
        match dest {
            Dest::Discard if self.is_taken_apart(expr) => self.discard(expr),
            Dest::Discard if matches!(expr, Expr::Tuple(tuple) if tuple.elems.is_empty()) => {}
            // As a statement it may begin with `crate`, as no statement can for syn.
            Dest::Discard if matches!(expr, Expr::Struct(_)) => {
                let expr = self.plain(expr);
                self.push(Stmt::Opaque(syn::parse_quote_spanned!(expr.span()=> _ = #expr;)));
            }
            // As a statement it would be one without an effect, which the compiler warns of.
            Dest::Discard if is_operation(expr) => {
                let expr = self.plain(expr);
                self.push(Stmt::Opaque(syn::parse_quote_spanned!(expr.span()=> _ = { #expr };)));
            }
            Dest::Discard => {
                let expr = self.plain(expr);
                self.push(Stmt::Opaque(syn::Stmt::Expr(expr.clone(), Some(syn::Token![;](expr.span())))));
            }
            Dest::Slot(slot) => self.with_held(|me| {
                let value = me.operand(expr);
                let place = &me.body.local(slot).ident;
                (Stmt::Opaque(syn::parse_quote_spanned!(value.span()=> #place = #value;)), ())
            }),
            Dest::Return => self.with_held(|me| {
                let value = me.operand(expr);
                (Stmt::Return(Return { span: value.span(), value: Some(value) }), ())
            }),
        }
    }

    /// The statement `mac`, its value bound as `bind` says; the operand's own suspensions come first.
    pub(super) fn suspend(&mut self, kind: Suspension, mac: &syn::Macro, bind: Bind) {
        let operand = self.suspension_operand(kind, mac);
        self.push_suspend(kind, Role::Own, operand, bind, mac);
    }

    pub(super) fn push_suspend(
        &mut self,
        kind: Suspension,
        role: Role,
        operand: Option<Expr>,
        bind: Bind,
        mac: &syn::Macro,
    ) {
        self.body.suspensions.push(self.here());
        self.body.suspension_paths.push(mac.path.clone());
        let operand = operand.map(|operand| self.end_with_operand(operand));
        let span = mac.path.segments.last().map_or_else(Span::call_site, |last| last.ident.span());
        let value_span = mac.delimiter.span().join();
        let number = self.body.suspensions.len();
        self.push(Stmt::Suspend(Suspend { number, kind, role, operand, bind, span, value_span }));
    }

    /// What `yield_!` hands out.
    pub(super) fn suspension_operand(&mut self, kind: Suspension, mac: &syn::Macro) -> Option<Expr> {
        if mac.tokens.is_empty() {
            return kind.takes_operand().then(unit);
        }
        Some(match written_operand(kind, mac, self.sink)? {
            Some(operand) => self.operand(&operand),
            None => unit(),
        })
    }
}

/// Whether `expr` is written for its value alone.
fn is_operation(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) | Expr::Lit(_) | Expr::Field(_) | Expr::Index(_) | Expr::Cast(_) | Expr::Unary(_) => {
            true
        }
        Expr::Binary(binary) => !crate::moves::is_assignment(&binary.op),
        _ => false,
    }
}

/// The operand of a suspension that has something in its parentheses; `Some(None)` if that is refused, `None` if there
/// may be none.
pub(crate) fn written_operand(kind: Suspension, mac: &syn::Macro, sink: &mut Sink) -> Option<Option<Expr>> {
    if !kind.takes_operand() {
        sink.push(
            Diagnostic::new(mac.tokens.span(), format!("`{kind}()` takes no value"))
                .note("it waits for the next value that is sent and hands nothing out")
                .help("write `yield_!(value)` to hand a value out"),
        );
        return None;
    }
    let operands = mac.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated);
    Some(match operands.map(|operands| operands.into_iter().collect::<Vec<_>>()) {
        Ok(operands) if operands.len() == 1 => operands.into_iter().next(),
        Ok(operands) => {
            let second = operands.get(1).map_or_else(|| mac.span(), Spanned::span);
            sink.push(
                Diagnostic::new(second, format!("`{kind}` takes one value"))
                    .note("what it hands out is a single value of the type that `yield = …` says")
                    .help(format!("hand out a tuple: `{kind}((…, …))`")),
            );
            None
        }
        Err(error) => {
            sink.push_syn(error);
            None
        }
    })
}
