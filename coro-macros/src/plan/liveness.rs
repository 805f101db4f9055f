//! Which locals are mentioned later, from each position of the body.
//!
//! Only two questions are asked of it: whether a mention by value is the last one (then it moves the local), and
//! whether a local without a destructor may be forgotten. Scopes never depend on it.

use super::effects::Effects;
use crate::normalize::{Block, BlockId, Body, LocalId, Position, Stmt};

/// A set of locals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LocalSet {
    words: Vec<u64>,
}

impl LocalSet {
    pub(super) fn contains(&self, id: LocalId) -> bool {
        self.words.get(id.0 / 64).is_some_and(|word| word & (1 << (id.0 % 64)) != 0)
    }

    pub(super) fn insert(&mut self, id: LocalId) {
        if self.words.len() <= id.0 / 64 {
            self.words.resize(id.0 / 64 + 1, 0);
        }
        self.words[id.0 / 64] |= 1 << (id.0 % 64);
    }

    fn remove(&mut self, id: LocalId) {
        if let Some(word) = self.words.get_mut(id.0 / 64) {
            *word &= !(1 << (id.0 % 64));
        }
    }

    /// What is in this set and not in `other`.
    pub(super) fn without(&self, other: &Self) -> impl Iterator<Item = LocalId> {
        self.words.iter().enumerate().flat_map(move |(idx, word)| {
            let mut left = word & !other.words.get(idx).copied().unwrap_or(0);
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(LocalId(idx * 64 + bit))
            })
        })
    }

    pub(super) fn extend(&mut self, other: &Self) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }
}

/// What is mentioned later from one position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Later {
    /// Read before it is assigned anew.
    read: LocalSet,
    /// Read or assigned.
    named: LocalSet,
    /// There at a suspension, the same as it is here.
    held: LocalSet,
}

impl Later {
    fn remove(&mut self, id: LocalId) {
        self.read.remove(id);
        self.named.remove(id);
        self.held.remove(id);
    }

    fn extend(&mut self, other: &Self) {
        self.read.extend(&other.read);
        self.named.extend(&other.named);
        self.held.extend(&other.held);
    }
}

/// The answers for every position.
pub(crate) struct Liveness<'b> {
    body: &'b Body,
    effects: &'b Effects,
    /// Per block and statement.
    later: Vec<Vec<Later>>,
    /// The locals in scope at each suspension, in the order of their numbers.
    in_scope: Vec<LocalSet>,
}

impl<'b> Liveness<'b> {
    pub(super) fn of(body: &'b Body, effects: &'b Effects) -> Self {
        let later = body.blocks.iter().map(|block| vec![Later::default(); block.stmts.len()]).collect();
        let mut in_scope = vec![LocalSet::default(); body.suspensions.len()];
        suspended_scopes(body, Body::ROOT, &mut LocalSet::default(), &mut in_scope);
        let mut liveness = Self { body, effects, later, in_scope };
        let order = positions(body);
        // Backward, until no loop brings anything new.
        let mut is_changed = true;
        while is_changed {
            is_changed = false;
            for &at in order.iter().rev() {
                is_changed |= liveness.update(at);
            }
        }
        liveness
    }

    /// Whether `id` is read at `at` or later, before it is assigned anew.
    pub(super) fn is_read(&self, id: LocalId, at: Position) -> bool {
        self.at(at).is_some_and(|later| later.read.contains(id))
    }

    /// Whether `id` is read behind what the statement at `at` evaluates itself: in its blocks, or later.
    pub(super) fn is_read_behind(&self, id: LocalId, at: Position) -> bool {
        match self.body.stmt(at) {
            Some(stmt) if !stmt.blocks().is_empty() => self.through_blocks(stmt, at).read.contains(id),
            _ => self.is_read(id, at.after()),
        }
    }

    /// Whether `id` is mentioned at all at `at` or later.
    pub(super) fn is_named(&self, id: LocalId, at: Position) -> bool {
        self.at(at).is_some_and(|later| later.named.contains(id))
    }

    /// Whether `id`, as it is at `at`, is there at a suspension later.
    pub(super) fn is_held(&self, id: LocalId, at: Position) -> bool {
        self.at(at).is_some_and(|later| later.held.contains(id))
    }

    /// Every local that is mentioned at `at` or later.
    pub(super) fn named(&self, at: Position) -> Option<&LocalSet> {
        self.at(at).map(|later| &later.named)
    }

    fn at(&self, at: Position) -> Option<&Later> {
        next(self.body, at).map(|at| self.stored(at))
    }

    fn stored(&self, at: Position) -> &Later {
        &self.later[at.block.0][at.index]
    }

    /// Recomputes what is mentioned from `at` on; whether that brought anything new.
    fn update(&mut self, at: Position) -> bool {
        let stmt = self.body.stmt(at).expect("bug: positions() lists statements");
        let mut later = match stmt {
            Stmt::Break(jump) => self.after(self.body.target(jump.target).at),
            Stmt::Continue(jump) => self.later_at(Some(self.body.target(jump.target).at)),
            Stmt::Return(_) => Later::default(),
            Stmt::Opaque(_) | Stmt::Let(_) if self.effects.at(at).ends => Later::default(),
            Stmt::If(_) | Stmt::Match(_) | Stmt::Loop(_) | Stmt::Block(_) | Stmt::LetElse(_) => {
                self.through_blocks(stmt, at)
            }
            Stmt::Opaque(_) | Stmt::Let(_) | Stmt::Suspend(_) => self.after(at),
        };
        if let Stmt::Suspend(suspend) = stmt {
            later.held.extend(&self.in_scope[suspend.number - 1]);
        }
        stmt.locals().iter().for_each(|&id| later.remove(id));
        let effect = self.effects.at(at);
        for jump in &effect.jumps {
            if let Some(target) = self.at(jump.kind.lands(self.body)) {
                later.extend(target);
            }
        }
        let is_suspension = matches!(stmt, Stmt::Suspend(_));
        for &id in effect.gives.iter().filter(|_| !is_suspension).chain(&effect.assigns) {
            later.read.remove(id);
            later.held.remove(id);
            later.named.insert(id);
        }
        for &id in &effect.reads {
            later.read.insert(id);
            later.named.insert(id);
        }
        let is_new = *self.stored(at) != later;
        if is_new {
            self.later[at.block.0][at.index] = later;
        }
        is_new
    }

    fn through_blocks(&self, stmt: &Stmt, at: Position) -> Later {
        let mut later = Later::default();
        for block in stmt.blocks() {
            let mut inside = self.later_at(next(self.body, Position { block, index: 0 }));
            for &binder in &self.body.block(block).binders {
                inside.remove(binder);
            }
            later.extend(&inside);
        }
        let may_skip = match stmt {
            Stmt::If(stmt) => stmt.otherwise.is_none(),
            Stmt::Loop(stmt) => stmt.cond.is_some(),
            Stmt::LetElse(_) => true,
            _ => false,
        };
        if may_skip {
            let after = self.after(at);
            later.extend(&after);
        }
        later
    }

    fn after(&self, at: Position) -> Later {
        self.later_at(next(self.body, at.after()))
    }

    fn later_at(&self, at: Option<Position>) -> Later {
        at.map(|at| self.stored(at).clone()).unwrap_or_default()
    }
}

/// Puts the locals that are in scope at each suspension of `block` and of the blocks in it into `all`; `scope` has those
/// of the blocks around.
fn suspended_scopes(body: &Body, block: BlockId, scope: &mut LocalSet, all: &mut [LocalSet]) {
    let Block { binders, stmts, .. } = body.block(block);
    binders.iter().for_each(|&local| scope.insert(local));
    let mut temporaries: Vec<(usize, LocalId)> = Vec::new();
    for (index, stmt) in stmts.iter().enumerate() {
        temporaries.retain(|&(end, local)| {
            let is_there = index <= end;
            if !is_there {
                scope.remove(local);
            }
            is_there
        });
        if let Stmt::Suspend(suspend) = stmt {
            all[suspend.number - 1] = scope.clone();
        }
        for inner in stmt.blocks() {
            suspended_scopes(body, inner, scope, all);
        }
        for &local in stmt.locals() {
            scope.insert(local);
            temporaries.extend(body.local(local).ends_at.map(|end| (end, local)));
        }
    }
    let declared = stmts.iter().flat_map(Stmt::locals);
    binders.iter().chain(declared).for_each(|&local| scope.remove(local));
}

/// The statement that runs next at `at`: there, or where the end of its block leads.
pub(super) fn next(body: &Body, at: Position) -> Option<Position> {
    let mut at = at;
    loop {
        if at.index < body.block(at.block).stmts.len() {
            return Some(at);
        }
        let owner = body.block(at.block).owner?;
        match body.stmt(owner) {
            Some(Stmt::Loop(_)) => return Some(owner),
            _ => at = owner.after(),
        }
    }
}

/// Every statement, outer before inner, earlier before later.
pub(super) fn positions(body: &Body) -> Vec<Position> {
    let mut all = Vec::new();
    let mut todo = vec![Position { block: Body::ROOT, index: 0 }];
    while let Some(at) = todo.pop() {
        let Some(stmt) = body.stmt(at) else { continue };
        all.push(at);
        todo.push(at.after());
        todo.extend(stmt.blocks().into_iter().rev().map(|block| Position { block, index: 0 }));
    }
    all
}
