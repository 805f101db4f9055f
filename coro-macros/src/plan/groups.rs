//! States that keep the same locals in place: going from one to another moves none of them.
//!
//! ```text
//! Recv1(buf: [u8; 256], n: u32)  Recv2(buf: [u8; 256])        →  share buf
//! ```
//!
//! They become one variant with what they have in common, and a small enum beside it says which of them it is.

use std::collections::BTreeMap;

use quote::ToTokens;

use super::access::has_lifetime;
use super::code::{Code, Presence, Unit};
use super::facts::Facts;
use super::presence::Signature;
use crate::mentions;
use crate::normalize::{LocalId, Position, Stmt};
use crate::parse::CoroutineFn;

/// States that keep the same locals in place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    /// The numbers of their suspensions.
    pub numbers: Vec<usize>,
    /// What all of them keep, in declaration order.
    pub shared: Vec<LocalId>,
}

/// Whether states may be grouped: an enum beside theirs cannot take bounds that name the machine's parameters.
pub(super) fn are_possible(function: &CoroutineFn) -> bool {
    let has_bound =
        |attr: &syn::Attribute| mentions::span_of(&attr.meta.to_token_stream(), "bound").is_some();
    !function.machine_attrs.iter().any(has_bound)
}

/// The groups of the states as far as they are known.
pub(super) fn groups(facts: &Facts<'_>, states: &BTreeMap<usize, Signature>) -> Vec<Group> {
    let mut by_locals: BTreeMap<Vec<LocalId>, Vec<usize>> = BTreeMap::new();
    let mut fields = BTreeMap::new();
    let is_loop = |level: &Position| matches!(facts.body.stmt(*level), Some(Stmt::Loop(_)));
    for (&number, signature) in states {
        if !facts.body.path(facts.body.suspensions[number - 1]).iter().any(is_loop) {
            continue;
        }
        let kept = kept(facts, number, signature);
        let in_place: Vec<_> = kept.iter().copied().filter(|&local| !facts.is_plain(local)).collect();
        let is_there = |local: &LocalId| signature.of(*local) == Presence::Present;
        if !in_place.is_empty() && kept.iter().all(is_there) {
            by_locals.entry(in_place).or_default().push(number);
            fields.insert(number, kept);
        }
    }
    let mut groups = Vec::new();
    for numbers in by_locals.into_values().filter(|numbers| numbers.len() > 1) {
        let is_shared = |local: &LocalId| numbers.iter().all(|number| fields[number].contains(local));
        let shared: Vec<_> = fields[&numbers[0]].iter().copied().filter(is_shared).collect();
        let own = numbers.iter().flat_map(|number| &fields[number]).filter(|local| !shared.contains(local));
        if own.into_iter().all(|&local| is_self_contained(facts, local)) {
            groups.push(Group { numbers, shared });
        }
    }
    groups
}

/// Those of them between which some unit goes without moving anything.
pub(super) fn used(groups: Vec<Group>, units: &[Unit]) -> Vec<Group> {
    let goes_within = |group: &Group| {
        units.iter().any(|unit| {
            let super::UnitId::Resume(own) = unit.id else { return false };
            group.numbers.contains(&own) && stays(&unit.code).into_iter().any(|number| number != own)
        })
    };
    groups.into_iter().filter(goes_within).collect()
}

fn kept(facts: &Facts<'_>, number: usize, signature: &Signature) -> Vec<LocalId> {
    let scope = facts.scope(facts.body.suspensions[number - 1]);
    scope.into_iter().filter(|&local| signature.of(local) != Presence::Absent).collect()
}

/// Whether the type says nothing of the machine's parameters, so that an enum without them can hold it.
fn is_self_contained(facts: &Facts<'_>, local: LocalId) -> bool {
    let local = facts.body.local(local);
    let ty = local.ty.to_token_stream();
    let is_named = |name: &String| mentions::span_of(&ty, name).is_some();
    local.hidden.is_none() && !has_lifetime(&ty) && !facts.body.type_params.iter().any(is_named)
}

/// The states in which `code` suspends without moving anything.
fn stays(code: &[Code]) -> Vec<usize> {
    code.iter()
        .flat_map(|code| match code {
            Code::Suspend { number, is_in_place: true, .. } => vec![*number],
            code => code.inside().into_iter().flat_map(stays).collect(),
        })
        .collect()
}
