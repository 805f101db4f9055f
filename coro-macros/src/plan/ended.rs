//! Locals of unknown type end at the next suspension: here they are refused where the body goes on using them.

use std::{collections::HashSet, ops::Range};

use proc_macro2::Ident;
use syn::Expr;

use super::facts::Facts;
use super::refusals;
use crate::diagnostics::Sink;
use crate::normalize::{Bind, BlockId, Body, LocalId, Origin, Position, Stmt};
use crate::parse::CoroutineFn;

/// Refuses each local of unknown type that a suspension ends too early.
pub(super) fn check(facts: &Facts<'_>, function: &CoroutineFn, sink: &mut Sink) {
    let mentioned = Mentioned::of(facts);
    let mut refused = HashSet::new();
    let mut check_local =
        |local, from| check_local(facts, &mentioned, local, from, &mut refused, function, sink);
    for idx in 0..facts.body.blocks.len() {
        let block = BlockId(idx);
        for &local in &facts.body.block(block).binders {
            check_local(local, Position { block, index: 0 });
        }
        for (index, stmt) in facts.body.block(block).stmts.iter().enumerate() {
            for &local in stmt.locals() {
                check_local(local, Position { block, index }.after());
            }
        }
    }
}

fn check_local(
    facts: &Facts<'_>,
    mentioned: &Mentioned,
    local: LocalId,
    from: Position,
    refused: &mut HashSet<LocalId>,
    function: &CoroutineFn,
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
    let mut walk = Walk { facts, mentioned, local, has_ended: false, is_used_ended: false };
    walk.stmts(from);
    let id = local;
    let local = facts.body.local(id);
    let is_guard =
        matches!(local.origin, Origin::Binding | Origin::Part) && local.written.to_string().starts_with('_');
    if walk.is_used_ended {
        let is_known_with_another = refusals::init_of(facts.body, local).is_some_and(|init| {
            follows(init, &|name| refused.iter().any(|&it| facts.body.local(it).ident == *name))
        });
        refused.insert(id);
        if is_known_with_another {
            return;
        }
        refusals::type_needed(facts.body, local, function, sink);
    } else if is_guard && walk.has_ended {
        refusals::guard_type_needed(local, &function.machine, sink);
    }
}

/// Whether the type of `expr` reads plainly once the types of the refused locals in it are written.
fn follows(expr: &Expr, is_refused: &dyn Fn(&Ident) -> bool) -> bool {
    let follows = |expr: &Expr| follows(expr, is_refused);
    let is_plain = |expr: &Expr| matches!(expr, Expr::Lit(_)) || follows(expr);
    match expr {
        Expr::Path(path) => path.path.get_ident().is_some_and(is_refused),
        Expr::Paren(paren) => follows(&paren.expr),
        Expr::Reference(reference) => follows(&reference.expr),
        Expr::Unary(unary) => follows(&unary.expr),
        Expr::Binary(binary) => {
            let sides = [&*binary.left, &*binary.right];
            sides.iter().any(|side| follows(side)) && sides.iter().all(|side| is_plain(side))
        }
        Expr::Range(range) => {
            let ends = || range.start.iter().chain(&range.end);
            ends().any(|end| follows(end)) && ends().all(|end| is_plain(end))
        }
        Expr::MethodCall(call) => call.method == "clone" && follows(&call.receiver),
        // `IntoIterator::into_iter(iterable)` of a loop.
        Expr::Call(call) => call.args.len() == 1 && is_into_iter(&call.func) && follows(&call.args[0]),
        _ => false,
    }
}

fn is_into_iter(func: &Expr) -> bool {
    matches!(func, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "into_iter"))
}

/// One local's way through its scope.
struct Walk<'f, 'b> {
    facts: &'f Facts<'b>,
    mentioned: &'f Mentioned,
    local: LocalId,
    /// A suspension has been passed.
    has_ended: bool,
    is_used_ended: bool,
}

impl Walk<'_, '_> {
    fn stmts(&mut self, from: Position) {
        let mut at = from;
        while let Some(index) = self.facts.next_suspending(at) {
            self.suspending(Position { index, ..from });
            if self.has_ended {
                self.is_used_ended |= self.mentioned.is_behind(Position { index, ..from }, self.local);
                return;
            }
            at.index = index + 1;
        }
    }

    fn suspending(&mut self, at: Position) {
        let stmt = self.facts.body.stmt(at).expect("bug: a position of a statement");
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
                self.is_used_ended |= self.mentioned.is_within(at, self.local);
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
}

/// Where each local is mentioned.
struct Mentioned {
    /// The numbers of each block's statements in the order of the text: its own, and those of its blocks.
    numbers: Vec<Vec<Range<usize>>>,
    /// Those of the statements that mention a local, in order.
    by_local: Vec<Vec<usize>>,
}

impl Mentioned {
    fn of(facts: &Facts<'_>) -> Self {
        let Body { blocks, locals, .. } = facts.body;
        let mut mentioned =
            Self { numbers: vec![Vec::new(); blocks.len()], by_local: vec![Vec::new(); locals.len()] };
        mentioned.block(facts, Body::ROOT, &mut 0);
        mentioned
    }

    fn block(&mut self, facts: &Facts<'_>, block: BlockId, n_before: &mut usize) {
        for (index, stmt) in facts.body.block(block).stmts.iter().enumerate() {
            let number = *n_before;
            *n_before += 1;
            let effect = facts.effects.at(Position { block, index });
            for local in effect.reads.iter().chain(&effect.assigns) {
                self.by_local[local.0].push(number);
            }
            stmt.blocks().into_iter().for_each(|inner| self.block(facts, inner, n_before));
            self.numbers[block.0].push(number..*n_before);
        }
    }

    /// Whether the statement at `at`, or one in its blocks, mentions `local`.
    fn is_within(&self, at: Position, local: LocalId) -> bool {
        self.is_among(&self.numbers[at.block.0][at.index], local)
    }

    /// Whether one of those behind it in its block does.
    fn is_behind(&self, at: Position, local: LocalId) -> bool {
        let numbers = &self.numbers[at.block.0];
        let end = numbers.last().map_or(0, |last| last.end);
        self.is_among(&(numbers[at.index].end..end), local)
    }

    fn is_among(&self, numbers: &Range<usize>, local: LocalId) -> bool {
        let all = &self.by_local[local.0];
        let first = all.partition_point(|number| *number < numbers.start);
        all.get(first).is_some_and(|number| *number < numbers.end)
    }
}
