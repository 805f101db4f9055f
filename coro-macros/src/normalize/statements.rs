//! Statements of a block that is rewritten.

use syn::spanned::Spanned;
use syn::{Expr, Local, Pat};

use super::blocks::macro_expr;
use super::*;
use crate::suspend::{stmt_suspends, suspends};

impl Lowering<'_> {
    pub(super) fn statement(&mut self, stmt: &syn::Stmt) {
        match stmt {
            syn::Stmt::Local(local) => self.local(local),
            syn::Stmt::Item(item) => self.item(item),
            syn::Stmt::Expr(expr, _) => self.expression(expr, stmt),
            syn::Stmt::Macro(mac) if stmt_suspends(stmt) => self.discard(&macro_expr(mac)),
            syn::Stmt::Macro(_) => self.opaque(stmt),
        }
    }

    fn opaque(&mut self, stmt: &syn::Stmt) {
        let stmt = self.plain_stmt(stmt);
        self.push(Stmt::Opaque(stmt));
    }

    /// Items move out of the body, where every unit sees them.
    fn item(&mut self, item: &syn::Item) {
        self.body.items.push(item.clone());
    }

    /// An expression statement.
    fn expression(&mut self, expr: &Expr, stmt: &syn::Stmt) {
        match expr {
            Expr::Break(jump) => self.break_(jump),
            Expr::Continue(jump) => self.continue_(jump),
            Expr::Return(jump) => self.return_(jump),
            _ if suspends(expr) || self.needs_structure(expr) => self.discard(expr),
            _ => self.opaque(stmt),
        }
    }

    /// Evaluates `expr`, which suspends or is taken apart; its value is dropped.
    pub(super) fn discard(&mut self, expr: &Expr) {
        if let Some((kind, mac)) = Suspension::of_expr(expr) {
            self.suspend(kind, mac, Bind::Discard);
            return;
        }
        match expr {
            Expr::Assign(assign) => self.assignment(assign),
            Expr::Break(jump) => self.break_(jump),
            Expr::Continue(jump) => self.continue_(jump),
            Expr::Return(jump) => self.return_(jump),
            _ if self.needs_structure(expr) => self.compound(expr, Dest::Discard),
            _ => self.with_held(|me| {
                let residual = me.operand(expr);
                (Stmt::Opaque(semi(&residual)), ())
            }),
        }
    }

    /// `place = value;` where one of them suspends: the value comes first.
    fn assignment(&mut self, assign: &syn::ExprAssign) {
        if !suspends(&assign.left) {
            if let Some((kind, mac)) = Suspension::of_expr(&assign.right) {
                let place = self.plain(&assign.left);
                self.require_received(kind, assign.right.span());
                self.suspend(kind, mac, Bind::Assign(Box::new(place)));
                return;
            }
        }
        self.with_held(|me| {
            let [right, left] = me.in_order([(&*assign.right, Use::Value), (&*assign.left, Use::Place)]);
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
        match dest {
            Dest::Discard if suspends(expr) => self.discard(expr),
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

    /// `let pat: T = init else { … };`
    fn local(&mut self, local: &Local) {
        let (mut pat, annotation) = match &local.pat {
            Pat::Type(typed) => ((*typed.pat).clone(), Some((*typed.ty).clone())),
            pat => (pat.clone(), None),
        };
        let Some(init) = &local.init else {
            let locals = self.declare_pat(&mut pat, annotation.as_ref(), Origin::Binding);
            locals.iter().for_each(|local| self.body.locals[local.0].is_deferred = true);
            return self.push(Stmt::Let(Let {
                attrs: local.attrs.clone(),
                pat,
                ty: annotation,
                init: None,
                locals,
            }));
        };
        if let Some((_, otherwise)) = &init.diverge {
            return self.let_else(local, pat, annotation, otherwise);
        }
        let ty = self.let_type(annotation.as_ref(), &init.expr);
        if let Some((kind, mac)) = Suspension::of_expr(&init.expr) {
            if matches!(pat, Pat::Wild(_)) {
                // `let _` binds nothing: the value is dropped at once, as that of a statement.
                return self.suspend(kind, mac, Bind::Discard);
            }
            self.require_received(kind, init.expr.span());
            return self.suspend_let(kind, mac, pat, annotation);
        }
        if self.needs_structure(&init.expr) {
            let slot_ty = ty.clone().or_else(|| self.type_of(&init.expr));
            if slot_ty.is_none() && suspends(&init.expr) {
                self.unknown_value(&pat);
            }
            let slot = self.slot(init.expr.span(), slot_ty.clone());
            self.compound(&init.expr, Dest::Slot(slot));
            let init = Some(self.path(slot));
            let locals = self.declare_pat(&mut pat, slot_ty.as_ref(), Origin::Binding);
            return self.push(Stmt::Let(Let {
                attrs: local.attrs.clone(),
                pat,
                ty: annotation,
                init,
                locals,
            }));
        }
        self.with_held(|me| {
            let value = me.operand(&init.expr);
            let ty = ty.or_else(|| me.type_of(&value));
            let locals = me.declare_pat(&mut pat, ty.as_ref(), Origin::Binding);
            me.note_annotation(annotation.is_some(), &locals);
            (
                Stmt::Let(Let { attrs: local.attrs.clone(), pat, ty: annotation, init: Some(value), locals }),
                (),
            )
        });
    }

    fn note_annotation(&mut self, is_annotated: bool, locals: &[LocalId]) {
        locals.iter().for_each(|local| self.body.locals[local.0].is_annotated = is_annotated);
    }

    /// The type that a `let` gives its pattern: what is written, else what reads plainly.
    fn let_type(&self, annotation: Option<&Type>, init: &Expr) -> Option<Type> {
        annotation.filter(|ty| types::is_complete(ty)).cloned().or_else(|| self.type_of(init))
    }

    /// What comes out of an expression that suspends inside is kept until every way out of it has met.
    fn unknown_value(&mut self, pat: &Pat) {
        if self.is_received_unknown() {
            return;
        }
        let name = text(pat);
        self.sink.push(
            Diagnostic::new(pat.span(), format!("the type of `{name}` must be written"))
                .note(format!("`{}` is suspended while the value of this expression is found", self.machine))
                .help(format!("write `let {name}: T = …`")),
        );
    }

    fn let_else(&mut self, local: &Local, mut pat: Pat, annotation: Option<Type>, otherwise: &Expr) {
        let init = &local.init.as_ref().expect("bug: `let … else` has an initialiser").expr;
        let ty = self.let_type(annotation.as_ref(), init);
        let init = self.operand(init);
        let block = match otherwise {
            Expr::Block(block) => block.block.clone(),
            other => syn::parse_quote!({ #other }),
        };
        let (otherwise, ()) = self.with_block(|me| me.statements(&block, Dest::Discard));
        let locals = self.declare_pat(&mut pat, ty.as_ref(), Origin::Binding);
        self.push(Stmt::LetElse(LetElse {
            attrs: local.attrs.clone(),
            pat,
            ty: annotation,
            init,
            otherwise,
            locals,
        }));
    }

    /// The statement `mac`, its value bound as `bind` says; the operand's own suspensions come first.
    pub(super) fn suspend(&mut self, kind: Suspension, mac: &syn::Macro, bind: Bind) {
        let operand = self.suspension_operand(kind, mac);
        self.push_suspend(kind, operand, bind, mac);
    }

    fn suspend_let(&mut self, kind: Suspension, mac: &syn::Macro, mut pat: Pat, annotation: Option<Type>) {
        let operand = self.suspension_operand(kind, mac);
        let ty = annotation.clone().filter(types::is_complete).or_else(|| self.result_type(kind));
        let locals = self.declare_pat(&mut pat, ty.as_ref(), Origin::Binding);
        self.note_annotation(annotation.is_some(), &locals);
        self.push_suspend(kind, operand, Bind::Let { pat: Box::new(pat), ty: annotation, locals }, mac);
    }

    pub(super) fn push_suspend(
        &mut self,
        kind: Suspension,
        operand: Option<Expr>,
        bind: Bind,
        mac: &syn::Macro,
    ) {
        self.body.suspensions.push(self.here());
        self.body.suspension_paths.push(mac.path.clone());
        let span = mac.path.segments.last().map_or_else(Span::call_site, |last| last.ident.span());
        let number = self.body.suspensions.len();
        self.push(Stmt::Suspend(Suspend { number, kind, operand, bind, span }));
    }

    /// What `yield_!` hands out.
    pub(super) fn suspension_operand(&mut self, kind: Suspension, mac: &syn::Macro) -> Option<Expr> {
        if mac.tokens.is_empty() {
            return kind.takes_operand().then(unit);
        }
        if !kind.takes_operand() {
            self.sink.push(
                Diagnostic::new(mac.tokens.span(), format!("`{kind}()` takes no value"))
                    .note("it waits for the next value that is sent and hands nothing out")
                    .help("write `yield_!(value)` to hand a value out"),
            );
            return None;
        }
        match syn::parse2::<Expr>(mac.tokens.clone()) {
            Ok(operand) => Some(self.operand(&operand)),
            Err(error) => {
                self.sink.push_syn(error);
                Some(unit())
            }
        }
    }

    /// Makes a statement whose temporaries must not outlive it.
    pub(super) fn with_held<R>(&mut self, make: impl FnOnce(&mut Self) -> (Stmt, R)) -> R {
        let outer = std::mem::take(&mut self.held);
        let (stmt, result) = make(self);
        let held = std::mem::replace(&mut self.held, outer);
        let stmt = self.end_with_statement(stmt, &held);
        self.push(stmt);
        result
    }

    /// `stmt` → `{ let t = t; stmt }`, so that `t` is dropped where a temporary would be.
    fn end_with_statement(&self, stmt: Stmt, held: &[LocalId]) -> Stmt {
        let may_drop =
            |id: &&LocalId| !self.body.local(**id).ty.as_ref().is_some_and(types::has_no_destructor);
        let held: Vec<_> =
            held.iter().filter(may_drop).map(|&id| self.body.local(id).ident.clone()).collect();
        if held.is_empty() {
            return stmt;
        }
        let keep = quote!(#(let #held = #held;)*);
        match stmt {
            Stmt::Opaque(stmt) => Stmt::Opaque(syn::parse_quote!({ #keep #stmt })),
            Stmt::Let(Let { init: Some(init), attrs, pat, ty, locals }) => {
                Stmt::Let(Let { init: Some(syn::parse_quote!({ #keep #init })), attrs, pat, ty, locals })
            }
            Stmt::Return(Return { value: Some(value), span }) => {
                Stmt::Return(Return { value: Some(syn::parse_quote!({ #keep #value })), span })
            }
            other => other,
        }
    }
}
