//! Jumps in user code that stays as it is: `return value` completes the coroutine, and `break`s and `continue`s of a
//! rewritten loop go where that loop now ends or comes round.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, Lifetime};

use super::Emitter;
use crate::in_place::{InPlace, rewrite_expr, rewrite_stmt};
use crate::names;
use crate::normalize::{Body, Position, Stmt, TargetId, has_exit, is_known_macro, map_operands};
use crate::plan::jumps;
use crate::walk::visit::Visit;
use crate::walk::visit_mut::{self, VisitMut};

/// Where jumps to a loop or labelled block go.
#[derive(Clone, Debug)]
pub(super) enum Aim {
    /// It stands there as a loop, with this label if one is needed.
    Real { label: Lifetime },
    /// It is blocks.
    Entered { break_to: Lifetime, continue_to: Option<Lifetime> },
}

/// Which labels have been needed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Used {
    is_broken: bool,
    is_continued: bool,
    is_labelled: bool,
}

impl Used {
    pub(super) fn broken(self) -> bool {
        self.is_broken
    }
    pub(super) fn continued(self) -> bool {
        self.is_continued
    }
    /// Whether a real loop is jumped to by its label.
    pub(super) fn labelled(self) -> bool {
        self.is_labelled
    }
}

#[derive(Debug)]
struct Open {
    target: TargetId,
    aim: Aim,
    used: Used,
}

/// What names in the code that is being printed mean: the loops and labelled blocks around it, and the locals that are
/// used where the state keeps them.
#[derive(Debug, Default)]
pub(super) struct Aims {
    open: Vec<Open>,
    in_place: InPlace,
}

impl Aims {
    pub(super) fn in_place(in_place: InPlace) -> Self {
        Self { open: Vec::new(), in_place }
    }

    pub(super) fn push(&mut self, target: TargetId, aim: Aim) {
        self.open.push(Open { target, aim, used: Used::default() });
    }

    pub(super) fn pop(&mut self) -> Used {
        self.open.pop().expect("bug: aims are closed as they are opened").used
    }

    /// Where jumps without a label belong to a loop that is printed elsewhere.
    pub(super) fn behind_a_loop<R>(&mut self, inside: impl FnOnce(&mut Self) -> R) -> R {
        let label = Lifetime::new("'_opaque", proc_macro2::Span::call_site());
        self.push(TargetId(usize::MAX), Aim::Real { label });
        let result = inside(self);
        self.pop();
        result
    }

    /// What is open for `target`, and whether nothing else is within it: behind a labelled block, too, a jump needs a
    /// label.
    fn find(&mut self, target: TargetId) -> (&mut Open, bool) {
        let idx = self
            .open
            .iter()
            .rposition(|open| open.target == target)
            .expect("bug: a jump out of what is printed");
        let is_innermost = idx + 1 == self.open.len();
        (&mut self.open[idx], is_innermost)
    }

    /// `break`, with a label if it needs one.
    pub(super) fn break_(&mut self, target: TargetId) -> TokenStream {
        self.jump(target, &quote!(break), &quote!(break))
    }

    /// `continue`, or a `break` to the end of an iteration that is a block.
    pub(super) fn continue_(&mut self, target: TargetId) -> TokenStream {
        let (open, is_innermost) = self.find(target);
        match &open.aim {
            Aim::Real { .. } if is_innermost => quote!(continue),
            Aim::Real { label } => {
                open.used.is_labelled = true;
                quote!(continue #label)
            }
            Aim::Entered { continue_to, .. } => {
                open.used.is_continued = true;
                let label = continue_to.as_ref().expect("bug: a block is not continued");
                quote!(break #label)
            }
        }
    }

    fn jump(&mut self, target: TargetId, plain: &TokenStream, out: &TokenStream) -> TokenStream {
        let (open, is_innermost) = self.find(target);
        match &open.aim {
            Aim::Real { .. } if is_innermost => plain.clone(),
            Aim::Real { label } => {
                open.used.is_labelled = true;
                quote!(#plain #label)
            }
            Aim::Entered { break_to, .. } => {
                open.used.is_broken = true;
                quote!(#out #break_to)
            }
        }
    }

    /// `expr`, which stands at `at`, with its jumps aimed.
    pub(super) fn retarget_expr(&mut self, emitter: &Emitter<'_>, at: Position, expr: &Expr) -> Expr {
        let mut expr = self.place(expr);
        self.retargeter(emitter, at).visit_expr_mut(&mut expr);
        expr
    }

    /// `pat`, with the jumps in its guard aimed.
    pub(super) fn retarget_pat(&mut self, emitter: &Emitter<'_>, at: Position, pat: &syn::Pat) -> syn::Pat {
        let mut pat = pat.clone();
        self.retargeter(emitter, at).visit_pat_mut(&mut pat);
        pat
    }

    /// `expr`, with the locals that are used where the state keeps them.
    pub(super) fn place(&self, expr: &Expr) -> Expr {
        let mut expr = expr.clone();
        assert!(rewrite_expr(&mut expr, &self.in_place), "bug: a mention that cannot be rewritten");
        expr
    }

    pub(super) fn retarget_stmt(&mut self, emitter: &Emitter<'_>, at: Position, stmt: &mut syn::Stmt) {
        assert!(rewrite_stmt(stmt, &self.in_place), "bug: a mention that cannot be rewritten");
        self.retargeter(emitter, at).visit_stmt_mut(stmt);
    }

    fn retargeter<'r, 'm>(&'r mut self, emitter: &'r Emitter<'m>, at: Position) -> Retargeter<'r, 'm> {
        let enclosing = jumps::enclosing(&emitter.machine.body, at);
        Retargeter { aims: self, emitter, enclosing, depth: 0, own: Vec::new() }
    }
}

struct Retargeter<'r, 'm> {
    aims: &'r mut Aims,
    emitter: &'r Emitter<'m>,
    enclosing: Vec<TargetId>,
    /// Loops of the opaque code itself.
    depth: usize,
    /// Labels of the opaque code itself.
    own: Vec<String>,
}

impl Retargeter<'_, '_> {
    fn target(&self, label: Option<&Lifetime>) -> Option<TargetId> {
        match label {
            Some(label) if self.own.contains(&label.ident.to_string()) => None,
            None if self.depth > 0 => None,
            label => jumps::resolve(&self.emitter.machine.body, &self.enclosing, label),
        }
    }

    fn inside(&mut self, label: Option<&syn::Label>, is_loop: bool, visit: impl FnOnce(&mut Self)) {
        let label = label.map(|label| label.name.ident.to_string());
        let has_label = label.is_some();
        self.own.extend(label);
        self.depth += usize::from(is_loop);
        visit(self);
        self.depth -= usize::from(is_loop);
        if has_label {
            self.own.pop();
        }
    }

    /// A jump inside a loop or labelled block of the opaque code needs its label.
    fn aimed(&mut self, target: TargetId, is_break: bool) -> Expr {
        let needs_label = self.depth > 0 || !self.own.is_empty();
        let jump = |aims: &mut Aims| if is_break { aims.break_(target) } else { aims.continue_(target) };
        // The opaque loop or labelled block stands between: unlabelled jumps are its own.
        Expr::Verbatim(if needs_label { self.aims.behind_a_loop(jump) } else { jump(self.aims) })
    }
}

impl VisitMut for Retargeter<'_, '_> {
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}
    fn visit_expr_async_mut(&mut self, _: &mut syn::ExprAsync) {}

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        if has_exit(mac)
            && let Some(aimed) = map_operands(mac, &mut |operand| self.visit_expr_mut(operand))
        {
            *mac = aimed;
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Loop(it) => {
                let label = it.label.clone();
                self.inside(label.as_ref(), true, |me| visit_mut::visit_expr_loop_mut(me, it));
            }
            Expr::While(it) => {
                let label = it.label.clone();
                self.inside(label.as_ref(), true, |me| visit_mut::visit_expr_while_mut(me, it));
            }
            Expr::ForLoop(it) => {
                let label = it.label.clone();
                self.inside(label.as_ref(), true, |me| visit_mut::visit_expr_for_loop_mut(me, it));
            }
            Expr::Block(it) => {
                let label = it.label.clone();
                self.inside(label.as_ref(), false, |me| visit_mut::visit_expr_block_mut(me, it));
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
        let aimed = match expr {
            Expr::Return(jump) => {
                let value = jump.expr.as_ref().map_or_else(|| quote!(()), ToTokens::to_token_stream);
                let keyword = &jump.return_token;
                let (returned, ty) = (names::returned(), &self.emitter.function.returned);
                let complete = self.emitter.complete(&returned);
                Some(Expr::Verbatim(quote!(#keyword { let #returned: #ty = #value; #complete })))
            }
            Expr::Break(jump) if jump.expr.is_none() => {
                self.target(jump.label.as_ref()).map(|target| self.aimed(target, true))
            }
            Expr::Continue(jump) => self.target(jump.label.as_ref()).map(|target| self.aimed(target, false)),
            _ => None,
        };
        if let Some(aimed) = aimed {
            *expr = aimed;
        }
    }
}

/// What in the body returns early without saying `return`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Questions {
    pub has_question: bool,
    pub has_unknown_macro: bool,
}

/// Looks for `?` and for macros that may hide it, other than in a closure or an item.
pub(super) fn questions(body: &Body) -> Questions {
    struct Find(Questions);
    impl<'ast> Visit<'ast> for Find {
        fn visit_expr_try(&mut self, _: &'ast syn::ExprTry) {
            self.0.has_question = true;
        }
        fn visit_macro(&mut self, mac: &'ast syn::Macro) {
            self.0.has_question |= contains_question(&mac.tokens);
            self.0.has_unknown_macro |= !is_known_macro(mac);
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
        fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
        fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
    }
    let mut find = Find(Questions::default());
    for stmt in body.blocks.iter().flat_map(|block| &block.stmts) {
        match stmt {
            Stmt::Opaque(stmt) => find.visit_stmt(stmt),
            Stmt::Let(stmt) => stmt.init.iter().for_each(|expr| find.visit_expr(expr)),
            Stmt::Suspend(stmt) => stmt.operand.iter().for_each(|expr| find.visit_expr(expr)),
            Stmt::If(stmt) => find.visit_expr(&stmt.cond),
            Stmt::Match(stmt) => {
                find.visit_expr(&stmt.scrutinee);
                stmt.arms.iter().for_each(|arm| find.visit_pat(&arm.pat));
            }
            Stmt::Loop(stmt) => stmt.cond.iter().for_each(|expr| find.visit_expr(expr)),
            Stmt::LetElse(stmt) => find.visit_expr(&stmt.init),
            Stmt::Return(stmt) => stmt.value.iter().for_each(|expr| find.visit_expr(expr)),
            Stmt::Block(_) | Stmt::Break(_) | Stmt::Continue(_) => {}
        }
    }
    find.0
}

fn contains_question(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        proc_macro2::TokenTree::Punct(punct) => punct.as_char() == '?',
        proc_macro2::TokenTree::Group(group) => contains_question(&group.stream()),
        proc_macro2::TokenTree::Ident(_) | proc_macro2::TokenTree::Literal(_) => false,
    })
}
