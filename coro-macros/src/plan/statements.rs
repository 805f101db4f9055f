//! One statement of a unit: what it does to the locals, and the code for it and for its blocks.

use super::code::{Code, Inner, LoopShape, Presence};
use super::effects::condition_pat;
use super::in_place::{is_place, keeps_nothing};
use super::jumps::HiddenJump;
use super::presence::{Merge, Status};
use super::units::{Context, Planner};
use crate::moves::{pat_is_complete, pat_moves};
use crate::normalize::{BlockId, LocalId, Position, Stmt, TargetId};

/// What is known on the two ways out of a pattern match.
struct Matched {
    matched: Status,
    unmatched: Status,
    /// Goes before the code where it matches.
    assertion: Option<Code>,
}

impl Planner<'_, '_> {
    /// One statement, with whatever it holds.
    pub(super) fn one(&mut self, at: Position, context: &mut Context, code: &mut Vec<Code>) {
        if context.status.is_none() {
            return;
        }
        if context.resumed == Some(at) {
            context.resumed = None;
            self.check_in_place(at, context);
            let replaced = self.received(at, context);
            code.push(Code::Received { at });
            code.extend(replaced.into_iter().map(|local| Code::Replaced { local }));
            return;
        }
        let stmt = self.body().stmt(at).expect("bug: a position of a statement");
        // Those of a loop's condition set out from its head.
        if !matches!(stmt, Stmt::Loop(_)) {
            self.hidden_jumps(at, context);
        }
        let replaced = self.own_effects(at, context);
        match stmt {
            Stmt::Opaque(_) => {
                code.push(Code::Plain { at });
                code.extend(replaced.into_iter().map(|local| Code::Replaced { local }));
                if self.facts.effects.at(at).ends {
                    context.status = None;
                }
            }
            Stmt::Let(stmt) => {
                let mut assertion = None;
                if stmt.init.is_some() {
                    let matched = self.matched(at, &stmt.pat, at.after(), context);
                    context.status = Some(matched.matched);
                    assertion = matched.assertion;
                }
                let presence = if stmt.init.is_some() { Presence::Present } else { Presence::Absent };
                self.check_declared(Some(at), &stmt.locals, context);
                self.set_all(&stmt.locals, presence, context);
                code.push(Code::Plain { at });
                code.extend(assertion);
                if self.facts.effects.at(at).ends {
                    context.status = None;
                }
            }
            Stmt::Suspend(_) => panic!("bug: a suspension ends its segment"),
            Stmt::If(stmt) => self.if_(at, stmt, context, code),
            Stmt::Match(stmt) => self.match_(at, stmt, context, code),
            Stmt::Loop(stmt) => self.loop_(at, stmt, context, code),
            Stmt::Block(stmt) => self.braces(at, stmt, context, code),
            Stmt::LetElse(stmt) => {
                let Matched { matched, unmatched, assertion } =
                    self.matched(at, &stmt.pat, at.after(), context);
                context.status = Some(unmatched);
                let otherwise = self.inner(stmt.otherwise, None, context);
                context.status = Some(matched);
                self.declare(&stmt.locals, Presence::Present, context);
                code.push(Code::LetElse { at, otherwise });
                code.extend(assertion);
            }
            Stmt::Break(jump) => self.break_(jump.target, context, code),
            Stmt::Continue(jump) => self.continue_(jump.target, context, code),
            Stmt::Return(_) => {
                context.status = None;
                code.push(Code::Return { at });
            }
        }
    }

    fn declare(&self, locals: &[LocalId], presence: Presence, context: &mut Context) {
        self.check_declared(None, locals, context);
        self.set_all(locals, presence, context);
    }

    fn set_all(&self, locals: &[LocalId], presence: Presence, context: &mut Context) {
        if let Some(status) = &mut context.status {
            locals.iter().for_each(|&local| status.set(local, presence));
        }
    }

    /// The received value is bound; the local whose option it takes the place of.
    fn received(&mut self, at: Position, context: &mut Context) -> Option<LocalId> {
        let stmt = self.body().stmt(at).expect("bug: a suspension");
        self.declare(stmt.locals(), Presence::Present, context);
        self.given(at, context)
    }

    /// What the statement at `at` assigns is there; the local whose option the new value takes the place of.
    fn given(&mut self, at: Position, context: &mut Context) -> Option<LocalId> {
        let status = context.status.as_mut()?;
        let gives = &self.facts.effects.at(at).gives;
        let kept: Vec<_> =
            gives.iter().copied().filter(|&local| status.of(local) == Presence::Optional).collect();
        gives.iter().for_each(|&local| status.set(local, Presence::Present));
        // Of several each would have to be dropped before the next is assigned.
        let is_alone = gives.len() == 1 && self.is_assignment(at);
        if !is_alone {
            kept.iter().for_each(|&local| self.refusals.assigned_option(local, at));
        }
        kept.first().copied().filter(|_| is_alone)
    }

    /// Whether the statement at `at` is an assignment, or a suspension whose value is assigned.
    fn is_assignment(&self, at: Position) -> bool {
        match self.body().stmt(at) {
            Some(Stmt::Opaque(syn::Stmt::Expr(expr, _))) => matches!(expr, syn::Expr::Assign(_)),
            Some(Stmt::Suspend(_)) => true,
            _ => false,
        }
    }

    /// What the statement itself moves and assigns; the local whose option the new value takes the place of.
    pub(super) fn own_effects(&mut self, at: Position, context: &mut Context) -> Option<LocalId> {
        self.check_in_place(at, context);
        let status = context.status.as_mut()?;
        let effect = self.facts.effects.at(at);
        let is_copied =
            |local| effect.assigns != Some(local) && self.facts.liveness.is_read_behind(local, at);
        for local in self.facts.move_away(&effect.moves, status, &is_copied) {
            if self.facts.may_drop(local) && self.facts.is_kept_behind(local, at) {
                self.refusals.unclear_move(local, at);
            }
        }
        // What a suspension assigns is not there before it is resumed.
        let is_suspension = matches!(self.facts.body.stmt(at), Some(Stmt::Suspend(_)));
        if is_suspension { None } else { self.given(at, context) }
    }

    /// Jumps inside opaque code arrive at their targets too; options cannot be filled in there.
    pub(super) fn hidden_jumps(&mut self, at: Position, context: &mut Context) {
        let effect = self.facts.effects.at(at);
        let Some(status) = context.status.clone() else { return };
        for jump in &effect.jumps {
            let target = jump.kind.target();
            self.check_jump(target, context);
            let merge = match jump.kind {
                HiddenJump::Break(target) if context.entered.contains(&target) => Merge::AfterEntered(target),
                HiddenJump::Break(target) => Merge::After(target),
                HiddenJump::Continue(target) if context.entered.contains(&target) => {
                    Merge::NextIteration(target)
                }
                HiddenJump::Continue(target) => Merge::Head(target),
            };
            let mut arriving = status.clone();
            let landing = jump.kind.lands(self.body());
            let is_copied = |local| self.facts.liveness.is_read(local, landing);
            for local in self.facts.move_away(&jump.moves, &mut arriving, &is_copied) {
                if self.facts.may_drop(local) && self.facts.is_kept_behind(local, landing) {
                    self.refusals.unclear_move(local, at);
                }
            }
            if let HiddenJump::Break(target) = jump.kind {
                // `break value` has assigned the value.
                let slot = self.body().target(target).slot;
                slot.into_iter().for_each(|slot| arriving.set(slot, Presence::Present));
            }
            for &local in self.conversions.get(&merge).into_iter().flatten() {
                if arriving.of(local) != Presence::Optional {
                    self.refusals.unclear_move(local, at);
                    arriving.set(local, Presence::Optional);
                }
            }
            self.is_changed |= context.arrivals.arrive(merge, arriving, self.facts, &mut self.conversions);
        }
    }

    /// A nested block, from its start.
    fn inner(&mut self, block: BlockId, assertion: Option<Code>, context: &mut Context) -> Inner {
        let mut code: Vec<_> = assertion.into_iter().collect();
        let binders = &self.body().block(block).binders;
        self.declare(binders, Presence::Present, context);
        let can_leave = context.can_leave;
        context.can_leave &= binders.iter().all(|&local| self.facts.is_typed(local));
        self.stmts(Position { block, index: 0 }, false, context, &mut code);
        context.can_leave = can_leave;
        Inner { block, code }
    }

    /// What is known where `pat` matches what the statement at `at` looks at, and goes on at `next`; and where not.
    fn matched(&self, at: Position, pat: &syn::Pat, next: Position, context: &Context) -> Matched {
        let unmatched = context.status.clone().expect("bug: only reached code matches");
        let mut matched = unmatched.clone();
        let mut taken_apart = None;
        if let Some(local) = self.facts.effects.at(at).matched {
            let is_moved = pat_moves(pat)
                && pat_is_complete(pat)
                && !self.facts.is_copy(local)
                && self.facts.may_drop(local);
            if is_moved && !self.facts.liveness.is_read(local, next) {
                matched.set(local, Presence::Absent);
                let is_whole = matches!(pat, syn::Pat::Ident(_));
                let is_kept = self.facts.is_kept_behind(local, at);
                taken_apart =
                    Some(local).filter(|&local| !is_whole && is_kept && self.facts.may_impl_drop(local));
            }
        }
        let assertion = taken_apart.map(|local| Code::TakenApart { local });
        Matched { matched, unmatched, assertion }
    }

    fn if_(
        &mut self,
        at: Position,
        stmt: &crate::normalize::If,
        context: &mut Context,
        code: &mut Vec<Code>,
    ) {
        let Matched { matched, unmatched, assertion } = match condition_pat(&stmt.cond) {
            Some(pat) => self.matched(at, pat, start(stmt.then), context),
            None => {
                let status = context.status.clone().expect("bug: only reached code branches");
                Matched { matched: status.clone(), unmatched: status, assertion: None }
            }
        };
        context.status = Some(matched);
        let can_leave = context.can_leave;
        context.can_leave &= keeps_nothing(&stmt.cond);
        let mut then = self.inner(stmt.then, assertion, context);
        self.arrive(Merge::End(at), context, &mut then.code);
        context.status = Some(unmatched);
        let mut skip = Vec::new();
        let otherwise = stmt.otherwise.map(|block| {
            let mut otherwise = self.inner(block, None, context);
            self.arrive(Merge::End(at), context, &mut otherwise.code);
            otherwise
        });
        context.can_leave = can_leave;
        if otherwise.is_none() {
            self.arrive(Merge::End(at), context, &mut skip);
        }
        // An `if` without `else` gets one where the way round it fills an option.
        let otherwise =
            otherwise.or_else(|| (!skip.is_empty()).then_some(Inner { block: stmt.then, code: skip }));
        context.status = context.arrivals.settle(Merge::End(at));
        code.push(Code::If { at, then, otherwise });
    }

    fn match_(
        &mut self,
        at: Position,
        stmt: &crate::normalize::Match,
        context: &mut Context,
        code: &mut Vec<Code>,
    ) {
        let before = context.status.clone();
        let can_leave = context.can_leave;
        context.can_leave &= is_place(&stmt.scrutinee);
        let mut arms = Vec::new();
        for arm in &stmt.arms {
            context.status.clone_from(&before);
            let Matched { matched, assertion, .. } = self.matched(at, &arm.pat, start(arm.block), context);
            context.status = Some(matched);
            let mut inner = self.inner(arm.block, assertion, context);
            self.arrive(Merge::End(at), context, &mut inner.code);
            arms.push(inner);
        }
        context.can_leave = can_leave;
        context.status = context.arrivals.settle(Merge::End(at));
        code.push(Code::Match { at, arms });
    }

    fn loop_(
        &mut self,
        at: Position,
        stmt: &crate::normalize::Loop,
        context: &mut Context,
        code: &mut Vec<Code>,
    ) {
        let target = stmt.target;
        self.arrive(Merge::Head(target), context, code);
        context.status = context.arrivals.known(Merge::Head(target)).cloned();
        self.hidden_jumps(at, context);
        let mut assertion = None;
        if let Some(pat) = stmt.cond.as_ref().and_then(condition_pat) {
            let matched = self.matched(at, pat, start(stmt.body), context);
            context.status = Some(matched.matched);
            assertion = matched.assertion;
        }
        let can_leave = context.can_leave;
        context.can_leave &= stmt.cond.as_ref().is_none_or(keeps_nothing);
        let mut body = self.inner(stmt.body, assertion, context);
        context.can_leave = can_leave;
        self.arrive(Merge::Head(target), context, &mut body.code);
        let head = context.arrivals.settle(Merge::Head(target));
        let mut exit = Vec::new();
        if stmt.cond.is_some() {
            context.status = head;
            self.arrive(Merge::After(target), context, &mut exit);
        }
        context.status = context.arrivals.settle(Merge::After(target));
        let shape =
            if context.arrivals.rounds.remove(&target) { LoopShape::Repeats } else { LoopShape::Once };
        code.push(Code::Loop { at, body, shape, exit });
    }

    fn braces(
        &mut self,
        at: Position,
        stmt: &crate::normalize::Braces,
        context: &mut Context,
        code: &mut Vec<Code>,
    ) {
        let mut body = self.inner(stmt.body, None, context);
        if let Some(target) = stmt.target {
            self.arrive(Merge::After(target), context, &mut body.code);
            context.status = context.arrivals.settle(Merge::After(target));
        }
        code.push(Code::Block { at, body });
    }

    fn break_(&mut self, target: TargetId, context: &mut Context, code: &mut Vec<Code>) {
        self.check_jump(target, context);
        let merge = if context.entered.contains(&target) {
            Merge::AfterEntered(target)
        } else {
            Merge::After(target)
        };
        self.arrive(merge, context, code);
        code.push(Code::Break { target });
    }

    fn continue_(&mut self, target: TargetId, context: &mut Context, code: &mut Vec<Code>) {
        self.check_jump(target, context);
        let merge = if context.entered.contains(&target) {
            Merge::NextIteration(target)
        } else {
            Merge::Head(target)
        };
        self.arrive(merge, context, code);
        code.push(Code::Continue { target });
    }
}

/// The start of a block.
fn start(block: BlockId) -> Position {
    Position { block, index: 0 }
}
