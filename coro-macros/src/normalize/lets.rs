//! `let` statements of a block that is rewritten.

use syn::spanned::Spanned;
use syn::{Attribute, Expr, Local, Pat};

use super::delegation::is_place;
use super::*;
use crate::parse::has_elided;
use crate::suspend::suspends;

/// A `let` without its initialiser.
struct LetHead {
    attrs: Vec<Attribute>,
    pat: Pat,
    /// What stands behind the colon.
    annotation: Option<Type>,
    /// The types that uses tell of its names.
    told: HashMap<String, Type>,
}

impl LetHead {
    /// The type that uses tell of the name that is bound, if that is one name.
    fn told(&self) -> Option<Type> {
        let Pat::Ident(pat) = &self.pat else { return None };
        self.told.get(&pat.ident.to_string()).cloned()
    }
}

impl Lowering<'_> {
    /// `let pat: T = init else { … };`
    pub(super) fn local(&mut self, local: &Local) {
        self.refuse_conditional(local);
        let (pat, annotation) = match &local.pat {
            Pat::Type(typed) => ((*typed.pat).clone(), Some((*typed.ty).clone())),
            pat => (pat.clone(), None),
        };
        // The value may have blocks with statements of their own.
        let told = std::mem::take(&mut self.numbers);
        let head = LetHead { attrs: local.attrs.clone(), pat, annotation, told };
        let Some(init) = &local.init else { return self.deferred(head) };
        if let Some((_, otherwise)) = &init.diverge {
            return self.let_else(head, &init.expr, otherwise);
        }
        if let Some((kind, mac)) = Suspension::of_expr(&init.expr).filter(|(kind, _)| !kind.delegates()) {
            return self.received_let(head, kind, mac);
        }
        if self.needs_structure(&init.expr) {
            return self.structured_let(head, &init.expr);
        }
        let ty = self.let_type(&head, &init.expr);
        let (lender, borrows_send) = (self.lender(&init.expr), self.borrows_send(&init.expr));
        self.with_held(|me| {
            let mut value = me.operand(&init.expr);
            let ty = ty.or_else(|| me.type_of(&value));
            // A value that has got a name on the way is still one that nobody else holds.
            if is_place(&value) && !is_place(&init.expr) && !crate::moves::pat_is_complete(&head.pat) {
                value = syn::parse_quote!({ #value });
            }
            let LetHead { attrs, mut pat, annotation, told } = head;
            let locals = me.declare_let(&mut pat, ty.as_ref(), annotation.is_some());
            for local in &locals {
                let told = told.get(&me.body.locals[local.0].written.to_string());
                let ty = told.or(me.body.locals[local.0].ty.as_ref()).cloned();
                me.body.locals[local.0].ty = ty;
                me.body.locals[local.0].lender = lender;
                me.body.locals[local.0].borrows_send = borrows_send;
                me.body.locals[local.0].extends_temporary = extends_temporary(&init.expr);
            }
            (Stmt::Let(Let { attrs, pat, ty: annotation, init: Some(value), locals }), ())
        });
    }

    /// Whether the field exists would depend on the configuration too.
    fn refuse_conditional(&mut self, local: &Local) {
        if let Some(attr) = local.attrs.iter().find(|attr| attr.path().is_ident("cfg")) {
            self.sink.push(
                Diagnostic::new(attr.path().span(), "cannot declare a local of a coroutine conditionally")
                    .note(format!("locals become fields of `{}`, which are the same in every configuration", self.machine))
                    .help("declare it always and choose its value: `let value: T = if cfg!(…) { … } else { … };`").lifted_by_box(),
            );
        }
    }

    fn declare_let(&mut self, pat: &mut Pat, ty: Option<&Type>, is_annotated: bool) -> Vec<LocalId> {
        let locals = self.declare_pat(pat, ty, Origin::Binding);
        locals.iter().for_each(|local| self.body.locals[local.0].is_annotated = is_annotated);
        locals
    }

    /// `let x: T;`
    fn deferred(&mut self, head: LetHead) {
        let LetHead { attrs, mut pat, annotation, .. } = head;
        let locals = self.declare_let(&mut pat, annotation.as_ref(), annotation.is_some());
        locals.iter().for_each(|local| self.body.locals[local.0].is_deferred = true);
        self.push(Stmt::Let(Let { attrs, pat, ty: annotation, init: None, locals }));
    }

    /// `let pat: T = recv!();`
    fn received_let(&mut self, head: LetHead, kind: Suspension, mac: &syn::Macro) {
        let LetHead { mut pat, annotation, .. } = head;
        if matches!(pat, Pat::Wild(_)) {
            // `let _` binds nothing: the value is dropped at once, as that of a statement.
            return self.suspend(kind, mac, Bind::Discard);
        }
        self.require_received(kind, mac.span());
        let operand = self.suspension_operand(kind, mac);
        let ty = annotation.clone().filter(types::is_complete).or_else(|| self.result_type(kind));
        let locals = self.declare_let(&mut pat, ty.as_ref(), annotation.is_some());
        if self.protocol.per_send.is_some() {
            for local in &locals {
                let local = &mut self.body.locals[local.0];
                local.borrows_send = local.ty.as_ref().is_some_and(has_elided);
            }
        }
        self.push_suspend(
            kind,
            Role::Own,
            operand,
            Bind::Let { pat: Box::new(pat), ty: annotation.map(Box::new), locals },
            mac,
        );
    }

    /// The value of an initialiser that is taken apart: each way out of it assigns a slot.
    fn structured_let(&mut self, head: LetHead, init: &Expr) {
        let ty = self.let_type(&head, init);
        if ty.is_none() && suspends(init) {
            self.unknown_value(&head.pat);
        }
        let slot = self.slot(init.span(), ty.clone());
        self.compound(init, Dest::Slot(slot));
        let LetHead { attrs, mut pat, annotation, .. } = head;
        let value = self.path(slot);
        // What the pattern leaves out ends with the statement, as the rest of a temporary does.
        let init =
            Some(if crate::moves::pat_is_complete(&pat) { value } else { syn::parse_quote!({ #value }) });
        let locals = self.declare_let(&mut pat, ty.as_ref(), annotation.is_some());
        self.push(Stmt::Let(Let { attrs, pat, ty: annotation, init, locals }));
    }

    /// The type that a `let` gives its pattern: what is written, else what reads plainly.
    fn let_type(&self, head: &LetHead, init: &Expr) -> Option<Type> {
        let written = head.annotation.clone().filter(types::is_complete);
        written.or_else(|| head.told()).or_else(|| self.type_of(init)).or_else(|| match &head.pat {
            Pat::Ident(pat) if self.driven.contains(&pat.ident.to_string()) => self.machine_type(init),
            _ => None,
        })
    }

    /// What comes out of an expression that suspends inside is kept until every way out of it has met.
    fn unknown_value(&mut self, pat: &Pat) {
        if self.is_received_unknown() {
            return;
        }
        let name = text(pat);
        let diagnostic = Diagnostic::new(pat.span(), format!("the type of `{name}` must be written"))
            .note(format!("`{}` is suspended while the value of this expression is found", self.machine))
            .lifted_by_box();
        self.sink.push(match pat {
            Pat::Ident(pat) if pat.subpat.is_none() => diagnostic
                .asks(Asked::Binding(pat.ident.clone()), |ty| format!("write `let {name}: {ty} = …`")),
            _ => diagnostic.help(format!("write `let {name}: T = …`")).in_plain_rust(),
        });
    }

    fn let_else(&mut self, head: LetHead, init: &Expr, otherwise: &Expr) {
        let ty = self.let_type(&head, init);
        let block = match otherwise {
            Expr::Block(block) => block.block.clone(),
            other => syn::parse_quote!({ #other }),
        };
        self.with_held(|me| {
            let init = me.operand(init);
            let ty = ty.or_else(|| me.type_of(&init));
            let (otherwise, ()) = me.with_block(|me| me.in_block(|me| me.statements(&block, Dest::Discard)));
            let LetHead { attrs, mut pat, annotation, .. } = head;
            let locals = me.declare_let(&mut pat, ty.as_ref(), annotation.is_some());
            (Stmt::LetElse(LetElse { attrs, pat, ty: annotation, init, otherwise, locals }), ())
        });
    }
}

/// Whether `let x = expr;` prolongs the life of a temporary: `&make()`.
fn extends_temporary(expr: &Expr) -> bool {
    match expr {
        Expr::Reference(reference) => {
            matches!(&*reference.expr, Expr::Call(_) | Expr::MethodCall(_) | Expr::Struct(_) | Expr::Macro(_))
                || matches!(&*reference.expr, Expr::Path(path) if path.path.segments.last().is_some_and(|last| is_unit_struct(&last.ident)))
        }
        Expr::Paren(paren) => extends_temporary(&paren.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().any(extends_temporary),
        _ => false,
    }
}

/// A unit struct by the way it is written: `Guard`, not `LIMIT`.
fn is_unit_struct(ident: &Ident) -> bool {
    let name = ident.to_string();
    name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
}
