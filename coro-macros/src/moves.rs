//! Which locals an expression mentions by value: a move, unless the type is `Copy`.

use std::collections::{HashMap, HashSet};

use syn::{Expr, Macro, Pat, UnOp};

use crate::mentions::bound_names;
use crate::walk::visit::{self, Visit};

/// The names that `expr` mentions by value somewhere, closures included.
pub(crate) fn moved_names(expr: &Expr, consumes: Consumes<'_>) -> HashSet<String> {
    moves(expr, consumes).into_keys().collect()
}

/// Whether a method, called on the local of that name, takes it by value.
pub(crate) type Consumes<'c> = &'c dyn Fn(&str, &str) -> bool;

/// How often an evaluation reaches a mention by value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Certainty {
    Always,
    /// On some paths only: in a branch, a loop, behind `&&`.
    Sometimes,
}

/// What `expr` mentions by value, and whether on every path.
pub(crate) fn moves(expr: &Expr, consumes: Consumes<'_>) -> HashMap<String, Certainty> {
    let mut moves = Moves::new(consumes);
    moves.visit_expr(expr);
    moves.names
}

/// As [`moves`], for a statement.
pub(crate) fn stmt_moves(stmt: &syn::Stmt, consumes: Consumes<'_>) -> HashMap<String, Certainty> {
    let mut moves = Moves::new(consumes);
    moves.visit_stmt(stmt);
    moves.names
}

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

/// The local that a place lies in.
pub(crate) fn root(place: &Expr) -> Option<String> {
    match place {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Field(field) => root(&field.base),
        Expr::Index(index) => root(&index.expr),
        Expr::Paren(paren) => root(&paren.expr),
        Expr::Group(group) => root(&group.expr),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => root(&unary.expr),
        _ => None,
    }
}

/// The names that `expr` assigns as a whole somewhere, outside closures.
pub(crate) fn assigned_names(expr: &Expr) -> HashSet<String> {
    struct Assigned(HashSet<String>);
    impl<'ast> Visit<'ast> for Assigned {
        fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
            self.0.extend(assigned_by(&assign.left));
            visit::visit_expr_assign(self, assign);
        }
        fn visit_macro(&mut self, mac: &'ast Macro) {
            if crate::mentions::may_bind(mac) {
                crate::normalize::eager_operands(mac).iter().flatten().for_each(|it| self.visit_expr(it));
            }
        }
        fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
        fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let mut assigned = Assigned(HashSet::new());
    assigned.visit_expr(expr);
    assigned.0
}

/// The names that the left side of an assignment assigns as a whole: `(a, b[i])` assigns `a`.
pub(crate) fn assigned_by(left: &Expr) -> Vec<String> {
    let all = |exprs: &mut dyn Iterator<Item = &Expr>| exprs.flat_map(assigned_by).collect();
    match left {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string).into_iter().collect(),
        Expr::Paren(paren) => assigned_by(&paren.expr),
        Expr::Tuple(tuple) => all(&mut tuple.elems.iter()),
        Expr::Array(array) => all(&mut array.elems.iter()),
        Expr::Call(call) => all(&mut call.args.iter()),
        Expr::Struct(literal) => all(&mut literal.fields.iter().map(|field| &field.expr)),
        _ => Vec::new(),
    }
}

/// Whether matching against `pat` moves out of the value: it binds something by value.
pub(crate) fn pat_moves(pat: &Pat) -> bool {
    let bindings = crate::types::bindings(pat, None);
    bindings.iter().any(|binding| !binding.by_ref)
}

/// Whether a value matched against `pat` is moved as a whole, or not at all: no part of it is left behind.
pub(crate) fn pat_is_complete(pat: &Pat) -> bool {
    match pat {
        // `x @ sub` binds the whole value.
        Pat::Ident(pat) => pat.by_ref.is_none(),
        Pat::Tuple(pat) => pat.elems.iter().all(pat_is_complete),
        Pat::TupleStruct(pat) => pat.elems.iter().all(pat_is_complete),
        Pat::Struct(pat) => pat.rest.is_none() && pat.fields.iter().all(|field| pat_is_complete(&field.pat)),
        Pat::Slice(pat) => pat.elems.iter().all(pat_is_complete),
        Pat::Or(pat) => pat.cases.iter().all(pat_is_complete),
        Pat::Paren(pat) => pat_is_complete(&pat.pat),
        Pat::Type(pat) => pat_is_complete(&pat.pat),
        Pat::Guard(pat) => pat_is_complete(&pat.pat),
        Pat::Lit(_) | Pat::Path(_) | Pat::Range(_) | Pat::Const(_) => true,
        _ => false,
    }
}

struct Moves<'c> {
    consumes: Consumes<'c>,
    names: HashMap<String, Certainty>,
    /// The expression being visited is used as a place: borrowed, or looked into.
    in_place: bool,
    /// How many branches are open.
    branches: usize,
    /// Names that mean something else here: bound by the code itself.
    own: Vec<String>,
    touched: Touched,
}

impl<'c> Moves<'c> {
    fn new(consumes: Consumes<'c>) -> Self {
        Self {
            consumes,
            names: HashMap::new(),
            in_place: false,
            branches: 0,
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
        let certainty = if self.branches == 0 { Certainty::Always } else { Certainty::Sometimes };
        let known = self.names.entry(name).or_insert(certainty);
        if certainty == Certainty::Always {
            *known = certainty;
        }
    }

    /// Visits code in which `pats` bind names of their own.
    fn scoped<'p>(&mut self, pats: impl IntoIterator<Item = &'p Pat>, inside: impl FnOnce(&mut Self)) {
        let n_own = self.own.len();
        self.own.extend(pats.into_iter().flat_map(bound_names));
        inside(self);
        self.own.truncate(n_own);
    }

    fn branch(&mut self, inside: impl FnOnce(&mut Self)) {
        self.branches += 1;
        inside(self);
        self.branches -= 1;
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
            Expr::Match(expr) => {
                self.visit_as(&expr.expr, !expr.arms.iter().any(|arm| pat_moves(&arm.pat)));
                self.branch(|me| {
                    for arm in &expr.arms {
                        me.scoped([&arm.pat], |me| me.visit_arm(arm));
                    }
                });
            }
            Expr::If(expr) => {
                self.scoped([], |me| {
                    me.value(&expr.cond);
                    me.branch(|me| me.visit_block(&expr.then_branch));
                });
                self.branch(|me| expr.else_branch.iter().for_each(|(_, otherwise)| me.value(otherwise)));
            }
            Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_) | syn::BinOp::Or(_)) => {
                self.value(&binary.left);
                self.branch(|me| me.value(&binary.right));
            }
            Expr::Loop(expr) => self.branch(|me| me.visit_block(&expr.body)),
            Expr::While(expr) => self.branch(|me| me.scoped([], |me| visit::visit_expr_while(me, expr))),
            Expr::ForLoop(expr) => {
                self.value(&expr.expr);
                self.branch(|me| me.scoped([&*expr.pat], |me| me.visit_block(&expr.body)));
            }
            Expr::Let(expr) => {
                // Where the pattern does not match, nothing is moved.
                self.branch(|me| me.visit_as(&expr.expr, !pat_moves(&expr.pat)));
                self.own.extend(bound_names(&expr.pat));
            }
            Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => {
                self.touched.has_exit = true;
                visit::visit_expr(self, expr);
            }
            Expr::Closure(closure) => {
                self.scoped(&closure.inputs, |me| me.closure(closure.capture.is_some(), &closure.body));
            }
            Expr::Async(block) if block.capture.is_some() => {
                block.block.stmts.iter().flat_map(crate::mentions::in_stmt).for_each(|name| self.note(name));
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
                self.value(otherwise);
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
    }
}

impl Moves<'_> {
    fn closure(&mut self, takes_all: bool, body: &Expr) {
        if takes_all {
            crate::mentions::in_expr(body).into_iter().for_each(|name| self.note(name));
        } else {
            self.value(body);
        }
    }
}

/// Whether the left side of an assignment takes only a part of the right.
pub(crate) fn leaves_out(left: &Expr) -> bool {
    match left {
        Expr::Infer(_) | Expr::Range(_) => true,
        Expr::Paren(paren) => leaves_out(&paren.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().any(leaves_out),
        Expr::Array(array) => array.elems.iter().any(leaves_out),
        Expr::Call(call) => call.args.iter().any(leaves_out),
        Expr::Struct(literal) => {
            literal.dot2_token.is_some() || literal.fields.iter().any(|field| leaves_out(&field.expr))
        }
        _ => false,
    }
}

/// Comparisons borrow their operands.
pub(crate) fn takes_places(op: &syn::BinOp) -> bool {
    use syn::BinOp::{Eq, Ge, Gt, Le, Lt, Ne};
    matches!(op, Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_))
}

/// `+=` and its kind.
pub(crate) fn is_assignment(op: &syn::BinOp) -> bool {
    use syn::BinOp::{
        AddAssign, BitAndAssign, BitOrAssign, BitXorAssign, DivAssign, MulAssign, RemAssign, ShlAssign,
        ShrAssign, SubAssign,
    };
    matches!(
        op,
        AddAssign(_)
            | SubAssign(_)
            | MulAssign(_)
            | DivAssign(_)
            | RemAssign(_)
            | BitXorAssign(_)
            | BitAndAssign(_)
            | BitOrAssign(_)
            | ShlAssign(_)
            | ShrAssign(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    fn moved(expr: &Expr) -> Vec<String> {
        let mut names: Vec<_> =
            moved_names(expr, &|_, method| method.starts_with("into_")).into_iter().collect();
        names.sort();
        names
    }

    #[test]
    fn a_borrow_a_receiver_or_a_comparison_moves_nothing() {
        assert!(
            moved(&parse_quote!({
                f(&a);
                b.len();
                b.as_str();
                c == d;
                e.f;
                println!("{}", g);
                *h
            }))
            .is_empty()
        );
    }

    #[test]
    fn parts_receivers_and_callees_are_touched() {
        let expr = parse_quote!({
            a.len();
            b(1);
            let _x = c.d;
            *e += 1;
            f.g = 2;
            h(&mut i.j, &k, l);
            println!("{} {}", m, n.o());
            p == q.r
        });
        let mut names: Vec<_> = touched([&expr]).names.into_iter().collect();
        names.sort();
        assert_eq!(names, ["a", "b", "c", "e", "f", "h", "i", "n"]);
        assert!(!touched([&expr]).has_exit);
        assert!(
            touched([&parse_quote!(if a {
                return 1;
            })])
            .has_exit
        );
    }

    #[test]
    fn what_a_macro_borrows_may_move_inside() {
        assert_eq!(
            moved(&parse_quote!({
                assert_eq!(f(a), b);
                matches!(pick(c), Some(_))
            })),
            ["a", "c"]
        );
    }

    #[test]
    fn arguments_and_captures_are_moves() {
        assert_eq!(
            moved(&parse_quote!(f(a, move || b.len(), || drop(c), vec![d], e.into_iter()))),
            ["a", "b", "c", "d", "e"]
        );
    }
}
