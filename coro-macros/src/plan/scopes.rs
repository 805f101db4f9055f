//! Which locals are in scope at each position, without those that no state and no unit can be concerned with.
//!
//! A body of a thousand statements may declare a thousand locals of which two are used again behind a suspension. Each
//! suspension asks for those two only.

use std::collections::HashMap;

use super::effects::Effects;
use super::liveness::{Liveness, LocalSet, positions};
use crate::normalize::{Block, Body, LocalId, Position, Stmt};

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
    local: LocalId,
}

impl Scopes {
    pub(super) fn of(body: &Body, concerned: &LocalSet) -> Self {
        Self { blocks: body.blocks.iter().map(|block| block_scope(body, block, concerned)).collect() }
    }

    /// Those of one level that are there at `at`, in declaration order.
    pub(super) fn level(&self, at: Position) -> Vec<LocalId> {
        let block = &self.blocks[at.block.0];
        let n_lets = block.lets.partition_point(|declared| declared.index < at.index);
        let mut declared = block.lets[..n_lets].to_vec();
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

fn block_scope(body: &Body, block: &Block, concerned: &LocalSet) -> BlockScope {
    let is_concerned = |local: &LocalId| concerned.contains(*local);
    let binders = block.binders.iter().copied().filter(is_concerned).collect();
    let mut scope = BlockScope { binders, lets: Vec::new(), temporaries: HashMap::new() };
    for (order, &(index, local)) in block.lets.iter().enumerate() {
        if !is_concerned(&local) {
            continue;
        }
        let declared = Declared { index, order, local };
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
            let effect = effects.at(at);
            effect
                .assigns
                .iter()
                .chain(&effect.gives)
                .chain(&effect.place_reads)
                .for_each(|&local| mentioned.insert(local));
        }
    }
    mentioned
}
