//! The levels around a unit's position, re-created from the outside in: blocks and iterations that were left in their
//! middle, each with its locals.

use super::code::{Code, Presence};
use super::presence::Merge;
use super::units::{Context, Planner};
use crate::normalize::{Body, LocalId, Position, Stmt, TargetId};

impl Planner<'_, '_> {
    /// One level of the path to the unit's position, and what follows behind it.
    pub(super) fn level(&mut self, path: &[Position], context: &mut Context, code: &mut Vec<Code>) {
        let (&at, inner) = path.split_first().expect("bug: a path has at least its end");
        self.restore(at, inner.last().copied().unwrap_or(at), context, code);
        if inner.is_empty() {
            self.stmts(at, true, context, code);
            return self.leave_level(at, context, code);
        }
        match self.body().stmt(at) {
            Some(Stmt::Loop(stmt)) => self.entered_loop(at, stmt.target, inner, context, code),
            Some(Stmt::Block(stmt)) => match stmt.target {
                Some(target) => self.entered_block(target, stmt.is_unsafe, inner, context, code),
                None => self.entered(stmt.is_unsafe, inner, context, code),
            },
            Some(Stmt::If(_) | Stmt::Match(_) | Stmt::LetElse(_)) => {
                self.entered(false, inner, context, code);
            }
            stmt => panic!("bug: {stmt:?} has no blocks"),
        }
        if context.status.is_some() {
            self.cut(at.after(), context, code);
        }
        self.leave_level(at, context, code);
    }

    fn entered(&mut self, is_unsafe: bool, inner: &[Position], context: &mut Context, code: &mut Vec<Code>) {
        let mut inside = Vec::new();
        self.level(inner, context, &mut inside);
        code.push(Code::Entered { is_unsafe, code: inside });
    }

    fn entered_block(
        &mut self,
        target: TargetId,
        is_unsafe: bool,
        inner: &[Position],
        context: &mut Context,
        code: &mut Vec<Code>,
    ) {
        context.entered.insert(target);
        let mut inside = Vec::new();
        self.level(inner, context, &mut inside);
        self.arrive(Merge::AfterEntered(target), context, &mut inside);
        context.entered.remove(&target);
        context.status = context.arrivals.settle(Merge::AfterEntered(target));
        code.push(Code::EnteredLabelled { target, is_unsafe, code: inside });
    }

    /// `'break: { 'continue: { rest of this iteration } head }`
    fn entered_loop(
        &mut self,
        at: Position,
        target: TargetId,
        inner: &[Position],
        context: &mut Context,
        code: &mut Vec<Code>,
    ) {
        context.entered.insert(target);
        let mut iteration = Vec::new();
        self.level(inner, context, &mut iteration);
        self.arrive(Merge::NextIteration(target), context, &mut iteration);
        context.status = context.arrivals.settle(Merge::NextIteration(target));
        context.entered.remove(&target);
        let mut head = Vec::new();
        if context.status.is_some() {
            self.go_on(at, context, &mut head);
            self.fit_or_leave(at, at.index, context, &mut head, &mut |me, context, head| {
                me.one(at, context, head);
            });
        }
        self.arrive(Merge::AfterEntered(target), context, &mut head);
        context.status = context.arrivals.settle(Merge::AfterEntered(target));
        code.push(Code::EnteredLoop { target, iteration, head });
    }

    /// The locals of one level, under their names and in their order.
    fn restore(&mut self, at: Position, innermost: Position, context: &Context, code: &mut Vec<Code>) {
        let is_root = at.block == Body::ROOT;
        let mut is_param = is_root;
        let status = context.status.as_ref().expect("bug: a level is entered");
        for local in self.facts.level_scope(at) {
            let presence = status.of(local);
            let is_needed = self.is_named_later(local, context, innermost) || self.is_converted(local);
            let stays = context.stay.as_ref().is_some_and(|stay| stay.has(local));
            if stays || (presence == Presence::Absent && !is_needed) {
                continue;
            }
            is_param &= presence == Presence::Present;
            code.push(Code::Restore { local, presence, is_param });
        }
    }

    /// Whether `local` has to be in its option where some paths meet.
    fn is_converted(&self, local: LocalId) -> bool {
        self.conversions.values().any(|locals| locals.contains(&local))
    }

    /// Whether the unit may mention `local` though it is not there yet.
    fn is_named_later(&self, local: LocalId, context: &Context, innermost: Position) -> bool {
        let is_named = |at| self.facts.liveness.is_named(local, at);
        match context.resumed {
            None => is_named(innermost),
            Some(at) => is_named(at.after()) || self.facts.effects.at(at).assigns == Some(local),
        }
    }
}
