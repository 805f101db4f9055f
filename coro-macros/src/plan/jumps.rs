//! Jumps that are hidden in opaque code: `let x = match y { Some(x) => x, None => continue };`.

use syn::{Expr, Lifetime};

use crate::moves::{self, Certainty, Exit, Names};
use crate::normalize::{Arm, Body, LocalId, Position, Stmt, TargetId, macro_guard, macro_operands};
use crate::walk::visit::{self, Visit};

/// The `break`s and `continue`s in the statement at `at` that leave it; `exits` says what is moved on the way.
pub(super) fn hidden(
    body: &Body,
    at: Position,
    exits: &[Exit],
    resolved: &dyn Fn(&Names) -> Vec<(LocalId, Certainty)>,
) -> Vec<Jump> {
    let enclosing = enclosing(body, at);
    let mut finder = Finder { enclosing: &enclosing, body, depth: 0, own: Vec::new(), found: Vec::new() };
    match body.stmt(at) {
        Some(Stmt::Opaque(stmt)) => finder.visit_stmt(stmt),
        Some(Stmt::Let(stmt)) => stmt.init.iter().for_each(|init| finder.visit_expr(init)),
        Some(Stmt::Suspend(stmt)) => stmt.operand.iter().for_each(|operand| finder.visit_expr(operand)),
        Some(Stmt::If(stmt)) => finder.visit_expr(&stmt.cond),
        Some(Stmt::Match(stmt)) => {
            finder.visit_expr(&stmt.scrutinee);
            stmt.arms.iter().filter_map(Arm::guard).for_each(|guard| finder.visit_expr(guard));
        }
        Some(Stmt::LetElse(stmt)) => finder.visit_expr(&stmt.init),
        Some(Stmt::Return(stmt)) => stmt.value.iter().for_each(|value| finder.visit_expr(value)),
        Some(Stmt::Loop(stmt)) => stmt.cond.iter().for_each(|cond| finder.visit_expr(cond)),
        Some(Stmt::Block(_) | Stmt::Break(_) | Stmt::Continue(_)) | None => {}
    }
    let jumps = finder.found.into_iter().map(|kind| {
        let is_it = |exit: &&Exit| {
            let target = resolve(body, &enclosing, exit.label.as_ref());
            target == Some(kind.target()) && exit.is_break == matches!(kind, HiddenJump::Break(_))
        };
        // One of several to the same target stands for all.
        let moved = exits.iter().filter(is_it).map(|exit| exit.moved.clone()).reduce(moves::either);
        Jump { kind, moves: moved.as_ref().map(resolved).unwrap_or_default() }
    });
    jumps.collect()
}

/// The loops and labelled blocks around `at`, outermost first.
pub(crate) fn enclosing(body: &Body, at: Position) -> Vec<TargetId> {
    let mut path = body.path(at);
    path.pop();
    path.into_iter()
        .filter_map(|owner| match body.stmt(owner)? {
            Stmt::Loop(stmt) => Some(stmt.target),
            Stmt::Block(stmt) => stmt.target,
            _ => None,
        })
        .collect()
}

/// Which of `enclosing` a jump means.
pub(crate) fn resolve(body: &Body, enclosing: &[TargetId], label: Option<&Lifetime>) -> Option<TargetId> {
    enclosing.iter().rev().copied().find(|&target| {
        let target = body.target(target);
        match label {
            Some(label) => target.label.as_ref().is_some_and(|it| it.ident == label.ident),
            None => target.is_loop,
        }
    })
}

/// A jump out of opaque code, and what is mentioned by value on the way to it.
#[derive(Clone, Debug)]
pub(super) struct Jump {
    pub kind: HiddenJump,
    pub moves: Vec<(LocalId, Certainty)>,
}

/// Where a jump out of opaque code leads.
#[derive(Clone, Copy, Debug)]
pub(super) enum HiddenJump {
    Break(TargetId),
    Continue(TargetId),
}

impl HiddenJump {
    pub(super) fn target(self) -> TargetId {
        let (Self::Break(target) | Self::Continue(target)) = self;
        target
    }

    /// Where the body goes on.
    pub(super) fn lands(self, body: &Body) -> Position {
        match self {
            Self::Break(target) => body.target(target).at.after(),
            Self::Continue(target) => body.target(target).at,
        }
    }
}

struct Finder<'b> {
    body: &'b Body,
    enclosing: &'b [TargetId],
    /// Loops of the opaque code.
    depth: usize,
    /// Labels of the opaque code.
    own: Vec<String>,
    found: Vec<HiddenJump>,
}

impl Finder<'_> {
    fn target(&self, label: Option<&Lifetime>) -> Option<TargetId> {
        match label {
            Some(label) if self.own.contains(&label.ident.to_string()) => None,
            None if self.depth > 0 => None,
            label => resolve(self.body, self.enclosing, label),
        }
    }

    fn inside(&mut self, label: Option<&syn::Label>, is_loop: bool, visit: impl FnOnce(&mut Self)) {
        self.own.extend(label.map(|label| label.name.ident.to_string()));
        self.depth += usize::from(is_loop);
        visit(self);
        self.depth -= usize::from(is_loop);
        if label.is_some() {
            self.own.pop();
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        macro_operands(mac).iter().flatten().for_each(|operand| self.visit_expr(operand));
        macro_guard(mac).iter().for_each(|(_, guard)| self.visit_expr(guard));
    }
    fn visit_expr_break(&mut self, jump: &'ast syn::ExprBreak) {
        visit::visit_expr_break(self, jump);
        self.found.extend(self.target(jump.label.as_ref()).map(HiddenJump::Break));
    }
    fn visit_expr_continue(&mut self, jump: &'ast syn::ExprContinue) {
        self.found.extend(self.target(jump.label.as_ref()).map(HiddenJump::Continue));
    }
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::Loop(it) => self.inside(it.label.as_ref(), true, |me| visit::visit_expr_loop(me, it)),
            Expr::While(it) => self.inside(it.label.as_ref(), true, |me| visit::visit_expr_while(me, it)),
            Expr::ForLoop(it) => {
                self.inside(it.label.as_ref(), true, |me| visit::visit_expr_for_loop(me, it));
            }
            Expr::Block(it) => self.inside(it.label.as_ref(), false, |me| visit::visit_expr_block(me, it)),
            _ => visit::visit_expr(self, expr),
        }
    }
}
