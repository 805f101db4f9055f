//! Locals of unknown type end at the next suspension: here they are refused where the body goes on using them.

use std::collections::HashSet;

use proc_macro2::Ident;

use super::facts::Facts;
use super::refusals;
use crate::diagnostics::Sink;
use crate::normalize::{Bind, BlockId, Body, LocalId, Origin, Position, Stmt};

/// Refuses each local of unknown type that a suspension ends too early.
pub(super) fn check(facts: &Facts<'_>, machine: &Ident, sink: &mut Sink) {
    let mut refused = HashSet::new();
    for idx in 0..facts.body.blocks.len() {
        let block = BlockId(idx);
        for &local in &facts.body.block(block).binders {
            check_local(facts, local, Position { block, index: 0 }, &mut refused, machine, sink);
        }
        for (index, stmt) in facts.body.block(block).stmts.iter().enumerate() {
            for &local in stmt.locals() {
                check_local(facts, local, Position { block, index }.after(), &mut refused, machine, sink);
            }
        }
    }
}

fn check_local(
    facts: &Facts<'_>,
    local: LocalId,
    from: Position,
    refused: &mut HashSet<LocalId>,
    machine: &Ident,
    sink: &mut Sink,
) {
    let is_refused_with_its_source =
        facts.body.local(local).source.is_some_and(|source| refused.contains(&source));
    // Of a guard that is a reference, what ends at the suspension is the temporary behind it.
    let is_behind = facts.body.local(local).extends_temporary
        && facts.body.local(local).written.to_string().starts_with('_');
    if (facts.is_typed(local) && !is_behind) || is_refused_with_its_source {
        return;
    }
    let mut walk = Walk { facts, local, has_ended: false, is_used_ended: false };
    walk.stmts(from);
    let id = local;
    let local = facts.body.local(id);
    let is_guard =
        matches!(local.origin, Origin::Binding | Origin::Part) && local.written.to_string().starts_with('_');
    if walk.is_used_ended {
        refused.insert(id);
        refusals::type_needed(facts.body, local, machine, sink);
    } else if is_guard && walk.has_ended {
        refusals::guard_type_needed(local, machine, sink);
    }
}

/// One local's way through its scope.
struct Walk<'f, 'b> {
    facts: &'f Facts<'b>,
    local: LocalId,
    /// A suspension has been passed.
    has_ended: bool,
    is_used_ended: bool,
}

impl Walk<'_, '_> {
    fn stmts(&mut self, from: Position) {
        let n_stmts = self.facts.body.block(from.block).stmts.len();
        for index in from.index..n_stmts {
            self.stmt(Position { index, ..from });
        }
    }

    fn stmt(&mut self, at: Position) {
        let stmt = self.facts.body.stmt(at).expect("bug: a position of a statement");
        if self.has_ended {
            self.is_used_ended |= self.is_mentioned_within(at);
            return;
        }
        if !self.facts.suspends(at) {
            return;
        }
        match stmt {
            Stmt::Suspend(suspend) => {
                self.has_ended = true;
                if let Bind::Assign(place) = &suspend.bind {
                    let name = self.facts.body.local(self.local).ident.to_string();
                    self.is_used_ended |= crate::mentions::in_expr(place).contains(&name);
                }
            }
            // The second time round a suspension has been passed.
            Stmt::Loop(_) => {
                self.has_ended = true;
                self.is_used_ended |= self.is_mentioned_within(at);
            }
            Stmt::LetElse(stmt) => {
                self.inside(stmt.otherwise);
                self.has_ended = false;
            }
            Stmt::If(_) | Stmt::Match(_) | Stmt::Block(_) => {
                for block in stmt.blocks() {
                    self.has_ended = false;
                    self.inside(block);
                }
                self.has_ended = true;
            }
            Stmt::Opaque(_) | Stmt::Let(_) | Stmt::Break(_) | Stmt::Continue(_) | Stmt::Return(_) => {}
        }
    }

    fn inside(&mut self, block: BlockId) {
        self.stmts(Position { block, index: 0 });
    }

    fn is_mentioned_within(&self, at: Position) -> bool {
        let effect = self.facts.effects.at(at);
        if effect.reads.contains(&self.local) || effect.assigns == Some(self.local) {
            return true;
        }
        let body: &Body = self.facts.body;
        let stmt = body.stmt(at).expect("bug: a position of a statement");
        stmt.blocks().into_iter().any(|block| {
            (0..body.block(block).stmts.len())
                .any(|index| self.is_mentioned_within(Position { block, index }))
        })
    }
}
