//! What is known of each local at a point of a unit, and what happens where paths meet.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::code::{Code, Presence};
use super::facts::Facts;
use crate::normalize::{LocalId, Position, TargetId};

/// A place where paths meet within a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Merge {
    /// Behind an `if` or a `match`.
    End(Position),
    /// The head of a loop that comes round.
    Head(TargetId),
    /// Behind a loop or labelled block.
    After(TargetId),
    /// The end of an iteration that was entered in its middle.
    NextIteration(TargetId),
    /// Behind a loop or labelled block that was entered in its middle.
    AfterEntered(TargetId),
}

/// What is known of each local; one that is not listed is Absent.
#[derive(Clone, Debug, Default)]
pub(super) struct Status {
    presence: BTreeMap<LocalId, Presence>,
}

impl Status {
    pub(super) fn of(&self, local: LocalId) -> Presence {
        self.presence.get(&local).copied().unwrap_or(Presence::Absent)
    }

    pub(super) fn set(&mut self, local: LocalId, presence: Presence) {
        match presence {
            Presence::Absent => self.presence.remove(&local),
            Presence::Present | Presence::Optional | Presence::Unclear => {
                self.presence.insert(local, presence)
            }
        };
    }

    fn locals(&self) -> impl Iterator<Item = LocalId> + '_ {
        self.presence.keys().copied()
    }
}

/// Locals that have to be in their options where certain paths meet; grows until every unit agrees.
pub(super) type Conversions = HashMap<Merge, BTreeSet<LocalId>>;

/// The paths that have arrived at merges of the unit being made.
#[derive(Clone, Debug, Default)]
pub(super) struct Arrivals {
    statuses: HashMap<Merge, Status>,
    /// Loops that come round.
    pub rounds: HashSet<TargetId>,
}

impl Arrivals {
    /// A path with `status` arrives at `merge`, as far as blocks outside the statement go.
    pub(super) fn arrive(
        &mut self,
        merge: Merge,
        status: Status,
        facts: &Facts<'_>,
        wanted: &mut Conversions,
    ) -> bool {
        if let Merge::Head(target) = merge
            && self.statuses.contains_key(&merge)
        {
            self.rounds.insert(target);
        }
        let at = facts.position_of(merge);
        let scope = facts.scope_blocks(at);
        let mut status = status;
        status.presence.retain(|&local, _| facts.is_declared_in(local, &scope));
        let Some(known) = self.statuses.get_mut(&merge) else {
            self.statuses.insert(merge, status);
            return false;
        };
        let mut is_new = false;
        let locals: BTreeSet<_> = known.locals().chain(status.locals()).collect();
        for local in locals {
            if known.of(local) == status.of(local) {
                continue;
            }
            if facts.may_drop(local) && facts.is_kept_behind(local, at) {
                is_new |= wanted.entry(merge).or_default().insert(local);
            }
            known.set(local, Presence::Unclear);
        }
        is_new
    }

    /// What is known behind `merge`; `None` if no path arrives.
    pub(super) fn settle(&mut self, merge: Merge) -> Option<Status> {
        self.statuses.remove(&merge)
    }

    /// What is known at `merge` so far.
    pub(super) fn known(&self, merge: Merge) -> Option<&Status> {
        self.statuses.get(&merge)
    }
}

/// Puts the locals that `merge` wants there into their options, but for those that stay elsewhere.
pub(super) fn convert(
    wanted: &Conversions,
    merge: Merge,
    is_elsewhere: &dyn Fn(LocalId) -> bool,
    status: &mut Status,
    code: &mut Vec<Code>,
) -> Vec<LocalId> {
    let mut converted = Vec::new();
    for &local in wanted.get(&merge).into_iter().flatten().filter(|&&local| !is_elsewhere(local)) {
        let from = status.of(local);
        if from != Presence::Optional {
            code.push(Code::Keep { local, from });
            status.set(local, Presence::Optional);
            converted.push(local);
        }
    }
    converted
}

/// How a join or state takes its locals: the presences of all edges merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Signature {
    presence: BTreeMap<LocalId, Presence>,
}

impl Signature {
    pub(super) fn of(&self, local: LocalId) -> Presence {
        self.presence.get(&local).copied().unwrap_or(Presence::Absent)
    }

    /// One more edge brings `local` as `new`; whether the signature has changed.
    pub(super) fn add(&mut self, local: LocalId, new: Presence, may_forget: bool) -> bool {
        use Presence::{Absent, Optional};
        let old = self.presence.get(&local).copied();
        let merged = match old {
            None => new,
            Some(old) if old == new => new,
            Some(old) if may_forget && (old == Absent || new == Absent) => Absent,
            Some(_) => Optional,
        };
        self.presence.insert(local, merged);
        old != Some(merged)
    }
}
