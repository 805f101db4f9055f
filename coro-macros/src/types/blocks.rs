//! The values of blocks, `if`, `match` and `loop`: the first branch that reads plainly.

use syn::punctuated::Punctuated;
use syn::{
    Block, Expr, ExprBreak, ExprIf, ExprLoop, ExprMatch, Ident, Label, Lifetime, Pat, Stmt, Type, parse_quote,
};

use super::expr::{is_defaulted, read, tuple_of};
use super::iterators::into_iter;
use super::patterns::{Binding, bindings};
use super::{Scope, macros, shape};
use crate::walk::visit::{self, Visit};

/// What a branch gives: its type and whether that is only a default.
enum Branch {
    Diverges,
    Unknown,
    Known { ty: Box<Type>, defaulted: bool },
}

impl Branch {
    fn unit() -> Branch {
        Branch::Known { ty: Box::new(tuple_of(&[])), defaulted: false }
    }
}

/// The value of a block, read with its own `let`s in scope.
pub(super) fn block(block: &Block, label: Option<&Label>, scope: &Scope<'_>) -> Option<Type> {
    let mut branches = vec![tail(&block.stmts, scope)];
    if let Some(label) = label {
        branches.extend(breaks(block, Some(&label.name), false, scope));
    }
    common(branches)
}

/// The value of `if`; of one without `else` it is `()`.
pub(super) fn if_value(expr: &ExprIf, scope: &Scope<'_>) -> Option<Type> {
    let Some((_, other)) = &expr.else_branch else {
        return Some(parse_quote!(()));
    };
    let mut bound = Vec::new();
    condition_bindings(&expr.cond, scope, &mut bound);
    let then = within(scope, &bound, |scope| tail(&expr.then_branch.stmts, scope));
    common([then, branch(other, scope)])
}

/// The value of `match`.
pub(super) fn match_value(expr: &ExprMatch, scope: &Scope<'_>) -> Option<Type> {
    let scrutinee = read(&expr.expr, scope);
    let arms = expr.arms.iter().map(|arm| {
        let bound = bindings(&arm.pat, scrutinee.as_ref());
        within(scope, &bound, |scope| branch(&arm.body, scope))
    });
    common(arms)
}

/// The value that `loop` is left with.
pub(super) fn loop_value(expr: &ExprLoop, scope: &Scope<'_>) -> Option<Type> {
    common(breaks(&expr.body, expr.label.as_ref().map(|label| &label.name), true, scope))
}

/// The type that the branches have in common: a firm one if there is any, a default only where no
/// branch is unknown.
fn common(branches: impl IntoIterator<Item = Branch>) -> Option<Type> {
    let mut default = None;
    let mut is_certain = true;
    for branch in branches {
        match branch {
            Branch::Diverges => {}
            Branch::Unknown => is_certain = false,
            Branch::Known { ty, defaulted: false } => return Some(*ty),
            Branch::Known { ty, defaulted: true } => {
                default.get_or_insert(*ty);
            }
        }
    }
    default.filter(|_| is_certain)
}

fn branch(expr: &Expr, scope: &Scope<'_>) -> Branch {
    if diverges(expr) {
        return Branch::Diverges;
    }
    match read(expr, scope) {
        Some(ty) => Branch::Known { ty: Box::new(ty), defaulted: is_defaulted(expr) },
        None => Branch::Unknown,
    }
}

/// Whether the value of the block is only a default.
pub(super) fn ends_defaulted(block: &Block) -> bool {
    matches!(block.stmts.last(), Some(Stmt::Expr(tail, None)) if is_defaulted(tail))
}

/// Whether each branch that has a value has one by default only, and there is one.
pub(super) fn are_defaulted(branches: &[&Expr]) -> bool {
    let mut valued = branches.iter().filter(|branch| !diverges(branch)).peekable();
    valued.peek().is_some() && valued.all(|branch| is_defaulted(branch))
}

/// As [`are_defaulted`], for both branches of an `if`.
pub(super) fn chooses_defaulted(choice: &ExprIf) -> bool {
    let Some((_, otherwise)) = &choice.else_branch else { return false };
    let block = choice.then_branch.clone();
    let then = Expr::Block(syn::ExprBlock { attrs: Vec::new(), label: None, block });
    are_defaulted(&[&then, otherwise])
}

/// What the last statement gives, each `let` before it in scope.
fn tail(stmts: &[Stmt], scope: &Scope<'_>) -> Branch {
    match stmts {
        [] => Branch::unit(),
        [Stmt::Expr(value, None)] => branch(value, scope),
        [Stmt::Macro(value)] if value.semi_token.is_none() => {
            branch(&Expr::Macro(syn::ExprMacro { attrs: Vec::new(), mac: value.mac.clone() }), scope)
        }
        [Stmt::Expr(expr, Some(_)), ..] if diverges(expr) => Branch::Diverges,
        [Stmt::Macro(stmt), ..] if macros::diverges(&stmt.mac) => Branch::Diverges,
        [Stmt::Local(local), rest @ ..] => {
            let init = local.init.as_ref().and_then(|init| read(&init.expr, scope));
            let bound = bindings(&local.pat, init.as_ref());
            within(scope, &bound, |scope| tail(rest, scope))
        }
        [_, rest @ ..] => tail(rest, scope),
    }
}

/// Whether the expression never has a value.
fn diverges(expr: &Expr) -> bool {
    match expr {
        Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => true,
        Expr::Macro(expr) => macros::diverges(&expr.mac),
        Expr::Paren(paren) => diverges(&paren.expr),
        Expr::Group(group) => diverges(&group.expr),
        Expr::Block(expr) if expr.label.is_none() => expr.block.stmts.iter().any(|stmt| match stmt {
            Stmt::Expr(expr, _) => diverges(expr),
            Stmt::Macro(stmt) => macros::diverges(&stmt.mac),
            Stmt::Local(_) | Stmt::Item(_) => false,
        }),
        Expr::Unsafe(expr) => {
            matches!(expr.block.stmts.last(), Some(Stmt::Expr(expr, _)) if diverges(expr))
        }
        Expr::If(expr) => {
            let then = expr.then_branch.stmts.last();
            matches!(then, Some(Stmt::Expr(then, _)) if diverges(then))
                && expr.else_branch.as_ref().is_some_and(|(_, other)| diverges(other))
        }
        Expr::Match(expr) => expr.arms.iter().all(|arm| diverges(&arm.body)),
        Expr::Loop(expr) => {
            // The values do not matter, only whether there are any.
            let runtime = syn::Path { leading_colon: None, segments: Punctuated::new() };
            let nothing = Scope { local: &|_| None, suspension: &|_| None, runtime: &runtime };
            breaks(&expr.body, expr.label.as_ref().map(|label| &label.name), true, &nothing).is_empty()
        }
        _ => false,
    }
}

/// Runs `body` in the scope with these bindings on top.
pub(super) fn within<R>(scope: &Scope<'_>, bound: &[Binding], body: impl FnOnce(&Scope<'_>) -> R) -> R {
    let local = |ident: &Ident| match bound.iter().rev().find(|binding| binding.ident == *ident) {
        // A reference to a local of the block ends with it.
        Some(binding) if binding.by_ref => {
            let mut ty = binding.ty.clone()?;
            if let Type::Reference(reference) = &mut ty {
                reference.lifetime.get_or_insert_with(shape::own);
            }
            Some(ty)
        }
        Some(binding) => binding.ty.clone(),
        None => (scope.local)(ident),
    };
    body(&Scope { local: &local, ..*scope })
}

/// `if let Some(x) = a && let y = x` → the bindings of both patterns.
fn condition_bindings(cond: &Expr, scope: &Scope<'_>, bound: &mut Vec<Binding>) {
    match cond {
        Expr::Let(cond) => bound.extend(bindings(&cond.pat, read(&cond.expr, scope).as_ref())),
        Expr::Binary(chain) => {
            condition_bindings(&chain.left, scope, bound);
            condition_bindings(&chain.right, scope, bound);
        }
        _ => {}
    }
}

/// The values that `break` carries out of the block, each read with what is in scope there.
fn breaks(block: &Block, label: Option<&Lifetime>, is_loop: bool, scope: &Scope<'_>) -> Vec<Branch> {
    let mut breaks = Breaks { label, is_innermost: is_loop, scope, bound: Vec::new(), values: Vec::new() };
    breaks.visit_block(block);
    breaks.values
}

/// The `break`s that leave a block.
struct Breaks<'b> {
    label: Option<&'b Lifetime>,
    /// Whether a `break` without a label is meant.
    is_innermost: bool,
    /// What is in scope around the block.
    scope: &'b Scope<'b>,
    /// What has been bound on the way, innermost last.
    bound: Vec<Binding>,
    values: Vec<Branch>,
}

impl Breaks<'_> {
    fn within_loop(&mut self, visit: impl FnOnce(&mut Self)) {
        let was_innermost = std::mem::replace(&mut self.is_innermost, false);
        self.within(visit);
        self.is_innermost = was_innermost;
    }

    /// What `visit` binds ends with it.
    fn within(&mut self, visit: impl FnOnce(&mut Self)) {
        let depth = self.bound.len();
        visit(self);
        self.bound.truncate(depth);
    }

    fn here<R>(&self, read: impl FnOnce(&Scope<'_>) -> R) -> R {
        within(self.scope, &self.bound, read)
    }

    fn bind(&mut self, pat: &Pat, value: Option<&Expr>) {
        let ty = value.and_then(|value| self.here(|scope| read(value, scope)));
        self.bound.extend(bindings(pat, ty.as_ref()));
    }
}

impl<'b> Visit<'b> for Breaks<'_> {
    fn visit_expr_break(&mut self, expr: &'b ExprBreak) {
        let is_ours = match &expr.label {
            Some(label) => self.label == Some(label),
            None => self.is_innermost,
        };
        if is_ours {
            let value = match &expr.expr {
                Some(value) => self.here(|scope| branch(value, scope)),
                None => Branch::unit(),
            };
            self.values.push(value);
        }
        visit::visit_expr_break(self, expr);
    }

    fn visit_block(&mut self, block: &'b Block) {
        self.within(|breaks| visit::visit_block(breaks, block));
    }

    fn visit_local(&mut self, local: &'b syn::Local) {
        visit::visit_local(self, local);
        self.bind(&local.pat, local.init.as_ref().map(|init| &*init.expr));
    }

    fn visit_expr_let(&mut self, cond: &'b syn::ExprLet) {
        visit::visit_expr_let(self, cond);
        self.bind(&cond.pat, Some(&cond.expr));
    }

    fn visit_expr_if(&mut self, expr: &'b ExprIf) {
        self.within(|breaks| {
            breaks.visit_expr(&expr.cond);
            breaks.visit_block(&expr.then_branch);
        });
        if let Some((_, otherwise)) = &expr.else_branch {
            self.visit_expr(otherwise);
        }
    }

    fn visit_expr_match(&mut self, expr: &'b ExprMatch) {
        self.visit_expr(&expr.expr);
        for arm in &expr.arms {
            self.within(|breaks| {
                breaks.bind(&arm.pat, Some(&expr.expr));
                visit::visit_arm(breaks, arm);
            });
        }
    }

    fn visit_expr_loop(&mut self, expr: &'b ExprLoop) {
        self.within_loop(|breaks| visit::visit_expr_loop(breaks, expr));
    }

    fn visit_expr_while(&mut self, expr: &'b syn::ExprWhile) {
        self.within_loop(|breaks| visit::visit_expr_while(breaks, expr));
    }

    fn visit_expr_for_loop(&mut self, expr: &'b syn::ExprForLoop) {
        self.within_loop(|breaks| {
            breaks.visit_expr(&expr.expr);
            let ty = breaks.here(|scope| read(&expr.expr, scope));
            let item = ty.map(|ty| into_iter(&ty).1);
            breaks.bound.extend(bindings(&expr.pat, item.as_ref()));
            breaks.visit_block(&expr.body);
        });
    }

    fn visit_expr_closure(&mut self, _: &'b syn::ExprClosure) {}
    fn visit_expr_async(&mut self, _: &'b syn::ExprAsync) {}
    fn visit_item(&mut self, _: &'b syn::Item) {}
}

#[cfg(test)]
mod tests {
    use super::super::testing::types;

    #[test]
    fn a_block_is_read_with_its_own_locals() {
        types(
            &[("x", "u8"), ("name", "String")],
            &[
                ("{ x }", "u8"),
                ("{ let x = 1u64; x }", "u64"),
                ("{ let x: i16 = f(); let y = x; y + 1 }", "i16"),
                ("{ let x = unknown(); x }", "?"),
                ("{ f(); }", "()"),
                ("{ return; }", "?"),
                ("'a: { if x == 1 { break 'a 2; } x }", "u8"),
                ("{ let trimmed = name.trim(); trimmed.len() }", "usize"),
                ("{ let n = 1u8; &n }", "?"),
            ],
        );
    }

    #[test]
    fn a_branching_expression_has_the_type_of_its_first_plain_branch() {
        types(
            &[("x", "u64"), ("o", "Option<String>"), ("p", "&'a (u8, String)")],
            &[
                ("if c { 1 } else { x }", "u64"),
                ("if c { 1 } else { 2 }", "i32"),
                ("if c { 1 } else { f() }", "?"),
                ("if c { f() } else { x }", "u64"),
                ("if c { return } else { 1u8 }", "u8"),
                ("if c { f() }", "()"),
                ("if let Some(s) = o { s } else { f() }", "String"),
                ("match o { Some(s) if s.is_empty() => 1, Some(s) => s.len(), None => panic!() }", "usize"),
                ("match p { (n, _) => n }", "&'a u8"),
                ("match o { None => continue, Some(s) => s }", "String"),
            ],
        );
    }

    #[test]
    fn a_loop_has_the_type_it_is_left_with() {
        types(
            &[("x", "u64")],
            &[
                ("loop { break x; }", "u64"),
                ("loop { break }", "()"),
                ("loop { f() }", "?"),
                ("'a: loop { loop { break 'a x; } }", "u64"),
                ("loop { let x = f(); break x; }", "?"),
                ("loop { let y = x + 1; if y > 3 { break y; } }", "u64"),
                ("loop { if let Some(y) = Some(1u8) { break y; } }", "u8"),
                ("'a: { for y in [x] { break 'a y; } 0 }", "u64"),
                ("loop { let y = String::new(); break y.trim(); }", "?"),
                ("loop { while c { break; } break 1u8; }", "u8"),
                ("if c { loop {} } else { x }", "u64"),
            ],
        );
    }
}
