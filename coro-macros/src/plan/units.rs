//! The walk that makes units: a position of the body → the code from there to the next suspension or the end.
//!
//! A unit continues at its position by re-creating the levels around it from the outside in, each with its locals,
//! and goes on behind it: the rest of the block, then outwards. What it meets on the way is ordinary structured
//! code, real loops included; only the loop head and the join behind a statement that suspends may be a call to
//! another unit, and only from a level's own block.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::code::{Code, Field, Pass, Passed, Presence, Unit, UnitId};
use super::facts::Facts;
use super::groups::Group;
use super::in_place::Stay;
use super::presence::{Arrivals, Conversions, Merge, Signature, Status, convert};
use super::refusals::Refusals;
use crate::normalize::{Body, LocalId, Position, Stmt, Suspend, TargetId};

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
    /// The joins whose unit has been made in this round.
    pub joined: HashSet<Position>,
    /// The states whose unit has not been made in this round.
    pub found: BTreeSet<usize>,
    pub numbers: HashMap<Position, usize>,
    pub refusals: Refusals,
    pub is_changed: bool,
    /// Whether units may work in place; not before the joins are chosen.
    pub works_in_place: bool,
    /// Where units that work in place are left; a unit by value goes on there.
    pub left: Vec<Position>,
    /// States between which nothing has to move.
    pub groups: Vec<Group>,
    /// How large each join is where it is written out.
    pub sizes: HashMap<Position, usize>,
}

/// One unit in the making.
#[derive(Clone)]
pub(super) struct Context {
    /// `None`: this point is not reached.
    pub status: Option<Status>,
    pub arrivals: Arrivals,
    /// Targets whose middle the unit was entered in, as long as it is in that iteration.
    pub entered: HashSet<TargetId>,
    pub options: HashSet<LocalId>,
    /// The suspension whose value is still to be bound.
    pub resumed: Option<Position>,
    /// In a unit that works in place.
    pub stay: Option<Stay>,
    /// Nothing is there that has to be dropped and that a unit by value would not get.
    pub can_leave: bool,
}

impl<'b> Planner<'_, 'b> {
    pub(super) fn body(&self) -> &'b Body {
        self.facts.body
    }

    /// The number of the join at `at`.
    pub(super) fn number(&mut self, at: Position) -> usize {
        let n_known = self.numbers.len();
        *self.numbers.entry(at).or_insert(n_known + 1)
    }

    /// Makes the unit that continues at `at` with the locals of `signature`.
    pub(super) fn unit(&mut self, id: UnitId, at: Position, signature: &Signature) -> Unit {
        self.unit_with(id, at, signature, None).0
    }

    /// As [`Planner::unit`], in place if it stays.
    pub(super) fn unit_with(
        &mut self,
        id: UnitId,
        at: Position,
        signature: &Signature,
        stay: Option<Stay>,
    ) -> (Unit, Option<Stay>) {
        let mut status = Status::default();
        let mut params = Vec::new();
        for local in self.facts.scope(at) {
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
            stay,
            can_leave: true,
        };
        let mut code = Vec::new();
        let path = self.body().path(at);
        self.level(&path, &mut context, &mut code);
        if context.status.is_some() {
            code.push(Code::Complete);
        }
        (
            Unit { id, params, code, options: context.options, stays: false, in_place: Vec::new() },
            context.stay,
        )
    }

    /// Behind a statement that suspends, in a level's own block: the join, or what it would hold.
    pub(super) fn cut(&mut self, at: Position, context: &mut Context, code: &mut Vec<Code>) {
        match self.body().stmt(at) {
            None => return,
            Some(Stmt::Break(_) | Stmt::Continue(_)) => {}
            Some(_) => self.go_on(at, context, code),
        }
        self.stmts(at, true, context, code);
    }

    /// Goes on at a join: by a call, if it is a unit of its own.
    pub(super) fn go_on(&mut self, at: Position, context: &mut Context, code: &mut Vec<Code>) {
        if context.stay.is_some() {
            if !self.affords(at, context) {
                self.leave(at, context, code);
            }
            return;
        }
        let n_references = self.n_references.entry(at).or_default();
        if *n_references == 0 {
            self.referenced.push(at);
        }
        *n_references += 1;
        let status = context.status.clone().expect("bug: only reached code goes on");
        let args = self.edge(at, &status);
        let is_function = match &self.functions {
            Functions::All => true,
            Functions::Chosen(chosen) => chosen.contains(&at),
        };
        if is_function {
            code.push(Code::Call { unit: UnitId::Join(self.number(at)), args });
            context.status = None;
        }
    }

    /// What a join at `at` gets from a path with `status`.
    pub(super) fn edge(&mut self, at: Position, status: &Status) -> Vec<Passed> {
        // Nobody has gone by a signature before its first edge.
        let is_first = !self.joins.contains_key(&at);
        let signature = self.joins.entry(at).or_default();
        let mut args = Vec::new();
        for local in self.facts.scope(at) {
            let may_forget = self.facts.may_forget(local, at);
            let presence = if may_forget { Presence::Absent } else { settled(status.of(local)) };
            self.is_changed |= signature.add(local, presence, may_forget) && !is_first;
            args.extend(pass(local, presence, signature.of(local)));
        }
        args
    }

    /// The statements from `at` to the end of the block, or to the suspension that ends the unit.
    pub(super) fn stmts(
        &mut self,
        at: Position,
        is_level: bool,
        context: &mut Context,
        code: &mut Vec<Code>,
    ) {
        let n_stmts = self.body().block(at.block).stmts.len();
        let position = |index| Position { index, ..at };
        let mut index = at.index;
        while index < n_stmts && context.status.is_some() {
            let is_cut = |index: &usize| {
                self.facts.is_cut(position(*index)) && context.resumed != Some(position(*index))
            };
            let found = (index..n_stmts).find(is_cut);
            let mut walk = |me: &mut Self, context: &mut Context, code: &mut Vec<Code>| match found {
                Some(cut) => me.until_cut(position(index), cut, context, code),
                None => me.uncut(position(index), context, code),
            };
            self.fit_or_leave(position(index), found.unwrap_or(n_stmts), context, code, &mut walk);
            let Some(cut) = found else { return };
            if context.status.is_none() {
                return;
            }
            index = cut + 1;
            if is_level {
                return self.cut(position(index), context, code);
            }
        }
    }

    /// The statements from `at` to the end of the block, none of which is a cut.
    fn uncut(&mut self, at: Position, context: &mut Context, code: &mut Vec<Code>) {
        let can_leave = context.can_leave;
        for index in at.index..self.body().block(at.block).stmts.len() {
            let at = Position { index, ..at };
            self.one(at, context, code);
            // A unit by value would not get them.
            let stmt = self.body().stmt(at).expect("bug: the block is as long as that");
            context.can_leave &= stmt.locals().iter().all(|&local| self.facts.is_typed(local));
        }
        context.can_leave = can_leave;
    }

    /// The statements from `at` to the one at `cut`, and if that is a suspension, the end of the unit.
    fn until_cut(&mut self, at: Position, cut: usize, context: &mut Context, code: &mut Vec<Code>) {
        self.segment(at, cut, context, code);
        let cut = Position { index: cut, ..at };
        if context.status.is_some() && matches!(self.body().stmt(cut), Some(Stmt::Suspend(_))) {
            self.suspend(cut, context, code);
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
                self.hidden_jumps(at, context);
                // What it assigns is not there before it is resumed.
                let _ = self.own_effects(at, context);
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
            let can_leave = std::mem::replace(&mut context.can_leave, false);
            inner.extend(self.segment(at.after(), cut, context, &mut inside));
            context.can_leave = can_leave;
            let status = context.status.as_ref();
            let end = Position { index: cut, ..at };
            let leaving = match status {
                Some(status) => inner.iter().map(|&local| (local, settled(status.of(local)))).collect(),
                None => Vec::new(),
            };
            let goes_on = !matches!(self.body().stmt(end), Some(Stmt::Suspend(_)));
            let is_leaving = |&(local, presence): &(LocalId, Presence)| {
                presence != Presence::Absent || (goes_on && self.facts.liveness.is_named(local, end.after()))
            };
            let leaving: Vec<_> = Vec::into_iter(leaving).filter(is_leaving).collect();
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
        let is_first = !self.states.contains_key(&number);
        if is_first {
            self.found.insert(number);
        }
        let signature = self.states.entry(number).or_default();
        let effect = self.facts.effects.at(at);
        let mut fields = Vec::new();
        for local in self.facts.scope(at) {
            let is_read = self.facts.liveness.is_read(local, at.after()) && effect.assigns != Some(local);
            let may_forget = !self.facts.may_drop(local) && !is_read && !effect.place_reads.contains(&local);
            let presence = if may_forget { Presence::Absent } else { settled(status.of(local)) };
            self.is_changed |= signature.add(local, presence, may_forget) && !is_first;
            fields.extend(pass(local, presence, signature.of(local)));
        }
        let is_in_place = self.stays(number, &fields, context);
        code.push(Code::Suspend { number, fields, is_in_place });
    }

    /// A path arrives where others may: what has to be in an option there goes into it.
    pub(super) fn arrive(&mut self, merge: Merge, context: &mut Context, code: &mut Vec<Code>) {
        let Some(mut status) = context.status.take() else { return };
        let stays = |local| context.stay.as_ref().is_some_and(|stay| stay.has(local));
        context.options.extend(convert(&self.conversions, merge, &stays, &mut status, code));
        self.is_changed |= context.arrivals.arrive(merge, status, self.facts, &mut self.conversions);
    }
}

/// What rustc alone knows is passed as if it were there: it says so where it is not.
pub(super) fn settled(presence: Presence) -> Presence {
    match presence {
        Presence::Unclear => Presence::Present,
        Presence::Absent | Presence::Present | Presence::Optional => presence,
    }
}

/// How `local`, of which `presence` is known, is handed to somebody who takes it as `wanted`.
pub(super) fn pass(local: LocalId, presence: Presence, wanted: Presence) -> Option<Passed> {
    let how = match (wanted, presence) {
        (Presence::Absent, _) => return None,
        (Presence::Present | Presence::Unclear, _) => Pass::Whole,
        (Presence::Optional, Presence::Present | Presence::Unclear) => Pass::Some,
        (Presence::Optional, Presence::Absent) => Pass::None,
        (Presence::Optional, Presence::Optional) => Pass::Option,
    };
    Some(Passed { local, how })
}
