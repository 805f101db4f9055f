//! Units that work on the fields of their state where these are: a resume that comes back to the same state moves nothing.
//!
//! ```text
//! after_recv_1(threshold, in place target)
//!     entered loop {
//!         let value: i32 = received;
//!         if value >= threshold { target.send(value)?; }
//!     }
//!     once loop { stay Recv1(threshold); }
//! ```
//!
//! What such a unit may do is what nobody can tell from moving the fields out: the fields stay there, whole, as long as
//! they are in scope. A path on which one of them is moved, goes out of scope or is kept in another state *leaves*: it
//! takes the state out and goes on in a unit that has its locals by value. A unit in which no place to leave can be found
//! works by value altogether.

use std::collections::HashSet;

use syn::Expr;

use super::Hold;
use super::access::Access;
use super::code::{Code, Pass, Presence, Unit, UnitId};
use super::effects::{exprs, pats};
use super::facts::Facts;
use super::groups::Group;
use super::presence::{Signature, Status};
use super::units::{Context, Planner};
use crate::in_place::{InPlace, rewrite_expr, rewrite_stmt};
use crate::mentions;
use crate::moves::{self, Touched};
use crate::normalize::{LocalId, Position, Stmt, TargetId};

/// How many tokens of joins such a unit writes out before it leaves.
const BUDGET: usize = 400;

/// What a unit that works in place knows.
#[derive(Clone, Debug)]
pub(super) struct Stay {
    /// The suspension behind whose state it is.
    number: usize,
    /// The locals that stay in their fields.
    locals: Vec<LocalId>,
    names: InPlace,
    /// What has been met cannot be done in place.
    is_unfit: bool,
    /// It suspends in the state that it works on.
    comes_back: bool,
    n_tokens_left: usize,
}

impl Stay {
    /// Whether the local stays in its field.
    pub(super) fn has(&self, local: LocalId) -> bool {
        self.locals.contains(&local)
    }
}

impl Planner<'_, '_> {
    /// The unit behind the suspension at `at` if it can work in place.
    pub(super) fn unit_in_place(
        &mut self,
        number: usize,
        at: Position,
        signature: &Signature,
    ) -> Option<Unit> {
        let body = self.body();
        let is_loop = |level: &Position| matches!(body.stmt(*level), Some(Stmt::Loop(_)));
        if !self.works_in_place || !body.path(at).iter().any(is_loop) {
            return None;
        }
        let scope = self.facts.scope(at);
        let is_there = |local: &LocalId| signature.of(*local) == Presence::Present;
        let kept: Vec<_> =
            scope.iter().copied().filter(|local| signature.of(*local) != Presence::Absent).collect();
        let locals: Vec<_> = kept.iter().copied().filter(|&local| !self.facts.is_plain(local)).collect();
        if self.may_drop_too_early(at, &scope, &locals) {
            return None;
        }
        // What is returned may have to borrow for longer than a resume lasts.
        let may_lend = |&local: &LocalId| self.facts.returns_borrow && self.facts.may_lend(local);
        if !kept.iter().all(is_there) || locals.iter().any(may_lend) {
            return None;
        }
        let names = locals.iter().map(|&local| self.body().local(local).ident.to_string()).collect();
        let stay = Stay { number, locals, names, is_unfit: false, comes_back: false, n_tokens_left: BUDGET };
        let n_left = self.left.len();
        let (unit, stay) = self.unit_with(UnitId::Resume(number), at, signature, Some(stay));
        let stay = stay.filter(|stay| !stay.is_unfit && stay.comes_back);
        if stay.is_none() {
            self.left.truncate(n_left);
        }
        let in_place = stay?.locals.into_iter().map(|local| (local, self.facts.access(local))).collect();
        Some(Unit { stays: true, in_place, ..unit })
    }

    /// Whether a local that is given its value behind the suspension at `at` would drop before one of `in_place` that was
    /// declared behind it: a unit drops its own locals first.
    fn may_drop_too_early(&self, at: Position, scope: &[LocalId], in_place: &[LocalId]) -> bool {
        let effect = self.facts.effects.at(at);
        let is_given = |local: &LocalId| {
            effect.assigns == Some(*local)
                || effect.gives.contains(local)
                || self.facts.liveness.is_named(*local, at.after())
        };
        let last = scope.iter().rposition(|local| in_place.contains(local) && self.facts.may_drop(*local));
        last.is_some_and(|last| {
            let is_early =
                |local: &LocalId| !in_place.contains(local) && self.facts.may_drop(*local) && is_given(local);
            scope[..last].iter().any(is_early)
        })
    }

    /// Marks the unit unfit if the statement at `at` does what cannot be done in place.
    pub(super) fn check_in_place(&self, at: Position, context: &mut Context) {
        let Some(stay) = &mut context.stay else { return };
        if !stay.is_unfit && !self.is_fit(at, stay) {
            stay.is_unfit = true;
        }
    }

    fn is_fit(&self, at: Position, stay: &Stay) -> bool {
        let stmt = self.body().stmt(at).expect("bug: a position of a statement");
        let effect = self.facts.effects.at(at);
        let is_concerned = |local: &LocalId| {
            effect.reads.contains(local)
                || effect.place_reads.contains(local)
                || effect.gives.contains(local)
                || effect.assigns == Some(*local)
        };
        let concerned: Vec<_> = stay.locals.iter().copied().filter(is_concerned).collect();
        if !can_be_rewritten(stmt, &stay.names) {
            return false;
        }
        if concerned.is_empty() {
            return true;
        }
        let touched = touched(stmt);
        concerned.into_iter().all(|local| {
            let facts = self.facts;
            let name = facts.body.local(local).ident.to_string();
            let is_read = effect.assigns != Some(local) && facts.liveness.is_read(local, at.after());
            let is_moved = effect.moves_anywhere.contains(&local)
                || (effect.matched == Some(local) && pats(stmt).into_iter().any(moves::pat_moves));
            let is_assigned = effect.assigns == Some(local) || effect.gives.contains(&local);
            let access = facts.access(local);
            let is_touched = touched.names.contains(&name);
            let is_clear = facts.is_known(local) || (facts.liveness.is_held(local, at) && !touched.has_exit);
            let is_changed = access == Access::Shared && facts.changes(local, stmt);
            // A mutable reference that is used again has only been lent.
            let is_lent = is_read && !touched.has_exit && facts.is_reference(local);
            (!is_moved || facts.is_copy(local) || is_lent)
                && (!is_assigned || access == Access::Exclusive && facts.body.local(local).mutable)
                && (!is_touched || (is_clear && access != Access::Unclear))
                && !is_changed
        })
    }

    /// Marks the unit unfit if a jump to `target` ends the scope of a local that is dropped there.
    pub(super) fn check_jump(&self, target: TargetId, context: &mut Context) {
        let Some(stay) = &mut context.stay else { return };
        let around = self.facts.scope_blocks(self.body().target(target).at);
        let ends =
            |&local: &LocalId| self.facts.may_drop(local) && !self.facts.is_declared_in(local, &around);
        stay.is_unfit |= stay.locals.iter().any(ends);
    }

    /// Marks the unit unfit if the statement at `at` declares anew what stays in its field, other than by a plain `let`
    /// where nothing has to be dropped: that assigns the field.
    pub(super) fn check_declared(&self, at: Option<Position>, locals: &[LocalId], context: &mut Context) {
        let Some(stay) = &mut context.stay else { return };
        let is_let = at.is_some_and(|at| match self.body().stmt(at) {
            Some(Stmt::Let(stmt)) => {
                matches!(&stmt.pat, syn::Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none())
                    && stmt.init.is_some()
                    && stmt.attrs.is_empty()
            }
            _ => false,
        });
        let is_fit =
            |local: &LocalId| !stay.locals.contains(local) || (is_let && !self.facts.may_drop(*local));
        stay.is_unfit |= !locals.iter().all(is_fit);
    }

    /// At the end of a level that declares a local that is dropped there.
    pub(super) fn leave_level(&mut self, at: Position, context: &mut Context, code: &mut Vec<Code>) {
        let Some(stay) = &context.stay else { return };
        let declares =
            |&local: &LocalId| self.facts.may_drop(local) && self.facts.is_declared_in(local, &[at.block]);
        let is_root = at.block == crate::normalize::Body::ROOT;
        if context.status.is_some() && !is_root && stay.locals.iter().any(declares) {
            let index = self.body().block(at.block).stmts.len();
            self.leave(Position { index, ..at }, context, code);
        }
    }

    /// Whether the join at `at`, of that size, is still written out.
    pub(super) fn affords(&self, at: Position, context: &mut Context) -> bool {
        let Some(stay) = &mut context.stay else { return true };
        let n_tokens = self.sizes.get(&at).copied().unwrap_or(0);
        let is_affordable = n_tokens <= stay.n_tokens_left;
        stay.n_tokens_left -= n_tokens.min(stay.n_tokens_left);
        is_affordable
    }

    /// Whether all that has to be handed on at `at` is there, or known to be gone.
    fn is_clear(&self, at: Position, status: &Status) -> bool {
        let is_unclear =
            |&local: &LocalId| status.of(local) == Presence::Unclear && !self.facts.may_forget(local, at);
        !self.facts.scope(at).iter().any(is_unclear)
    }

    /// Takes the state out and goes on by value.
    pub(super) fn leave(&mut self, at: Position, context: &mut Context, code: &mut Vec<Code>) {
        let (status, stay) = match (&context.status, &mut context.stay) {
            (Some(status), Some(stay)) => {
                stay.is_unfit |= !self.is_clear(at, status);
                (status.clone(), stay.clone())
            }
            _ => panic!("bug: only a reached point of a unit in place is left"),
        };
        let args = self.edge(at, &status);
        if !self.left.contains(&at) {
            self.left.push(at);
        }
        let taken = args
            .iter()
            .filter(|passed| passed.how != Pass::None && stay.locals.contains(&passed.local))
            .map(|passed| passed.local)
            .collect();
        let unit = UnitId::Join(self.number(at));
        code.push(Code::Leave { number: stay.number, unit, args, taken });
        context.status = None;
    }

    /// A suspension, in a unit that works in place: it stays at its own state and those of its group.
    pub(super) fn stays(&mut self, number: usize, fields: &[super::Passed], context: &mut Context) -> bool {
        let Some(stay) = &mut context.stay else { return false };
        let is_together =
            |group: &Group| group.numbers.contains(&number) && group.numbers.contains(&stay.number);
        let is_near = number == stay.number || self.groups.iter().any(is_together);
        let is_same = is_near && fields.iter().all(|field| field.how == Pass::Whole);
        // A state that holds nothing to drop may be left for another as it is.
        let can_go = |&local: &LocalId| {
            let is_passed = fields.iter().any(|field| field.local == local);
            !self.facts.may_drop(local) && (!is_passed || self.facts.is_readable(local))
        };
        stay.is_unfit |= !is_same && !stay.locals.iter().all(can_go);
        stay.comes_back |= is_same;
        is_same
    }

    /// Runs `walk` from `from` to the statement at `end`; where that is unfit, as many statements as are fit, and leaves
    /// behind them.
    pub(super) fn fit_or_leave(
        &mut self,
        from: Position,
        end: usize,
        context: &mut Context,
        code: &mut Vec<Code>,
        walk: &mut dyn FnMut(&mut Self, &mut Context, &mut Vec<Code>),
    ) {
        if !context.can_leave || context.stay.as_ref().is_none_or(|stay| stay.is_unfit) {
            return walk(self, context, code);
        }
        let (before, n_code, n_left) = (context.clone(), code.len(), self.left.len());
        walk(self, context, code);
        if context.stay.as_ref().is_some_and(|stay| !stay.is_unfit) {
            return;
        }
        self.left.truncate(n_left);
        code.truncate(n_code);
        *context = before;
        // The last point at which leaving is possible.
        let mut last = None;
        for index in from.index..=end {
            let at = Position { index, ..from };
            if context.status.is_none() || context.stay.as_ref().is_some_and(|stay| stay.is_unfit) {
                break;
            }
            if context.resumed != Some(at) && context.status.as_ref().is_some_and(|it| self.is_clear(at, it))
            {
                last = Some((at, context.clone(), code.len()));
            }
            let Some(stmt) = self.body().stmt(at).filter(|_| index < end) else { break };
            if self.facts.suspends(at) && context.resumed != Some(at) {
                break;
            }
            self.one(at, context, code);
            if stmt.locals().iter().any(|&local| !self.facts.is_typed(local)) {
                break;
            }
        }
        match last {
            Some((at, left, n_code)) => {
                *context = left;
                code.truncate(n_code);
                self.leave(at, context, code);
            }
            // What follows is not reached from here: whoever went on would tell the states behind it wrong things.
            None => {
                context.stay.iter_mut().for_each(|stay| stay.is_unfit = true);
                context.status = None;
            }
        }
    }
}

/// Whether nothing is kept to be dropped behind the blocks of a statement that looks at `expr`.
pub(super) fn keeps_nothing(expr: &Expr) -> bool {
    match expr {
        Expr::Let(cond) => is_place(&cond.expr),
        Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
            !has_let(&binary.left) && !has_let(&binary.right)
        }
        _ => true,
    }
}

fn has_let(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        Expr::Paren(paren) => has_let(&paren.expr),
        _ => false,
    }
}

/// Whether `expr` is a place without a temporary in it.
pub(super) fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Field(field) => is_place(&field.base),
        Expr::Paren(paren) => is_place(&paren.expr),
        Expr::Reference(reference) => is_place(&reference.expr),
        Expr::Unary(unary) => is_place(&unary.expr),
        _ => false,
    }
}

/// How the state of a suspension is resumed, once its unit is made.
pub(super) fn hold(facts: &Facts<'_>, fields: &[super::Field], unit: Option<&Unit>) -> Hold {
    let is_in_place = unit.is_some_and(|unit| unit.stays);
    let is_readable = |field: &super::Field| facts.is_readable(field.local) && !field.is_optional;
    if is_in_place {
        Hold::InPlace
    } else if fields.iter().all(is_readable) {
        Hold::Copied
    } else {
        Hold::Moved
    }
}

fn touched(stmt: &Stmt) -> Touched {
    let mut touched = match stmt {
        Stmt::Opaque(stmt) => moves::touched_by_stmt(stmt),
        stmt => moves::touched(exprs(stmt)),
    };
    touched.has_exit |= matches!(stmt, Stmt::Return(_));
    touched
}

fn can_be_rewritten(stmt: &Stmt, names: &InPlace) -> bool {
    let is_free = |pat: &syn::Pat| {
        let mentioned: HashSet<_> = mentions::in_pat(pat);
        mentioned.is_disjoint(names)
    };
    let is_rewritten = match stmt {
        Stmt::Opaque(stmt) => rewrite_stmt(&mut stmt.clone(), names),
        stmt => exprs(stmt).into_iter().all(|expr| rewrite_expr(&mut expr.clone(), names)),
    };
    is_rewritten && pats(stmt).into_iter().all(is_free)
}
