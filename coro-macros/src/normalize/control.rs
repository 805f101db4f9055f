//! Control flow that is taken apart: `if`, `match`, loops, blocks, and the jumps out of them.

use proc_macro2::TokenTree;
use syn::spanned::Spanned;
use syn::{Expr, ExprIf, ExprMatch, Lifetime, Pat};

use super::*;
use crate::names;

impl Lowering<'_> {
    /// An expression with blocks; its value goes to `dest`.
    pub(super) fn compound(&mut self, expr: &Expr, dest: Dest) {
        match expr {
            Expr::If(expr) => self.if_(expr, dest),
            Expr::Match(expr) => self.match_(expr, dest),
            Expr::Loop(expr) => self.loop_(expr, dest),
            Expr::While(expr) => {
                self.while_(expr);
                self.unit_into(dest);
            }
            Expr::ForLoop(expr) => {
                self.for_(expr);
                self.unit_into(dest);
            }
            Expr::Block(expr) => {
                let label = label_name(expr.label.as_ref());
                self.braces(expr.attrs.clone(), label, false, dest, |me| me.statements(&expr.block, dest));
            }
            Expr::Unsafe(expr) => {
                self.braces(expr.attrs.clone(), None, true, dest, |me| me.statements(&expr.block, dest));
            }
            _ => panic!("bug: {} is no compound", text(expr)),
        }
    }

    fn braces(
        &mut self,
        attrs: Vec<syn::Attribute>,
        label: Option<Lifetime>,
        is_unsafe: bool,
        dest: Dest,
        fill: impl FnOnce(&mut Self),
    ) {
        let target = label.map(|label| self.open_target(Some(label), false, dest));
        let (body, ()) = self.with_block(fill);
        if target.is_some() {
            self.targets.pop();
        }
        self.push(Stmt::Block(Braces { attrs, target, is_unsafe, body }));
    }

    pub(super) fn open_target(&mut self, label: Option<Lifetime>, is_loop: bool, dest: Dest) -> TargetId {
        let id = TargetId(self.body.targets.len());
        let slot = match dest {
            Dest::Slot(slot) => Some(slot),
            Dest::Discard | Dest::Return => None,
        };
        self.body.targets.push(Target { label, is_loop, slot, at: self.here() });
        self.targets.push(OpenTarget { id, dest });
        id
    }

    /// `if cond { then } else { otherwise }`, where `cond` may be a chain with `let`s and suspensions.
    fn if_(&mut self, expr: &ExprIf, dest: Dest) {
        if self.is_taken_apart(&expr.cond) {
            return self.if_suspending(expr, dest);
        }
        let (then, cond) = self.with_block(|me| {
            let cond = me.condition(&expr.cond);
            me.statements(&expr.then_branch, dest);
            cond
        });
        let otherwise = expr.else_branch.as_ref().map(|(_, otherwise)| self.else_block(otherwise, dest));
        self.push(Stmt::If(If { attrs: expr.attrs.clone(), cond, then, otherwise }));
    }

    fn else_block(&mut self, otherwise: &Expr, dest: Dest) -> BlockId {
        let (block, ()) = self.with_block(|me| match otherwise {
            Expr::Block(block) if block.label.is_none() => me.statements(&block.block, dest),
            other => me.value_into(other, dest),
        });
        block
    }

    /// A condition that does not suspend: its bindings are those of the innermost block.
    fn condition(&mut self, cond: &Expr) -> Expr {
        match cond {
            Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
                let left = self.condition(&binary.left);
                let right = self.condition(&binary.right);
                Expr::Binary(syn::ExprBinary {
                    left: Box::new(left),
                    right: Box::new(right),
                    ..binary.clone()
                })
            }
            Expr::Let(scrutinee) => {
                let expr = self.plain(&scrutinee.expr);
                let ty = self.type_of(&expr);
                let mut pat = (*scrutinee.pat).clone();
                let locals = self.declare_pat(&mut pat, ty.as_ref(), Origin::Binding);
                self.bind(&locals);
                Expr::Let(syn::ExprLet { pat: Box::new(pat), expr: Box::new(expr), ..scrutinee.clone() })
            }
            _ => self.plain(cond),
        }
    }

    /// A condition that suspends: `'chosen: { if a { x = recv; if let P = x { then; break 'chosen } } otherwise }`.
    fn if_suspending(&mut self, expr: &ExprIf, dest: Dest) {
        let conditions = conjuncts(&expr.cond);
        let number = self.body.targets.len() + 1;
        let chosen = names::chosen_label(number);
        self.braces(expr.attrs.clone(), Some(chosen), false, dest, |me| {
            let target = me.targets.last().expect("bug: a labelled block is open").id;
            let tried = |me: &mut Self| {
                me.nested_conditions(&conditions, &mut |me| {
                    me.statements(&expr.then_branch, dest);
                    me.push(Stmt::Break(Jump { target }));
                });
            };
            if expr.else_branch.is_none() {
                return tried(me);
            }
            // Temporaries of a condition end before the `else`.
            let (block, ()) = me.with_block(tried);
            me.inline_block(block);
            if let Some((_, otherwise)) = &expr.else_branch {
                let block = me.else_block(otherwise, dest);
                me.inline_block(block);
            }
        });
    }

    /// The block just lowered stands as a statement of its own.
    fn inline_block(&mut self, body: BlockId) {
        self.push(Stmt::Block(Braces { attrs: Vec::new(), target: None, is_unsafe: false, body }));
    }

    /// `then` under every one of `conditions`, each evaluated only if those before it hold.
    fn nested_conditions(&mut self, conditions: &[&Expr], then: &mut dyn FnMut(&mut Self)) {
        let Some((first, rest)) = conditions.split_first() else { return then(self) };
        let first = self.in_block(|me| me.condition_operand(first));
        let (block, cond) = self.with_block(|me| {
            let cond = me.condition(&first);
            me.in_block(|me| me.nested_conditions(rest, then));
            cond
        });
        self.push(Stmt::If(If { attrs: Vec::new(), cond, then: block, otherwise: None }));
    }

    /// One condition, its suspensions taken out before it.
    fn condition_operand(&mut self, cond: &Expr) -> Expr {
        if !self.is_taken_apart(cond) {
            return cond.clone();
        }
        match cond {
            Expr::Let(scrutinee) => {
                let expr = self.operand_as(&scrutinee.expr, Use::Place);
                Expr::Let(syn::ExprLet { expr: Box::new(expr), ..scrutinee.clone() })
            }
            _ => self.decided(cond),
        }
    }

    fn match_(&mut self, expr: &ExprMatch, dest: Dest) {
        if self.is_taken_apart(&expr.expr) {
            return self.match_suspending(expr, dest);
        }
        let scrutinee = self.plain(&expr.expr);
        self.arms(expr, scrutinee, dest);
    }

    /// What is matched is received first, in a block that ends with the `match`.
    fn match_suspending(&mut self, expr: &ExprMatch, dest: Dest) {
        self.braces(Vec::new(), None, false, dest, |me| {
            me.in_block(|me| {
                let scrutinee = me.operand_as(&expr.expr, Use::Place);
                me.arms(expr, scrutinee, dest);
            });
        });
    }

    fn arms(&mut self, expr: &ExprMatch, scrutinee: Expr, dest: Dest) {
        let ty = self.type_of(&scrutinee);
        let mut arms = Vec::new();
        for arm in &expr.arms {
            let (block, pat) = self.with_block(|me| {
                let pat = me.arm_pat(&arm.pat, ty.as_ref());
                match &*arm.body {
                    Expr::Block(block) if block.label.is_none() && block.attrs.is_empty() => {
                        me.statements(&block.block, dest);
                    }
                    body => me.value_into(body, dest),
                }
                pat
            });
            let end = end_of(&arm.body);
            arms.push(Arm { attrs: arm.attrs.clone(), pat, block, end });
        }
        self.push(Stmt::Match(Match { attrs: expr.attrs.clone(), scrutinee, arms }));
    }

    /// The pattern of an arm with its guard; what it binds belongs to the arm's block.
    fn arm_pat(&mut self, pat: &Pat, ty: Option<&Type>) -> Pat {
        match pat {
            Pat::Guard(guarded) => {
                let pat = self.arm_pat(&guarded.pat, ty);
                let guard = self.condition(&guarded.guard);
                Pat::Guard(syn::PatGuard { pat: Box::new(pat), guard: Box::new(guard), ..guarded.clone() })
            }
            pat => {
                let mut pat = pat.clone();
                let locals = self.declare_pat(&mut pat, ty, Origin::Binding);
                self.bind(&locals);
                pat
            }
        }
    }

    fn loop_(&mut self, expr: &syn::ExprLoop, dest: Dest) {
        let target = self.open_target(label_name(expr.label.as_ref()), true, dest);
        let (body, ()) = self.with_block(|me| me.statements(&expr.body, Dest::Discard));
        self.targets.pop();
        self.push(Stmt::Loop(Loop { attrs: expr.attrs.clone(), target, cond: None, body }));
    }

    fn while_(&mut self, expr: &syn::ExprWhile) {
        let target = self.open_target(label_name(expr.label.as_ref()), true, Dest::Discard);
        let (body, cond) = self.with_block(|me| {
            if me.is_taken_apart(&expr.cond) {
                me.while_suspending(expr, target);
                return None;
            }
            let cond = me.condition(&expr.cond);
            me.statements(&expr.body, Dest::Discard);
            Some(cond)
        });
        self.targets.pop();
        self.push(Stmt::Loop(Loop { attrs: expr.attrs.clone(), target, cond, body }));
    }

    /// `while recv!() { body }` → `loop { if recv!() { body; continue } break }`
    fn while_suspending(&mut self, expr: &syn::ExprWhile, target: TargetId) {
        self.nested_conditions(&conjuncts(&expr.cond), &mut |me| {
            me.statements(&expr.body, Dest::Discard);
            me.push(Stmt::Continue(Jump { target }));
        });
        self.push(Stmt::Break(Jump { target }));
    }

    /// `for pat in iter { body }` → `{ let mut items = iter.into_iter(); while let Some(pat) = items.next() { body } }`
    fn for_(&mut self, expr: &syn::ExprForLoop) {
        let (body, ()) = self.with_block(|me| {
            let ty = me.range_type(expr).or_else(|| me.type_of(&expr.expr)).map(|ty| types::into_iter(&ty));
            let span = expr.expr.span();
            let lender = me.lender(&expr.expr);
            let iterator = me.in_block(|me| {
                let iterable = me.operand(&expr.expr);
                let ty = ty.clone().or_else(|| me.type_of(&iterable).map(|ty| types::into_iter(&ty)));
                let id = me.temporary("items", span, Origin::Iterator, ty.map(|(iterator, _)| iterator));
                me.body.locals[id.0].mutable = true;
                me.body.locals[id.0].lender = lender;
                let ident = &me.body.local(id).ident;
                let pat = syn::parse_quote_spanned!(span=> mut #ident);
                let init = syn::parse_quote_spanned!(span=> ::core::iter::IntoIterator::into_iter(#iterable));
                me.push(Stmt::Let(Let { attrs: Vec::new(), pat, ty: None, init: Some(init), locals: vec![id] }));
                id
            });
            let target = me.open_target(label_name(expr.label.as_ref()), true, Dest::Discard);
            let items = me.body.local(iterator).ident.clone();
            let item_ty = ty.map(|(_, item)| item);
            let (body, cond) = me.with_block(|me| {
                let mut pat = (*expr.pat).clone();
                let locals = me.declare_pat(&mut pat, item_ty.as_ref(), Origin::Binding);
                me.bind(&locals);
                locals.iter().for_each(|local| me.body.locals[local.0].source = Some(iterator));
                me.statements(&expr.body, Dest::Discard);
                syn::parse_quote_spanned!(span=> let ::core::option::Option::Some(#pat) = ::core::iter::Iterator::next(&mut #items))
            });
            me.targets.pop();
            me.push(Stmt::Loop(Loop { attrs: expr.attrs.clone(), target, cond: Some(cond), body }));
        });
        self.inline_block(body);
    }

    /// `()` goes to `dest`, if that is a local.
    fn unit_into(&mut self, dest: Dest) {
        if let Dest::Slot(slot) = dest {
            self.assign(slot, &unit());
        }
    }

    fn find_target(&self, label: Option<&Lifetime>) -> Option<OpenTarget> {
        self.targets.iter().rev().copied().find(|target| {
            let target = self.body.target(target.id);
            match label {
                Some(label) => target.label.as_ref().is_some_and(|it| it.ident == label.ident),
                None => target.is_loop,
            }
        })
    }

    pub(super) fn break_(&mut self, jump: &syn::ExprBreak) {
        let Some(target) = self.find_target(jump.label.as_ref()) else {
            return self.lost_jump(&Expr::Break(jump.clone()));
        };
        if let Some(value) = &jump.expr {
            self.value_into(value, target.dest);
            if target.dest == Dest::Return {
                return;
            }
        } else {
            self.unit_into(target.dest);
            if target.dest == Dest::Return {
                return self.push(Stmt::Return(Return { value: None, span: jump.break_token.span }));
            }
        }
        self.push(Stmt::Break(Jump { target: target.id }));
    }

    pub(super) fn continue_(&mut self, jump: &syn::ExprContinue) {
        match self.find_target(jump.label.as_ref()) {
            Some(target) => self.push(Stmt::Continue(Jump { target: target.id })),
            None => self.lost_jump(&Expr::Continue(jump.clone())),
        }
    }

    /// A jump to nowhere: rustc says it best.
    fn lost_jump(&mut self, jump: &Expr) {
        self.push(Stmt::Opaque(semi(jump)));
    }

    pub(super) fn return_(&mut self, jump: &syn::ExprReturn) {
        match &jump.expr {
            Some(value) => self.value_into(value, Dest::Return),
            None => self.push(Stmt::Return(Return { value: None, span: jump.return_token.span })),
        }
    }
}

/// `a && let P = b && c` → `a`, `let P = b`, `c`
fn conjuncts(cond: &Expr) -> Vec<&Expr> {
    match cond {
        Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
            let mut all = conjuncts(&binary.left);
            all.extend(conjuncts(&binary.right));
            all
        }
        other => vec![other],
    }
}

/// Where `expr` ends.
fn end_of(expr: &Expr) -> Span {
    if let Expr::Block(expr) = expr {
        return expr.block.brace_token.span.close();
    }
    expr.to_token_stream().into_iter().last().map_or_else(Span::call_site, |token| match token {
        TokenTree::Group(group) => group.span_close(),
        token => token.span(),
    })
}
