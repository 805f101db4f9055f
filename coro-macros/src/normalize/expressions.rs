//! Suspensions inside expressions: what comes before one is computed first and kept.

use syn::spanned::Spanned;
use syn::{BinOp, Expr, ExprMacro};

use super::macros::Arguments;
use super::*;
use crate::moves::{is_assignment, takes_places};
use crate::suspend::suspends;

/// How an expression uses one of its operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Moved or copied.
    Value,
    /// Borrowed, or looked into.
    Place,
}

impl Lowering<'_> {
    /// `expr` without its suspensions: they are pushed as statements, and so is what must be computed before them.
    pub(super) fn operand(&mut self, expr: &Expr) -> Expr {
        self.operand_as(expr, Use::Value)
    }

    pub(super) fn operand_as(&mut self, expr: &Expr, how: Use) -> Expr {
        if !self.is_taken_apart(expr) {
            return self.plain(expr);
        }
        if let Some((kind, mac)) = Suspension::of_expr(expr) {
            return self.received(kind, mac, how);
        }
        if self.needs_structure(expr) {
            return self.valued(expr, how);
        }
        match expr {
            Expr::Paren(paren) => {
                let inner = self.operand_as(&paren.expr, how);
                if let Expr::Path(_) = inner {
                    return inner;
                }
                Expr::Paren(syn::ExprParen { expr: Box::new(inner), ..paren.clone() })
            }
            Expr::Group(group) => self.operand_as(&group.expr, how),
            Expr::Binary(binary) => self.binary(binary),
            Expr::Macro(mac) => self.macro_(mac),
            Expr::Break(_) | Expr::Continue(_) | Expr::Return(_) | Expr::Assign(_) => {
                self.discard(expr);
                unit()
            }
            _ => self.children(expr),
        }
    }

    /// Whether `expr` suspends, or gives a local of the coroutine its value: on which paths, the plan has to see.
    pub(super) fn is_taken_apart(&self, expr: &Expr) -> bool {
        suspends(expr) || self.initialises_a_local(expr) || self.moves_on_some_paths(expr)
    }

    /// The value of a suspension, as a local.
    fn received(&mut self, kind: Suspension, mac: &syn::Macro, how: Use) -> Expr {
        if kind.delegates() {
            return self.delegate(mac, how);
        }
        let span = mac.span();
        self.require_received(kind, span);
        let operand = self.suspension_operand(kind, mac);
        let ty = self.result_type(kind);
        let id = self.temporary("received", span, Origin::Received, ty);
        if how == Use::Place {
            self.body.locals[id.0].mutable = true;
        }
        self.note_temporary(id, how);
        let ident = &self.body.local(id).ident;
        let pat = if how == Use::Place { syn::parse_quote!(mut #ident) } else { syn::parse_quote!(#ident) };
        self.push_suspend(
            kind,
            Role::Own,
            operand,
            Bind::Let { pat: Box::new(pat), ty: None, locals: vec![id] },
            mac,
        );
        self.path(id)
    }

    /// The value of an `if`, `match`, loop or block that suspends inside.
    pub(super) fn valued(&mut self, expr: &Expr, how: Use) -> Expr {
        let expected = self.expected.iter().find(|(at, _)| std::ptr::eq(*at, expr));
        let ty = match expected {
            Some((_, ty)) => Some(ty.clone()),
            // It needs no type where nothing suspends, and the compiler may know better.
            None if self.is_at_rest && types::is_defaulted(expr) => None,
            None => self.type_of(expr),
        };
        if ty.is_none() && suspends(expr) {
            self.unknown_operand(expr);
        }
        let slot = self.slot(expr.span(), ty);
        self.note_temporary(slot, how);
        self.compound(expr, Dest::Slot(slot));
        self.path(slot)
    }

    /// Several operands in the order in which they are evaluated.
    pub(super) fn in_order<const N: usize>(&mut self, operands: [(&Expr, Use); N]) -> [Expr; N] {
        let results = self.sequence(&operands);
        results.try_into().expect("bug: as many results as operands")
    }

    /// What comes before the last suspension is computed before it, into a temporary if need be.
    pub(super) fn sequence(&mut self, operands: &[(&Expr, Use)]) -> Vec<Expr> {
        let last = operands.iter().rposition(|(expr, _)| self.is_taken_apart(expr));
        let mut results = Vec::new();
        for (idx, (expr, how)) in operands.iter().enumerate() {
            let result = self.operand_as(expr, *how);
            let result = match last {
                Some(last) if idx < last && !self.can_wait(&result, *how, &operands[idx + 1..=last]) => {
                    let waits = operands[idx + 1..=last].iter().any(|(later, _)| suspends(later));
                    match self.kept_place(&result, *how, waits) {
                        Some(place) => place,
                        None => self.kept(&result, expr, *how, waits),
                    }
                }
                _ => result,
            };
            results.push(result);
        }
        results
    }

    /// Whether evaluating `expr` after `later` instead of before makes no difference.
    fn can_wait(&self, expr: &Expr, how: Use, later: &[(&Expr, Use)]) -> bool {
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
    fn kept_place(&mut self, expr: &Expr, how: Use, waits: bool) -> Option<Expr> {
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
    fn kept(&mut self, expr: &Expr, written: &Expr, how: Use, waits: bool) -> Expr {
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

    fn binary(&mut self, binary: &syn::ExprBinary) -> Expr {
        let is_apart = |expr| self.is_taken_apart(expr) || self.moves_followed(expr);
        if matches!(binary.op, BinOp::And(_) | BinOp::Or(_)) && is_apart(&binary.right) {
            return self.short_circuit(binary);
        }
        let n_expected = self.expected.len();
        self.expect_numbers(binary);
        let (left, right) = if is_assignment(&binary.op) {
            self.refuse_ambiguous_order(binary);
            let [right, left] = self.in_order([(&*binary.right, Use::Value), (&*binary.left, Use::Place)]);
            (left, right)
        } else {
            let how = if takes_places(&binary.op) { Use::Place } else { Use::Value };
            let [left, right] = self.in_order([(&*binary.left, how), (&*binary.right, how)]);
            (left, right)
        };
        self.expected.truncate(n_expected);
        Expr::Binary(syn::ExprBinary { left: Box::new(left), right: Box::new(right), ..binary.clone() })
    }

    /// `total += if recv!() { 1 } else { 2 }`: the number is of the type of what stands beside it.
    fn expect_numbers(&mut self, binary: &syn::ExprBinary) {
        if numbers::is_shift(&binary.op) {
            return;
        }
        for (open, other) in [(&binary.left, &binary.right), (&binary.right, &binary.left)] {
            if types::is_defaulted(open)
                && !types::is_defaulted(other)
                && let Some(ty) = self.type_of(other).filter(numbers::is_number)
            {
                self.expected.push((std::ptr::from_ref(types::bare(open)), ty));
            }
        }
    }

    /// `a[i] += b` evaluates `b` first if both are primitive, and `a[i]` first otherwise.
    fn refuse_ambiguous_order(&mut self, binary: &syn::ExprBinary) {
        let is_named = matches!(&*binary.left, Expr::Path(_)) || is_field_path(&binary.left);
        let is_primitive = self.type_of(&binary.left).is_some_and(|ty| types::is_copy(&ty));
        if is_named || is_primitive || !suspends(&binary.left) || !suspends(&binary.right) {
            return;
        }
        self.sink.push(
            Diagnostic::new(binary.op.span(), "cannot suspend on both sides of a compound assignment")
                .note("which side Rust evaluates first depends on the type, which is not known here")
                .help("bind one side first: `let value = recv!();`")
                .in_plain_rust()
                .lifted_by_box(),
        );
    }

    /// `left && right` → `let held; if left { held = right } else { held = false }`
    fn short_circuit(&mut self, binary: &syn::ExprBinary) -> Expr {
        let left = self.decided(&binary.left);
        let slot = self.slot(binary.span(), Some(syn::parse_quote!(bool)));
        self.note_temporary(slot, Use::Value);
        let decided: Expr = if matches!(binary.op, BinOp::And(_)) {
            syn::parse_quote!(false)
        } else {
            syn::parse_quote!(true)
        };
        let (rest, ()) = self.with_block(|me| me.value_into(&binary.right, Dest::Slot(slot)));
        let (short, ()) = self.with_block(|me| me.assign(slot, &decided));
        let (then, otherwise) =
            if matches!(binary.op, BinOp::And(_)) { (rest, short) } else { (short, rest) };
        self.push(Stmt::If(If { attrs: Vec::new(), cond: left, then, otherwise: Some(otherwise) }));
        self.path(slot)
    }

    /// A macro whose arguments are expressions.
    fn macro_(&mut self, mac: &ExprMacro) -> Expr {
        if let Some(conditional) = macros::conditional(&mac.mac) {
            self.compound(&conditional, Dest::Discard);
            return unit();
        }
        let mut arguments = match Arguments::of(&mac.mac) {
            Some(Ok(arguments)) => arguments,
            Some(Err(error)) => {
                self.sink.push_syn(error);
                return unit();
            }
            // The check has refused it.
            None => return unit(),
        };
        if let Some(lazy) =
            arguments.list.iter().find(|argument| argument.is_lazy && suspends(&argument.expr))
        {
            self.sink.push(
                Diagnostic::new(lazy.expr.span(), "cannot suspend in the message of an assertion")
                    .note("the message is evaluated only if the assertion fails")
                    .help("receive first: `let value = recv!();`")
                    .in_plain_rust()
                    .lifted_by_box(),
            );
            return unit();
        }
        let operands: Vec<_> = arguments.list.iter().map(|it| it.expr.clone()).collect();
        let uses: Vec<_> = operands
            .iter()
            .zip(&arguments.list)
            .map(|(expr, it)| (expr, if it.by_value { Use::Value } else { Use::Place }))
            .collect();
        let results = self.sequence(&uses);
        for (argument, result) in arguments.list.iter_mut().zip(results) {
            argument.expr = result;
        }
        let mut mac = mac.clone();
        mac.mac = arguments.apply(&mac.mac);
        self.rewriter().mac(&mut mac.mac);
        Expr::Macro(mac)
    }

    /// Any other expression: its operands in order, put back in place.
    fn children(&mut self, expr: &Expr) -> Expr {
        let mut result = expr.clone();
        let operands: Vec<(Expr, Use)> =
            operands_of(&mut result).into_iter().map(|(operand, how)| (operand.clone(), how)).collect();
        let uses: Vec<_> = operands.iter().map(|(operand, how)| (operand, *how)).collect();
        let results = self.sequence(&uses);
        for ((place, _), operand) in operands_of(&mut result).into_iter().zip(results) {
            *place = operand;
        }
        restore_shorthand(&mut result);
        result
    }
}

/// The operands of `expr` in the order of evaluation, and how they are used.
fn operands_of(expr: &mut Expr) -> Vec<(&mut Expr, Use)> {
    use Use::{Place, Value};
    match expr {
        Expr::Array(array) => array.elems.iter_mut().map(|it| (it, Value)).collect(),
        Expr::Tuple(tuple) => tuple.elems.iter_mut().map(|it| (it, Value)).collect(),
        Expr::Call(call) => {
            let func = (&mut *call.func, Place);
            std::iter::once(func).chain(call.args.iter_mut().map(|it| (it, Value))).collect()
        }
        Expr::MethodCall(call) => {
            let receiver = (&mut *call.receiver, Place);
            std::iter::once(receiver).chain(call.args.iter_mut().map(|it| (it, Value))).collect()
        }
        Expr::Struct(literal) => {
            let fields = literal.fields.iter_mut().map(|field| {
                field.colon_token.get_or_insert_with(Default::default);
                (&mut field.expr, Value)
            });
            fields.chain(literal.rest.as_mut().map(|rest| (&mut **rest, Place))).collect()
        }
        Expr::Index(index) => vec![(&mut *index.expr, Place), (&mut *index.index, Value)],
        Expr::Range(range) => {
            range.start.iter_mut().chain(range.end.iter_mut()).map(|it| (&mut **it, Value)).collect()
        }
        Expr::Repeat(repeat) => vec![(&mut *repeat.expr, Value)],
        Expr::Cast(cast) => vec![(&mut *cast.expr, Value)],
        Expr::Try(expr) => vec![(&mut *expr.expr, Value)],
        Expr::Field(field) => vec![(&mut *field.base, Place)],
        Expr::Reference(reference) => vec![(&mut *reference.expr, Place)],
        Expr::RawAddr(raw) => vec![(&mut *raw.expr, Place)],
        Expr::Let(expr) => vec![(&mut *expr.expr, Place)],
        Expr::Unary(unary) => {
            let how = if matches!(unary.op, syn::UnOp::Deref(_)) { Place } else { Value };
            vec![(&mut *unary.expr, how)]
        }
        Expr::Await(expr) => vec![(&mut *expr.base, Value)],
        _ => Vec::new(),
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

/// `Point { x: x }` → `Point { x }`
fn restore_shorthand(expr: &mut Expr) {
    let Expr::Struct(literal) = expr else { return };
    for field in &mut literal.fields {
        if let (syn::Member::Named(member), Expr::Path(path)) = (&field.member, &field.expr)
            && path.path.is_ident(member)
        {
            field.colon_token = None;
        }
    }
}

fn is_field_path(expr: &Expr) -> bool {
    match expr {
        Expr::Field(field) => is_field_path(&field.base),
        Expr::Path(_) => true,
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
