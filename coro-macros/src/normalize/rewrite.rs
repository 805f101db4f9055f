//! User code that stays as it is, but for two things: a local that shadows another gets its own identifier, and
//! `break value` out of a rewritten loop puts the value where the loop's value goes.

use std::collections::HashMap;

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use syn::{Expr, FieldPat, Lifetime, Pat, Stmt};

use crate::mentions::{self, captured_names};
use crate::types;

use super::macros::{has_exit, map_operands};
use crate::walk::visit_mut::{self, VisitMut};

/// Renames what `pat` binds.
pub(super) fn rename_bindings(pat: &mut Pat, renames: &HashMap<String, Ident>) {
    if !renames.is_empty() {
        Bindings { renames }.visit_pat_mut(pat);
    }
}

struct Bindings<'r> {
    renames: &'r HashMap<String, Ident>,
}

impl VisitMut for Bindings<'_> {
    fn visit_pat_ident_mut(&mut self, pat: &mut syn::PatIdent) {
        if let Some(ident) = self.renames.get(&pat.ident.to_string()) {
            pat.ident = with_span(ident, &pat.ident);
        }
        visit_mut::visit_pat_ident_mut(self, pat);
    }
    fn visit_field_pat_mut(&mut self, field: &mut FieldPat) {
        // `Point { x }` → `Point { x: x_2 }`
        if field.colon_token.is_none()
            && types::bindings(&field.pat, None)
                .iter()
                .any(|it| self.renames.contains_key(&it.ident.to_string()))
        {
            field.colon_token = Some(syn::Token![:](proc_macro2::Span::call_site()));
        }
        visit_mut::visit_field_pat_mut(self, field);
    }
    fn visit_expr_mut(&mut self, _: &mut Expr) {}
}

fn with_span(ident: &Ident, at: &Ident) -> Ident {
    Ident::new(&ident.to_string(), at.span())
}

/// A rewritten loop or block around the code.
#[derive(Clone, Debug)]
pub(super) struct BreakTarget {
    pub label: Option<Lifetime>,
    pub is_loop: bool,
    pub value: BreakValue,
}

/// What becomes of the value of `break value`.
#[derive(Clone, Debug)]
pub(super) enum BreakValue {
    Discarded,
    Assigned(Ident),
    /// As before, and it is `()`, which a `break` need not say.
    AssignedUnit(Ident),
    Returned,
}

/// Walks opaque code with its scopes.
pub(super) struct Rewriter {
    renames: HashMap<String, Ident>,
    targets: Vec<BreakTarget>,
    /// Loops of the opaque code itself, whose unlabelled jumps are their own.
    depth: usize,
}

impl Rewriter {
    pub(super) fn new(renames: HashMap<String, Ident>, targets: Vec<BreakTarget>) -> Self {
        Self { renames, targets, depth: 0 }
    }

    fn is_idle(&self) -> bool {
        self.renames.is_empty() && self.targets.is_empty()
    }

    pub(super) fn expr(mut self, expr: &mut Expr) {
        if !self.is_idle() {
            self.visit_expr_mut(expr);
        }
    }

    pub(super) fn stmt(mut self, stmt: &mut Stmt) {
        if !self.is_idle() {
            self.visit_stmt_mut(stmt);
        }
    }

    pub(super) fn mac(mut self, mac: &mut syn::Macro) {
        if !self.is_idle() {
            self.visit_macro_mut(mac);
        }
    }

    pub(super) fn tokens(&self, tokens: TokenStream) -> TokenStream {
        if self.renames.is_empty() { tokens } else { rename_tokens(tokens, &self.renames) }
    }

    /// Does something in a scope in which the names that `pats` bind are others.
    fn shadowing<'p>(&mut self, pats: impl IntoIterator<Item = &'p Pat>, inside: impl FnOnce(&mut Self)) {
        let outer = self.renames.clone();
        pats.into_iter().for_each(|pat| self.shadow(pat));
        inside(self);
        self.renames = outer;
    }

    fn shadow(&mut self, pat: &Pat) {
        for binding in types::bindings(pat, None) {
            self.renames.remove(&binding.ident.to_string());
        }
    }

    fn in_loop(&mut self, inside: impl FnOnce(&mut Self)) {
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }

    /// Whether `expr` is a `break` that has become `{ slot = (); break }`: the same code may come by twice.
    fn has_been_seen(&self, expr: &Expr) -> bool {
        let Expr::Block(block) = expr else { return false };
        let [Stmt::Expr(Expr::Assign(assign), _), Stmt::Expr(Expr::Break(jump), _)] = &*block.block.stmts
        else {
            return false;
        };
        let (Expr::Path(place), Some(BreakValue::AssignedUnit(slot))) =
            (&*assign.left, self.break_value(jump.label.as_ref()))
        else {
            return false;
        };
        place.path.is_ident(slot)
    }

    fn break_value(&self, label: Option<&Lifetime>) -> Option<&BreakValue> {
        let target = match label {
            Some(label) => self
                .targets
                .iter()
                .rev()
                .find(|target| target.label.as_ref().is_some_and(|it| it.ident == label.ident))?,
            None if self.depth > 0 => return None,
            None => self.targets.iter().rev().find(|target| target.is_loop)?,
        };
        Some(&target.value)
    }
}

impl VisitMut for Rewriter {
    fn visit_expr_path_mut(&mut self, path: &mut syn::ExprPath) {
        if let Some(ident) = path
            .path
            .get_ident()
            .and_then(|ident| Some(with_span(self.renames.get(&ident.to_string())?, ident)))
        {
            path.path = ident.into();
        }
    }
    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        if field.colon_token.is_none()
            && let Expr::Path(path) = &field.expr
            && path.path.get_ident().is_some_and(|ident| self.renames.contains_key(&ident.to_string()))
        {
            field.colon_token = Some(syn::Token![:](proc_macro2::Span::call_site()));
        }
        self.visit_expr_mut(&mut field.expr);
    }
    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        if has_exit(mac) {
            // All other names are renamed below, with those that a format string captures.
            let renames = std::mem::take(&mut self.renames);
            if let Some(rewritten) = map_operands(mac, &mut |operand| self.visit_expr_mut(operand)) {
                *mac = rewritten;
            }
            self.renames = renames;
        }
        mac.tokens = self.tokens(std::mem::take(&mut mac.tokens));
    }
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        self.shadowing([], |me| visit_mut::visit_block_mut(me, block));
    }
    fn visit_local_mut(&mut self, local: &mut syn::Local) {
        visit_mut::visit_local_mut(self, local);
        self.shadow(&local.pat);
    }
    fn visit_expr_closure_mut(&mut self, closure: &mut syn::ExprClosure) {
        let inputs: Vec<Pat> = closure.inputs.iter().cloned().collect();
        let targets = std::mem::take(&mut self.targets);
        self.shadowing(&inputs, |me| me.visit_expr_mut(&mut closure.body));
        self.targets = targets;
    }
    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        let pat = arm.pat.clone();
        self.shadowing([&pat], |me| visit_mut::visit_arm_mut(me, arm));
    }
    fn visit_expr_if_mut(&mut self, expr: &mut syn::ExprIf) {
        self.shadowing([], |me| {
            me.visit_expr_mut(&mut expr.cond);
            me.visit_block_mut(&mut expr.then_branch);
        });
        if let Some((_, otherwise)) = &mut expr.else_branch {
            self.visit_expr_mut(otherwise);
        }
    }
    fn visit_expr_let_mut(&mut self, expr: &mut syn::ExprLet) {
        self.visit_expr_mut(&mut expr.expr);
        self.shadow(&expr.pat);
    }
    fn visit_expr_while_mut(&mut self, expr: &mut syn::ExprWhile) {
        self.in_loop(|me| {
            me.shadowing([], |me| {
                me.visit_expr_mut(&mut expr.cond);
                me.visit_block_mut(&mut expr.body);
            });
        });
    }
    fn visit_expr_loop_mut(&mut self, expr: &mut syn::ExprLoop) {
        self.in_loop(|me| me.visit_block_mut(&mut expr.body));
    }
    fn visit_expr_for_loop_mut(&mut self, expr: &mut syn::ExprForLoop) {
        self.visit_expr_mut(&mut expr.expr);
        let pat = expr.pat.clone();
        self.in_loop(|me| me.shadowing([&*pat], |me| me.visit_block_mut(&mut expr.body)));
    }
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if self.has_been_seen(expr) {
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
        let Expr::Break(jump) = expr else { return };
        let Some(target) = self.break_value(jump.label.as_ref()) else { return };
        let value = jump.expr.clone();
        let jump = syn::ExprBreak { expr: None, ..jump.clone() };
        *expr = match (target, value) {
            (BreakValue::Discarded | BreakValue::Assigned(_), None) => return,
            // In parentheses, since no statement begins with `crate`.
            (BreakValue::Discarded, Some(value)) => syn::parse_quote!({ _ = { (#value) }; #jump }),
            (BreakValue::AssignedUnit(slot), None) => syn::parse_quote!({ #slot = (); #jump }),
            (BreakValue::Assigned(slot) | BreakValue::AssignedUnit(slot), Some(value)) => {
                syn::parse_quote!({ #slot = #value; #jump })
            }
            (BreakValue::Returned, value) => syn::parse_quote_spanned!(jump.break_token.span=> return #value),
        };
    }
}

/// Renames in a macro's arguments: identifiers (not after a single dot), and what a format string captures.
pub(super) fn rename_tokens(tokens: TokenStream, renames: &HashMap<String, Ident>) -> TokenStream {
    let mut dots = 0;
    let rename = |token| {
        let after_dot = dots == 1;
        dots = match &token {
            TokenTree::Punct(punct) if punct.as_char() == '.' => dots + 1,
            TokenTree::Punct(_) | TokenTree::Ident(_) | TokenTree::Group(_) | TokenTree::Literal(_) => 0,
        };
        match token {
            TokenTree::Ident(ident) if !after_dot => match renames.get(&ident.to_string()) {
                Some(new) => TokenTree::Ident(with_span(new, &ident)),
                None => TokenTree::Ident(ident),
            },
            TokenTree::Group(group) => {
                let mut renamed = Group::new(group.delimiter(), rename_tokens(group.stream(), renames));
                renamed.set_span(group.span());
                TokenTree::Group(renamed)
            }
            TokenTree::Literal(literal)
                if captured_names(&literal).iter().any(|name| renames.contains_key(name)) =>
            {
                TokenTree::Literal(mentions::rename_captures(&literal, renames))
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => token,
        }
    };
    tokens.into_iter().map(rename).collect()
}
