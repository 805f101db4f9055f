//! Which locals an expression mentions by value: a move, unless the type is `Copy`.

mod paths;
mod places;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use syn::{Expr, Macro, Pat, UnOp};

use crate::mentions::bound_names;
use crate::walk::visit::{self, Visit};
use paths::Paths;
pub(crate) use paths::{Certainty, Exit, Moved, Names, either};
pub(crate) use places::*;

/// Whether a method, called on the local of that name, takes it by value.
pub(crate) type Consumes<'c> = &'c dyn Fn(&str, &str) -> bool;

/// The names that `expr` mentions by value somewhere, closures included.
pub(crate) fn moved_names(expr: &Expr, consumes: Consumes<'_>) -> HashSet<String> {
    let mut moves = Moves::new(consumes);
    moves.visit_expr(expr);
    moves.names
}

/// What is moved by `first` and then, on some paths, by `others`.
pub(crate) fn moves<'e>(
    first: Option<&Expr>,
    others: impl IntoIterator<Item = &'e Expr>,
    consumes: Consumes<'_>,
) -> Moved {
    let mut moves = Moves::new(consumes);
    first.into_iter().for_each(|expr| moves.visit_expr(expr));
    others.into_iter().for_each(|expr| moves.branch(|me| me.visit_expr(expr)));
    moves.paths.finish(moves.names)
}

/// What is moved by a statement.
pub(crate) fn stmt_moves(stmt: &syn::Stmt, consumes: Consumes<'_>) -> Moved {
    let mut moves = Moves::new(consumes);
    moves.visit_stmt(stmt);
    moves.paths.finish(moves.names)
}

/// Names of locals whose moves are followed into the expressions that they are part of: `store(if now { name } else { other })`.
pub(crate) type Followed = HashSet<String>;

/// What a piece of code does with locals beyond mentioning them.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// Their methods are called, they are called themselves, or parts of them are used by value or changed: if the text
    /// does not tell their type, they may be moved by that.
    pub names: HashSet<String>,
    /// There is a `return`, `break` or `continue`.
    pub has_exit: bool,
}

/// What the expressions touch.
pub(crate) fn touched<'e>(exprs: impl IntoIterator<Item = &'e Expr>) -> Touched {
    let mut moves = Moves::new(&|_, _| false);
    exprs.into_iter().for_each(|expr| moves.visit_expr(expr));
    moves.touched
}

/// As [`touched`], for a statement.
pub(crate) fn touched_by_stmt(stmt: &syn::Stmt) -> Touched {
    let mut moves = Moves::new(&|_, _| false);
    moves.visit_stmt(stmt);
    moves.touched
}

struct Moves<'c> {
    consumes: Consumes<'c>,
    /// All that is mentioned by value.
    names: HashSet<String>,
    paths: Paths,
    /// The expression being visited is used as a place: borrowed, or looked into.
    in_place: bool,
    /// Names that mean something else here: bound by the code itself.
    own: Vec<String>,
    touched: Touched,
}

impl<'c> Moves<'c> {
    fn new(consumes: Consumes<'c>) -> Self {
        Self {
            consumes,
            names: HashSet::new(),
            paths: Paths::default(),
            in_place: false,
            own: Vec::new(),
            touched: Touched::default(),
        }
    }

    fn touch(&mut self, place: &Expr) {
        self.touched.names.extend(root(place));
    }

    /// A part of a local, if `place` is not all of it.
    fn touch_part(&mut self, place: &Expr) {
        if !matches!(place, Expr::Path(_)) {
            self.touch(place);
        }
    }

    fn note(&mut self, name: String) {
        if self.own.contains(&name) {
            return;
        }
        self.paths.note(name.clone());
        self.names.insert(name);
    }

    /// Visits code in which `pats` bind names of their own.
    fn scoped<'p>(&mut self, pats: impl IntoIterator<Item = &'p Pat>, inside: impl FnOnce(&mut Self)) {
        let n_own = self.own.len();
        self.own.extend(pats.into_iter().flat_map(bound_names));
        inside(self);
        self.own.truncate(n_own);
    }

    /// Visits code that some paths go past.
    fn branch(&mut self, inside: impl FnOnce(&mut Self)) {
        let past = self.paths.here();
        inside(self);
        self.paths.meet(past);
    }

    /// Visits a loop or labelled block.
    fn frame(&mut self, label: Option<&syn::Label>, is_loop: bool, inside: impl FnOnce(&mut Self)) {
        self.paths.open(label, is_loop);
        inside(self);
        self.paths.close(!is_loop);
    }

    fn if_(&mut self, expr: &syn::ExprIf) {
        let mut past = self.paths.here();
        self.scoped([], |me| {
            me.value(&expr.cond);
            past = me.paths.here();
            me.visit_block(&expr.then_branch);
        });
        let then = self.paths.go_on_from(past);
        expr.else_branch.iter().for_each(|(_, otherwise)| self.value(otherwise));
        self.paths.meet(then);
    }

    fn match_(&mut self, expr: &syn::ExprMatch) {
        self.visit_as(&expr.expr, !expr.arms.iter().any(|arm| pat_moves(&arm.pat)));
        let mut ends = Vec::new();
        for arm in &expr.arms {
            let mut next = self.paths.here();
            self.scoped([&arm.pat], |me| {
                // Its guard.
                me.visit_pat(&arm.pat);
                next = std::mem::take(&mut next).join(me.paths.here());
                me.value(&arm.body);
            });
            ends.push(self.paths.go_on_from(next));
        }
        if let Some(end) = ends.into_iter().reduce(|ends, end| ends.join(end)) {
            self.paths.go_on_from(end);
        }
    }

    fn while_(&mut self, expr: &syn::ExprWhile) {
        self.frame(expr.label.as_ref(), true, |me| {
            me.scoped([], |me| {
                me.value(&expr.cond);
                let past = me.paths.here();
                me.visit_block(&expr.body);
                me.paths.fall_out(past);
            });
        });
    }

    fn for_(&mut self, expr: &syn::ExprForLoop) {
        self.value(&expr.expr);
        self.frame(expr.label.as_ref(), true, |me| {
            let past = me.paths.here();
            me.scoped([&*expr.pat], |me| me.visit_block(&expr.body));
            me.paths.fall_out(past);
        });
    }

    /// Code that runs later, if ever, and takes what it mentions by value with it.
    fn capture(&mut self, takes_all: bool, body: &Expr) {
        let names = if takes_all { crate::mentions::in_expr(body) } else { self.captured(body) };
        names.into_iter().for_each(|name| self.note(name));
    }

    fn captured(&mut self, body: &Expr) -> HashSet<String> {
        let (paths, names) = (std::mem::take(&mut self.paths), std::mem::take(&mut self.names));
        self.value(body);
        self.paths = paths;
        std::mem::replace(&mut self.names, names)
    }

    /// The left side of an assignment, which may take a value apart.
    fn assignee(&mut self, expr: &Expr) {
        match expr {
            Expr::Path(_) | Expr::Infer(_) | Expr::Range(_) => {}
            Expr::Paren(paren) => self.assignee(&paren.expr),
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.assignee(elem)),
            Expr::Array(array) => array.elems.iter().for_each(|elem| self.assignee(elem)),
            Expr::Call(call) => call.args.iter().for_each(|arg| self.assignee(arg)),
            Expr::Struct(literal) => literal.fields.iter().for_each(|field| self.assignee(&field.expr)),
            place => {
                self.touch_part(place);
                self.place(place);
            }
        }
    }

    fn place(&mut self, expr: &Expr) {
        self.visit_as(expr, true);
    }

    fn value(&mut self, expr: &Expr) {
        self.visit_as(expr, false);
    }

    fn visit_as(&mut self, expr: &Expr, in_place: bool) {
        let outer = std::mem::replace(&mut self.in_place, in_place);
        self.visit_expr(expr);
        self.in_place = outer;
    }
}

impl<'ast> Visit<'ast> for Moves<'_> {
    fn visit_item(&mut self, _: &'ast syn::Item) {}

    fn visit_expr(&mut self, expr: &'ast Expr) {
        let in_place = std::mem::replace(&mut self.in_place, false);
        match expr {
            Expr::Path(path) => {
                if !in_place {
                    path.path.get_ident().into_iter().for_each(|ident| self.note(ident.to_string()));
                }
            }
            Expr::Paren(paren) => self.visit_as(&paren.expr, in_place),
            Expr::Group(group) => self.visit_as(&group.expr, in_place),
            Expr::Reference(reference) => {
                if reference.mutability.is_some() {
                    self.touch_part(&reference.expr);
                }
                self.place(&reference.expr);
            }
            Expr::RawAddr(raw) => {
                self.touch_part(&raw.expr);
                self.place(&raw.expr);
            }
            Expr::Field(field) => {
                if !in_place {
                    self.touch(&field.base);
                }
                self.place(&field.base);
            }
            Expr::MethodCall(call) => {
                self.touch(&call.receiver);
                match &*call.receiver {
                    Expr::Path(path)
                        if path
                            .path
                            .get_ident()
                            .is_some_and(|it| (self.consumes)(&it.to_string(), &call.method.to_string())) =>
                    {
                        self.value(&call.receiver);
                    }
                    receiver => self.place(receiver),
                }
                call.args.iter().for_each(|arg| self.value(arg));
            }
            Expr::Call(call) => {
                self.touch(&call.func);
                self.place(&call.func);
                call.args.iter().for_each(|arg| self.value(arg));
            }
            Expr::Struct(literal) => {
                literal.fields.iter().for_each(|field| self.value(&field.expr));
                // Some fields of the base may stay behind.
                literal.rest.iter().for_each(|base| {
                    self.touch(base);
                    self.place(base);
                });
            }
            Expr::Index(index) => {
                self.place(&index.expr);
                self.value(&index.index);
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => {
                if !in_place {
                    self.touch(&unary.expr);
                }
                self.place(&unary.expr);
            }
            Expr::Assign(assign) => {
                // `_ = x` leaves `x` where it is, and so does `(a, _) = x` a part of it.
                self.visit_as(&assign.right, leaves_out(&assign.left));
                self.assignee(&assign.left);
            }
            Expr::Binary(binary) if takes_places(&binary.op) => {
                self.place(&binary.left);
                self.place(&binary.right);
            }
            Expr::Binary(binary) if is_assignment(&binary.op) => {
                self.value(&binary.right);
                self.touch_part(&binary.left);
                self.place(&binary.left);
            }
            Expr::Match(expr) => self.match_(expr),
            Expr::If(expr) => self.if_(expr),
            Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_) | syn::BinOp::Or(_)) => {
                self.value(&binary.left);
                self.branch(|me| me.value(&binary.right));
            }
            Expr::Block(expr) if expr.label.is_some() => {
                self.frame(expr.label.as_ref(), false, |me| me.visit_block(&expr.block));
            }
            Expr::Loop(expr) => self.frame(expr.label.as_ref(), true, |me| me.visit_block(&expr.body)),
            Expr::While(expr) => self.while_(expr),
            Expr::ForLoop(expr) => self.for_(expr),
            Expr::Let(expr) => {
                let looks = |me: &mut Self| me.visit_as(&expr.expr, !pat_moves(&expr.pat));
                // Where the pattern does not match, a place keeps its value.
                if root(&expr.expr).is_some() {
                    self.branch(looks);
                } else {
                    looks(self);
                }
                self.own.extend(bound_names(&expr.pat));
            }
            Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => {
                self.touched.has_exit = true;
                visit::visit_expr(self, expr);
                match expr {
                    Expr::Break(jump) => self.paths.jump(true, jump.label.as_ref()),
                    Expr::Continue(jump) => self.paths.jump(false, jump.label.as_ref()),
                    _ => self.paths.end(),
                }
            }
            Expr::Closure(closure) => {
                self.scoped(&closure.inputs, |me| me.capture(closure.capture.is_some(), &closure.body));
            }
            Expr::Async(block) => {
                let is_move = block.capture.is_some();
                self.capture(
                    is_move,
                    &Expr::Block(syn::ExprBlock {
                        attrs: Vec::new(),
                        label: None,
                        block: block.block.clone(),
                    }),
                );
            }
            _ => visit::visit_expr(self, expr),
        }
        self.in_place = in_place;
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.scoped([], |me| visit::visit_block(me, block));
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.visit_as(&init.expr, !pat_moves(&local.pat));
            if let Some((_, otherwise)) = &init.diverge {
                self.branch(|me| me.value(otherwise));
            }
        }
        self.own.extend(bound_names(&local.pat));
    }

    /// Of the known macros, `vec!` and `dbg!` take their arguments by value; the others borrow them. Those that begin
    /// with `debug_` do nothing in a release.
    fn visit_macro(&mut self, mac: &'ast Macro) {
        let name = mac.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        let args = crate::normalize::macro_operands(mac).unwrap_or_default();
        for arg in args.iter().filter(|arg| !matches!(arg, Expr::Path(_))) {
            self.touched.names.extend(crate::mentions::in_expr(arg));
        }
        let in_place = !matches!(name.as_str(), "vec" | "dbg");
        let visit = |me: &mut Self| args.iter().for_each(|arg| me.visit_as(arg, in_place));
        if name.starts_with("debug_") {
            self.branch(visit);
        } else {
            visit(self);
        }
        if let Some((pat, guard)) = crate::normalize::macro_guard(mac) {
            self.branch(|me| me.scoped([&pat], |me| me.value(&guard)));
        }
        if crate::normalize::is_diverging_macro(mac) {
            self.paths.end();
        }
    }
}
