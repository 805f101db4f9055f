//! Which locals are in scope at each position, without those that no state and no unit can be concerned with.
//!
//! A body of a thousand statements may declare a thousand locals of which two are used again behind a suspension. Each
//! suspension asks for those two only, and only up to where they are used for the last time, unless they have to be dropped.

use std::collections::HashMap;

use super::effects::Effects;
use super::liveness::{Liveness, LocalSet, positions};
use crate::normalize::{Block, BlockId, Body, LocalId, Position, Stmt};

/// The locals of each block by which states, joins and units can differ.
pub(super) struct Scopes {
    blocks: Vec<BlockScope>,
}

struct BlockScope {
    binders: Vec<LocalId>,
    lets: Vec<Declared>,
    /// Locals that end before their block does, at each statement at which they are there.
    temporaries: HashMap<usize, Vec<Declared>>,
}

#[derive(Clone, Copy)]
struct Declared {
    /// The index of the statement.
    index: usize,
    /// Its place among all that the block declares.
    order: usize,
    /// The index of the last statement at which anybody can be concerned with it.
    end: usize,
    local: LocalId,
}

impl Scopes {
    /// `concerned` tells up to which statement of its block somebody is concerned with a local, if anybody is.
    pub(super) fn of(body: &Body, concerned: &dyn Fn(LocalId) -> Option<usize>) -> Self {
        Self { blocks: body.blocks.iter().map(|block| block_scope(body, block, concerned)).collect() }
    }

    /// Those of one level that are there at `at`, in declaration order.
    pub(super) fn level(&self, at: Position) -> Vec<LocalId> {
        let block = &self.blocks[at.block.0];
        let n_lets = block.lets.partition_point(|declared| declared.index < at.index);
        let is_there = |declared: &&Declared| at.index <= declared.end;
        let mut declared: Vec<_> = block.lets[..n_lets].iter().filter(is_there).copied().collect();
        if let Some(temporaries) = block.temporaries.get(&at.index) {
            declared.extend(temporaries);
            declared.sort_by_key(|declared| declared.order);
        }
        block.binders.iter().copied().chain(declared.into_iter().map(|declared| declared.local)).collect()
    }

    /// Those at the end of `path`, outermost first.
    pub(super) fn along(&self, path: &[Position]) -> Vec<LocalId> {
        path.iter().flat_map(|&level| self.level(level)).collect()
    }
}

fn block_scope(body: &Body, block: &Block, concerned: &dyn Fn(LocalId) -> Option<usize>) -> BlockScope {
    let binders = block.binders.iter().copied().filter(|&local| concerned(local).is_some()).collect();
    let mut scope = BlockScope { binders, lets: Vec::new(), temporaries: HashMap::new() };
    for (order, &(index, local)) in block.lets.iter().enumerate() {
        let Some(end) = concerned(local) else { continue };
        let declared = Declared { index, order, end, local };
        match body.local(local).ends_at {
            None => scope.lets.push(declared),
            Some(end) => {
                for at in index + 1..=end {
                    scope.temporaries.entry(at).or_default().push(declared);
                }
            }
        }
    }
    scope
}

/// The index of the last statement of its block that mentions it, itself or in a block of its own; for each local.
pub(super) fn last_mentions(
    body: &Body,
    liveness: &Liveness<'_>,
    effects: &Effects,
    homes: &[Option<BlockId>],
) -> Vec<usize> {
    let mut last = vec![0; body.locals.len()];
    for (idx, block) in body.blocks.iter().enumerate().filter(|(_, block)| !block.lets.is_empty()) {
        let block_id = BlockId(idx);
        let mut seen = LocalSet::default();
        for index in (0..block.stmts.len()).rev() {
            let Some(named) = liveness.named(Position { block: block_id, index }) else { continue };
            for local in named.without(&seen).filter(|local| homes[local.0] == Some(block_id)) {
                last[local.0] = index;
            }
            seen.extend(named);
        }
    }
    for &at in &body.suspensions {
        let path = body.path(at);
        for &local in mentioned_behind(effects, at) {
            let home = path.iter().find(|level| Some(level.block) == homes[local.0]);
            last[local.0] = last[local.0].max(home.map_or(0, |level| level.index));
        }
    }
    last
}

/// What the suspension at `at` mentions when it has the value that it waits for.
fn mentioned_behind(effects: &Effects, at: Position) -> impl Iterator<Item = &LocalId> {
    let effect = effects.at(at);
    effect.assigns.iter().chain(&effect.gives).chain(&effect.place_reads)
}

/// What is mentioned where a unit may begin: behind a suspension, behind a statement with one in it, at the head of a loop
/// with one in it, and wherever a unit that works in place may be left.
pub(super) fn mentioned_later(
    body: &Body,
    liveness: &Liveness<'_>,
    effects: &Effects,
    suspends: &dyn Fn(Position) -> bool,
) -> LocalSet {
    let mut mentioned = LocalSet::default();
    let positions = positions(body);
    let has_loop = positions.iter().any(|&at| matches!(body.stmt(at), Some(Stmt::Loop(_))) && suspends(at));
    for at in positions {
        if has_loop || suspends(at) {
            let named = liveness.named(at).into_iter().chain(liveness.named(at.after()));
            named.for_each(|named| mentioned.extend(named));
        }
        if let Some(Stmt::Suspend(_)) = body.stmt(at) {
            mentioned_behind(effects, at).for_each(|&local| mentioned.insert(local));
        }
    }
    mentioned
}
