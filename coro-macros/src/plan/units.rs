//! The walk that makes units: a position of the body → the code from there to the next suspension or the end.
//!
//! A unit continues at its position by re-creating the levels around it from the outside in, each with its locals,
//! and goes on behind it: the rest of the block, then outwards. What it meets on the way is ordinary structured
//! code, real loops included; only the loop head and the join behind a statement that suspends may be a call to
//! another unit, and only from a level's own block.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::code::{Code, Field, Inner, LoopShape, Pass, Passed, Presence, Unit, UnitId};
use super::effects::condition_pat;
use super::facts::Facts;
use super::jumps::HiddenJump;
use super::presence::{Arrivals, Conversions, Merge, Signature, Status, convert};
use super::refusals::Refusals;
use crate::moves::{Certainty, pat_is_complete, pat_moves};
use crate::normalize::{BlockId, Body, LocalId, Position, Stmt, Suspend, TargetId, never_returns};

/// Which joins are units of their own.
#[derive(Debug)]
pub(super) enum Functions {
    /// Every one, to see how large they are.
    All,
    /// These.
    Chosen(HashSet<Position>),
}

/// What the units know of each other. It grows until it is stable.
pub(super) struct Planner<'f, 'b> {
    pub facts: &'f Facts<'b>,
    pub functions: Functions,
    pub joins: BTreeMap<Position, Signature>,
    pub states: BTreeMap<usize, Signature>,
    pub conversions: Conversions,
    /// How many places go on at each join.
    pub n_references: HashMap<Position, usize>,
    /// The joins in the order in which they were found.
    pub referenced: Vec<Position>,
    pub numbers: HashMap<Position, usize>,
    pub refusals: Refusals,
    pub is_changed: bool,
}

/// One unit in the making.
struct Context {
    /// `None`: this point is not reached.
    status: Option<Status>,
    arrivals: Arrivals,
    /// Targets whose middle the unit was entered in, as long as it is in that iteration.
    entered: HashSet<TargetId>,
    options: HashSet<LocalId>,
    /// The suspension whose value is still to be bound.
    resumed: Option<Position>,
}

/// What is known on the two ways out of a pattern match.
struct Matched {
    matched: Status,
    unmatched: Status,
    /// Goes before the code where it matches.
    assertion: Option<Code>,
}

impl<'b> Planner<'_, 'b> {
    fn body(&self) -> &'b Body {
        self.facts.body
    }

    /// The number of the join at `at`.
    pub(super) fn number(&mut self, at: Position) -> usize {
        let n_known = self.numbers.len();
        *self.numbers.entry(at).or_insert(n_known + 1)
    }

    /// Makes the unit that continues at `at` with the locals of `signature`.
    pub(super) fn unit(&mut self, id: UnitId, at: Position, signature: &Signature) -> Unit {
        let mut status = Status::default();
        let mut params = Vec::new();
        for local in self.body().scope(at) {
            let presence = signature.of(local);
            status.set(local, presence);
            if matches!(presence, Presence::Present | Presence::Optional) {
                params.push(Field { local, is_optional: presence == Presence::Optional });
            }
        }
        let resumed = matches!(id, UnitId::Resume(_)).then_some(at);
        let mut context = Context {
            status: Some(status),
            arrivals: Arrivals::default(),
            entered: HashSet::new(),
            options: HashSet::new(),
            resumed,
        };
        let mut code = Vec::new();
        let path = self.body().path(at);
        self.level(&path, &mut context, &mut code);
        if context.status.is_some() {
            code.push(Code::Complete);
        }
        Unit { id, params, code, options: context.options }
    }

    /// One level of the path to the unit's position, and what follows behind it.
    fn level(&mut self, path: &[Position], context: &mut Context, code: &mut Vec<Code>) {
        let (&at, inner) = path.split_first().expect("bug: a path has at least its end");
        self.restore(at, inner.last().copied().unwrap_or(at), context, code);
        if inner.is_empty() {
            return self.stmts(at, true, context, code);
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
            self.one(at, context, &mut head);
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
        for local in self.body().level_locals(at) {
            let presence = status.of(local);
            if !self.facts.is_typed(local)
                || (presence == Presence::Absent && !self.is_named_later(local, context, innermost))
            {
                continue;
            }
            is_param &= presence == Presence::Present;
            code.push(Code::Restore { local, presence, is_param });
        }
    }

    /// Whether the unit may mention `local` though it is not there yet.
    fn is_named_later(&self, local: LocalId, context: &Context, innermost: Position) -> bool {
        let is_named = |at| self.facts.liveness.is_named(local, at);
        match context.resumed {
            None => is_named(innermost),
            Some(at) => is_named(at.after()) || self.facts.effects.at(at).assigns == Some(local),
        }
    }

    /// Behind a statement that suspends, in a level's own block: the join, or what it would hold.
    fn cut(&mut self, at: Position, context: &mut Context, code: &mut Vec<Code>) {
        match self.body().stmt(at) {
            None => return,
            Some(Stmt::Break(_) | Stmt::Continue(_)) => {}
            Some(_) => self.go_on(at, context, code),
        }
        self.stmts(at, true, context, code);
    }

    /// Goes on at a join: by a call, if it is a unit of its own.
    fn go_on(&mut self, at: Position, context: &mut Context, code: &mut Vec<Code>) {
        let n_references = self.n_references.entry(at).or_default();
        if *n_references == 0 {
            self.referenced.push(at);
        }
        *n_references += 1;
        let status = context.status.as_ref().expect("bug: only reached code goes on");
        let signature = match self.joins.entry(at) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => {
                self.is_changed = true;
                entry.insert(Signature::default())
            }
        };
        let mut args = Vec::new();
        for local in self.facts.body.scope(at) {
            if !self.facts.is_typed(local) {
                continue;
            }
            let may_forget = self.facts.may_forget(local, at);
            let presence = if may_forget { Presence::Absent } else { settled(status.of(local)) };
            self.is_changed |= signature.add(local, presence, may_forget);
            args.extend(pass(local, presence, signature.of(local)));
        }
        let is_function = match &self.functions {
            Functions::All => true,
            Functions::Chosen(chosen) => chosen.contains(&at),
        };
        if is_function {
            code.push(Code::Call { unit: UnitId::Join(self.number(at)), args });
            context.status = None;
        }
    }

    /// The statements from `at` to the end of the block, or to the suspension that ends the unit.
    fn stmts(&mut self, at: Position, is_level: bool, context: &mut Context, code: &mut Vec<Code>) {
        let n_stmts = self.body().block(at.block).stmts.len();
        let position = |index| Position { index, ..at };
        let mut index = at.index;
        while index < n_stmts && context.status.is_some() {
            let is_cut = |index: &usize| {
                self.facts.is_cut(position(*index)) && context.resumed != Some(position(*index))
            };
            let Some(cut) = (index..n_stmts).find(is_cut) else {
                (index..n_stmts).for_each(|index| self.one(position(index), context, code));
                return;
            };
            self.segment(position(index), cut, context, code);
            if context.status.is_none() {
                return;
            }
            if matches!(self.body().stmt(position(cut)), Some(Stmt::Suspend(_))) {
                return self.suspend(position(cut), context, code);
            }
            index = cut + 1;
            if is_level {
                return self.cut(position(index), context, code);
            }
        }
    }

    /// The statements from `at` to the one at `cut`, which suspends. From the first local of unknown type on they
    /// stand in braces that end it; typed locals that are declared in there leave the braces.
    fn segment(
        &mut self,
        at: Position,
        cut: usize,
        context: &mut Context,
        code: &mut Vec<Code>,
    ) -> Vec<LocalId> {
        let mut declared = Vec::new();
        for index in at.index..=cut {
            let at = Position { index, ..at };
            let stmt = self.body().stmt(at).expect("bug: the cut is a statement");
            if context.status.is_none() {
                return declared;
            }
            let is_suspension = matches!(stmt, Stmt::Suspend(_)) && context.resumed != Some(at);
            if is_suspension {
                self.own_effects(at, context);
                self.hidden_jumps(at, context);
                if self.has_operand(at) {
                    code.push(Code::Operand { at });
                }
                return declared;
            }
            let typed: Vec<_> =
                stmt.locals().iter().copied().filter(|&local| self.facts.is_typed(local)).collect();
            if typed.len() == stmt.locals().len() {
                self.one(at, context, code);
                declared.extend(typed);
                continue;
            }
            let mut inside = Vec::new();
            self.one(at, context, &mut inside);
            let mut inner = typed;
            inner.extend(self.segment(at.after(), cut, context, &mut inside));
            let status = context.status.as_ref();
            let leaving = match status {
                Some(status) => {
                    inner.iter().copied().filter(|&local| status.of(local) == Presence::Present).collect()
                }
                None => Vec::new(),
            };
            let end = Position { index: cut, ..at };
            let operand = (status.is_some() && self.has_operand(end)).then_some(end);
            code.push(Code::Segment { code: inside, leaving, operand });
            declared.extend(inner);
            return declared;
        }
        declared
    }

    fn has_operand(&self, at: Position) -> bool {
        matches!(self.body().stmt(at), Some(Stmt::Suspend(suspend)) if suspend.operand.is_some())
    }

    /// The state is stored, and the unit ends.
    fn suspend(&mut self, at: Position, context: &mut Context, code: &mut Vec<Code>) {
        let status = context.status.take().expect("bug: only reached code suspends");
        let Some(Stmt::Suspend(Suspend { number, .. })) = self.body().stmt(at) else {
            panic!("bug: no suspension")
        };
        let number = *number;
        let signature = match self.states.entry(number) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => {
                self.is_changed = true;
                entry.insert(Signature::default())
            }
        };
        let effect = self.facts.effects.at(at);
        let mut fields = Vec::new();
        for local in self.facts.body.scope(at) {
            if !self.facts.is_typed(local) {
                continue;
            }
            let is_read = self.facts.liveness.is_read(local, at.after()) && effect.assigns != Some(local);
            let may_forget = !self.facts.may_drop(local) && !is_read && !effect.place_reads.contains(&local);
            let presence = if may_forget { Presence::Absent } else { settled(status.of(local)) };
            self.is_changed |= signature.add(local, presence, may_forget);
            fields.extend(pass(local, presence, signature.of(local)));
        }
        code.push(Code::Suspend { number, fields });
    }

    /// A path arrives where others may: what has to be in an option there goes into it.
    fn arrive(&mut self, merge: Merge, context: &mut Context, code: &mut Vec<Code>) {
        let Some(mut status) = context.status.take() else { return };
        context.options.extend(convert(&self.conversions, merge, &mut status, code));
        self.is_changed |= context.arrivals.arrive(merge, status, self.facts, &mut self.conversions);
    }

    /// One statement, with whatever it holds.
    fn one(&mut self, at: Position, context: &mut Context, code: &mut Vec<Code>) {
        if context.status.is_none() {
            return;
        }
        if context.resumed == Some(at) {
            context.resumed = None;
            self.received(at, context);
            code.push(Code::Received { at });
            return;
        }
        let stmt = self.body().stmt(at).expect("bug: a position of a statement");
        self.own_effects(at, context);
        match stmt {
            Stmt::Opaque(stmt) => {
                self.hidden_jumps(at, context);
                code.push(Code::Plain { at });
                if ends_here(stmt) {
                    context.status = None;
                }
            }
            Stmt::Let(stmt) => {
                self.hidden_jumps(at, context);
                let mut assertion = None;
                if stmt.init.is_some() {
                    let matched = self.matched(at, &stmt.pat, at.after(), context);
                    context.status = Some(matched.matched);
                    assertion = matched.assertion;
                }
                let presence = if stmt.init.is_some() { Presence::Present } else { Presence::Absent };
                self.declare(&stmt.locals, presence, context);
                code.push(Code::Plain { at });
                code.extend(assertion);
            }
            Stmt::Suspend(_) => panic!("bug: a suspension ends its segment"),
            Stmt::If(stmt) => self.if_(at, stmt, context, code),
            Stmt::Match(stmt) => self.match_(at, stmt, context, code),
            Stmt::Loop(stmt) => self.loop_(at, stmt, context, code),
            Stmt::Block(stmt) => self.braces(at, stmt, context, code),
            Stmt::LetElse(stmt) => {
                self.hidden_jumps(at, context);
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
        if let Some(status) = &mut context.status {
            locals.iter().for_each(|&local| status.set(local, presence));
        }
    }

    /// The received value is bound.
    fn received(&self, at: Position, context: &mut Context) {
        let stmt = self.body().stmt(at).expect("bug: a suspension");
        self.declare(stmt.locals(), Presence::Present, context);
        if let (Some(local), Some(status)) = (self.facts.effects.at(at).assigns, &mut context.status) {
            status.set(local, Presence::Present);
        }
    }

    /// What the statement itself moves and assigns.
    fn own_effects(&mut self, at: Position, context: &mut Context) {
        let Some(status) = &mut context.status else { return };
        let effect = self.facts.effects.at(at);
        for &(local, certainty) in &effect.moves {
            if !self.facts.is_typed(local)
                || self.facts.is_copy(local)
                || self.facts.liveness.is_read(local, at.after())
            {
                continue;
            }
            match certainty {
                Certainty::Always => status.set(local, Presence::Absent),
                Certainty::Sometimes => {
                    if self.facts.may_drop(local)
                        && self.facts.is_kept_behind(local, at)
                        && status.of(local) != Presence::Absent
                    {
                        self.refusals.unclear_move(local, at);
                    }
                    status.set(local, Presence::Unclear);
                }
            }
        }
        let is_suspension = matches!(self.facts.body.stmt(at), Some(Stmt::Suspend(_)));
        if let Some(local) = effect.assigns.filter(|_| !is_suspension) {
            if matches!(status.of(local), Presence::Optional) {
                self.refusals.assigned_option(local, at);
            }
            status.set(local, Presence::Present);
        }
    }

    /// Jumps inside opaque code arrive at their targets too; options cannot be filled in there.
    fn hidden_jumps(&mut self, at: Position, context: &mut Context) {
        let effect = self.facts.effects.at(at);
        let Some(status) = context.status.clone() else { return };
        for jump in &effect.jumps {
            let merge = match *jump {
                HiddenJump::Break(target) if context.entered.contains(&target) => Merge::AfterEntered(target),
                HiddenJump::Break(target) => Merge::After(target),
                HiddenJump::Continue(target) if context.entered.contains(&target) => {
                    Merge::NextIteration(target)
                }
                HiddenJump::Continue(target) => Merge::Head(target),
            };
            let mut arriving = status.clone();
            if let HiddenJump::Break(target) = *jump {
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
        self.stmts(Position { block, index: 0 }, false, context, &mut code);
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
        self.hidden_jumps(at, context);
        let Matched { matched, unmatched, assertion } = match condition_pat(&stmt.cond) {
            Some(pat) => self.matched(at, pat, start(stmt.then), context),
            None => {
                let status = context.status.clone().expect("bug: only reached code branches");
                Matched { matched: status.clone(), unmatched: status, assertion: None }
            }
        };
        context.status = Some(matched);
        let mut then = self.inner(stmt.then, assertion, context);
        self.arrive(Merge::End(at), context, &mut then.code);
        context.status = Some(unmatched);
        let mut skip = Vec::new();
        let otherwise = stmt.otherwise.map(|block| {
            let mut otherwise = self.inner(block, None, context);
            self.arrive(Merge::End(at), context, &mut otherwise.code);
            otherwise
        });
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
        self.hidden_jumps(at, context);
        let before = context.status.clone();
        let mut arms = Vec::new();
        for arm in &stmt.arms {
            context.status.clone_from(&before);
            let Matched { matched, assertion, .. } = self.matched(at, &arm.pat, start(arm.block), context);
            context.status = Some(matched);
            let mut inner = self.inner(arm.block, assertion, context);
            self.arrive(Merge::End(at), context, &mut inner.code);
            arms.push(inner);
        }
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
        let mut assertion = None;
        if let Some(pat) = stmt.cond.as_ref().and_then(condition_pat) {
            let matched = self.matched(at, pat, start(stmt.body), context);
            context.status = Some(matched.matched);
            assertion = matched.assertion;
        }
        let mut body = self.inner(stmt.body, assertion, context);
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
        let merge = if context.entered.contains(&target) {
            Merge::AfterEntered(target)
        } else {
            Merge::After(target)
        };
        self.arrive(merge, context, code);
        code.push(Code::Break { target });
    }

    fn continue_(&mut self, target: TargetId, context: &mut Context, code: &mut Vec<Code>) {
        let merge = if context.entered.contains(&target) {
            Merge::NextIteration(target)
        } else {
            Merge::Head(target)
        };
        self.arrive(merge, context, code);
        code.push(Code::Continue { target });
    }
}

/// Whether the statement plainly never ends.
fn ends_here(stmt: &syn::Stmt) -> bool {
    match stmt {
        syn::Stmt::Expr(expr, _) => never_returns(expr),
        syn::Stmt::Macro(stmt) => {
            never_returns(&syn::Expr::Macro(syn::ExprMacro { attrs: Vec::new(), mac: stmt.mac.clone() }))
        }
        syn::Stmt::Local(_) | syn::Stmt::Item(_) => false,
    }
}

/// The start of a block.
fn start(block: BlockId) -> Position {
    Position { block, index: 0 }
}

/// What rustc alone knows is passed as if it were there: it says so where it is not.
fn settled(presence: Presence) -> Presence {
    match presence {
        Presence::Unclear => Presence::Present,
        Presence::Absent | Presence::Present | Presence::Optional => presence,
    }
}

/// How `local`, of which `presence` is known, is handed to somebody who takes it as `wanted`.
fn pass(local: LocalId, presence: Presence, wanted: Presence) -> Option<Passed> {
    let how = match (wanted, presence) {
        (Presence::Absent, _) => return None,
        (Presence::Present | Presence::Unclear, _) => Pass::Whole,
        (Presence::Optional, Presence::Present | Presence::Unclear) => Pass::Some,
        (Presence::Optional, Presence::Absent) => Pass::None,
        (Presence::Optional, Presence::Optional) => Pass::Option,
    };
    Some(Passed { local, how })
}
