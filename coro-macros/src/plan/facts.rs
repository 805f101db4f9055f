//! Questions about the body that do not change while units are made.

use std::collections::HashSet;

use quote::ToTokens;

use super::code::Presence;
use super::effects::Effects;
use super::liveness::{Liveness, LocalSet};
use super::presence::{Merge, Status};
use super::scopes::{Scopes, last_mentions, mentioned_later};
use super::{access, groups, mutations};
use crate::moves::Certainty;
use crate::normalize::{BlockId, Body, LocalId, Position, Stmt};
use crate::parse::CoroutineFn;
use crate::types;

/// The body and what has been found out about it.
pub(super) struct Facts<'b> {
    pub body: &'b Body,
    pub effects: &'b Effects,
    pub liveness: Liveness<'b>,
    scopes: Scopes,
    /// Whether states may be one variant together.
    pub has_groups: bool,
    /// Whether what the coroutine returns may borrow.
    pub returns_borrow: bool,
    /// The type parameters of which a call takes a mutable reference.
    pub called_mutably: HashSet<String>,
    /// Per block and statement: does it suspend?
    suspending: Vec<Vec<bool>>,
    /// Per block: the number of statements up to the last that suspends.
    n_up_to_suspending: Vec<usize>,
    /// The block that declares each local.
    homes: Vec<Option<BlockId>>,
    traits: Vec<LocalTraits>,
}

#[derive(Clone, Copy, Debug)]
struct LocalTraits {
    is_typed: bool,
    is_copy: bool,
    may_drop: bool,
}

impl<'b> Facts<'b> {
    pub(super) fn of(function: &CoroutineFn, body: &'b Body, effects: &'b Effects) -> Self {
        let mut homes = vec![None; body.locals.len()];
        for (idx, block) in body.blocks.iter().enumerate() {
            let declared = block.lets.iter().map(|(_, local)| local);
            for local in block.binders.iter().chain(declared) {
                homes[local.0] = Some(BlockId(idx));
            }
        }
        let traits = body.locals.iter().map(|local| {
            let ty = local.ty.as_ref();
            LocalTraits {
                is_typed: ty.is_some(),
                is_copy: ty.is_some_and(types::is_copy),
                may_drop: !ty
                    .is_some_and(|ty| types::has_no_destructor(ty) || matches!(ty, syn::Type::Reference(_))),
            }
        });
        let traits: Vec<_> = traits.collect();
        let liveness = Liveness::of(body, effects);
        let suspending = suspending(body);
        let n_up_to_suspending = suspending
            .iter()
            .map(|stmts| stmts.iter().rposition(|&suspends| suspends).map_or(0, |last| last + 1))
            .collect();
        let is_concerned = concerned(body, &liveness, effects, &suspending, &traits);
        let last = last_mentions(body, &liveness, effects, &homes);
        let scopes = Scopes::of(body, &|local| {
            let has_to_drop = traits[local.0].may_drop;
            is_concerned.contains(local).then(|| if has_to_drop { usize::MAX } else { last[local.0] })
        });
        Self {
            body,
            effects,
            liveness,
            scopes,
            has_groups: groups::are_possible(function),
            returns_borrow: access::has_lifetime(&function.returned.to_token_stream()),
            called_mutably: mutations::called(&function.generics),
            suspending,
            n_up_to_suspending,
            homes,
            traits,
        }
    }

    /// Whether the statement at `at` suspends.
    pub(super) fn suspends(&self, at: Position) -> bool {
        self.suspending[at.block.0].get(at.index).copied().unwrap_or(false)
    }

    /// The first statement that suspends, from `at` to the end of its block.
    pub(super) fn next_suspending(&self, at: Position) -> Option<usize> {
        let end = self.n_up_to_suspending[at.block.0];
        (at.index..end).find(|&index| self.suspending[at.block.0][index])
    }

    /// Whether the locals of unknown type that are there before the statement end with it. A `let … else` that
    /// suspends goes on behind it only if it has not.
    pub(super) fn is_cut(&self, at: Position) -> bool {
        self.suspends(at) && !matches!(self.body.stmt(at), Some(Stmt::LetElse(_)))
    }

    pub(super) fn is_typed(&self, local: LocalId) -> bool {
        self.traits[local.0].is_typed
    }

    pub(super) fn is_copy(&self, local: LocalId) -> bool {
        self.traits[local.0].is_copy
    }

    /// Whether dropping the local may do something.
    pub(super) fn may_drop(&self, local: LocalId) -> bool {
        self.traits[local.0].may_drop && self.traits[local.0].is_typed
    }

    /// Whether the type of the local may implement `Drop` itself, as far as its name tells.
    pub(super) fn may_impl_drop(&self, local: LocalId) -> bool {
        const NO_IMPL: &[&str] = &["ControlFlow", "CoroutineState", "Interrupt", "Option", "Poll", "Result"];
        match &self.body.local(local).ty {
            Some(syn::Type::Path(path)) => {
                !path.path.segments.last().is_some_and(|last| NO_IMPL.iter().any(|name| last.ident == name))
            }
            Some(syn::Type::Tuple(_) | syn::Type::Array(_)) => false,
            Some(_) | None => true,
        }
    }

    /// Whether nobody will miss the local at `at`: it is not read there, and dropping it does nothing.
    pub(super) fn may_forget(&self, local: LocalId, at: Position) -> bool {
        !self.may_drop(local) && !self.liveness.is_read(local, at)
    }

    /// Every local in scope at `at` by which states and units can differ, outermost first.
    pub(super) fn scope(&self, at: Position) -> Vec<LocalId> {
        self.scopes.along(&self.body.path(at))
    }

    /// Those of one level.
    pub(super) fn level_scope(&self, at: Position) -> Vec<LocalId> {
        self.scopes.level(at)
    }

    /// The blocks around the statement at `at`.
    pub(super) fn scope_blocks(&self, at: Position) -> Vec<BlockId> {
        self.body.path(at).into_iter().map(|level| level.block).collect()
    }

    /// Whether one of `blocks` declares `local`.
    pub(super) fn is_declared_in(&self, local: LocalId, blocks: &[BlockId]) -> bool {
        self.homes[local.0].is_some_and(|home| blocks.contains(&home))
    }

    /// Whether something behind `at` may keep `local`: a suspension in its scope, or the join behind a statement
    /// that suspends.
    pub(super) fn is_kept_behind(&self, local: LocalId, at: Position) -> bool {
        for level in self.body.path(at).into_iter().rev() {
            if level.index < self.n_up_to_suspending[level.block.0] {
                return true;
            }
            if self.homes[local.0] == Some(level.block) {
                return false;
            }
        }
        false
    }

    /// What `moves` leave of the locals, but for those that are `is_copied`; those that may be gone or not.
    pub(super) fn move_away(
        &self,
        moves: &[(LocalId, Certainty)],
        status: &mut Status,
        is_copied: &dyn Fn(LocalId) -> bool,
    ) -> Vec<LocalId> {
        let mut unclear = Vec::new();
        for &(local, certainty) in moves {
            if !self.is_typed(local) || self.is_copy(local) || is_copied(local) {
                continue;
            }
            match certainty {
                Certainty::Always => status.set(local, Presence::Absent),
                // What is given a value and moved on one path, or on a path that ends, is no longer there either.
                Certainty::Sometimes if status.of(local) == Presence::Absent => {}
                Certainty::Sometimes => {
                    unclear.push(local);
                    status.set(local, Presence::Unclear);
                }
            }
        }
        unclear
    }

    /// The statement behind which, or at whose head, paths meet.
    pub(super) fn position_of(&self, merge: Merge) -> Position {
        match merge {
            Merge::End(at) => at,
            Merge::Head(target)
            | Merge::After(target)
            | Merge::NextIteration(target)
            | Merge::AfterEntered(target) => self.body.target(target).at,
        }
    }
}

/// Locals of known type that are used where a unit may begin, or that have to be dropped; and every argument.
fn concerned(
    body: &Body,
    liveness: &Liveness<'_>,
    effects: &Effects,
    suspending: &[Vec<bool>],
    traits: &[LocalTraits],
) -> LocalSet {
    let mentioned = mentioned_later(body, liveness, effects, &|at| suspending[at.block.0][at.index]);
    let mut concerned = LocalSet::default();
    body.block(Body::ROOT).binders.iter().for_each(|&local| concerned.insert(local));
    for (idx, traits) in traits.iter().enumerate() {
        let local = LocalId(idx);
        if traits.is_typed && (traits.may_drop || mentioned.contains(local)) {
            concerned.insert(local);
        }
    }
    concerned
}

fn suspending(body: &Body) -> Vec<Vec<bool>> {
    let mut all: Vec<Vec<bool>> = vec![Vec::new(); body.blocks.len()];
    // Inner blocks are made after the blocks around them.
    for idx in (0..body.blocks.len()).rev() {
        let stmts = body.blocks[idx].stmts.iter().map(|stmt| {
            matches!(stmt, Stmt::Suspend(_))
                || stmt.blocks().into_iter().any(|block| all[block.0].contains(&true))
        });
        all[idx] = stmts.collect();
    }
    all
}
