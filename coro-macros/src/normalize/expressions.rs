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
