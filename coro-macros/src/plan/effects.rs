//! What each statement does to the locals: reads, assigns, moves, hidden jumps. Names are resolved here, once.

use std::collections::{HashMap, HashSet};

use syn::{Expr, Pat};

use super::jumps::{self, Jump};
use crate::moves::{self, Certainty, Consumes, Moved, Names};
use crate::normalize::{Arm, Bind, BlockId, Body, Let, LocalId, Position, Stmt};
use crate::types;

/// What one statement does itself, its blocks left out.
#[derive(Debug, Default)]
pub(super) struct Effect {
    pub reads: Vec<LocalId>,
    /// Assigned as a whole.
    pub assigns: Option<LocalId>,
    /// Assigned by taking a value apart.
    pub gives: Vec<LocalId>,
    /// Read after the suspension, in the place that the received value is assigned to.
    pub place_reads: Vec<LocalId>,
    /// Mentioned by value on the way to its end.
    pub moves: Vec<(LocalId, Certainty)>,
    /// Mentioned by value on whatever path.
    pub moves_anywhere: Vec<LocalId>,
    /// Its end is never reached.
    pub ends: bool,
    /// The local that a pattern is matched against, by name.
    pub matched: Option<LocalId>,
    pub jumps: Vec<Jump>,
    /// Its size.
    pub n_tokens: usize,
}

/// The effects of every statement.
#[derive(Debug)]
pub(super) struct Effects {
    /// Per block and statement.
    all: Vec<Vec<Effect>>,
}

impl Effects {
    pub(super) fn of(body: &Body) -> Self {
        let mut effects = Self { all: body.blocks.iter().map(|_| Vec::new()).collect() };
        effects.block(body, Body::ROOT, &mut HashMap::new());
        effects
    }

    pub(super) fn at(&self, at: Position) -> &Effect {
        &self.all[at.block.0][at.index]
    }

    fn block(&mut self, body: &Body, id: BlockId, scope: &mut HashMap<String, LocalId>) {
        let mut shadowed = Vec::new();
        let mut declare = |scope: &mut HashMap<String, LocalId>, locals: &[LocalId]| {
            for &local in locals {
                let name = body.local(local).ident.to_string();
                let before = scope.insert(name.clone(), local);
                shadowed.push((name, before));
            }
        };
        declare(scope, &body.block(id).binders);
        for (index, stmt) in body.block(id).stmts.iter().enumerate() {
            let at = Position { block: id, index };
            self.all[id.0].push(effect(body, at, stmt, scope));
            for block in stmt.blocks() {
                self.block(body, block, scope);
            }
            declare(scope, stmt.locals());
        }
        for (name, before) in shadowed.into_iter().rev() {
            match before {
                Some(local) => scope.insert(name, local),
                None => scope.remove(&name),
            };
        }
    }
}

fn effect(body: &Body, at: Position, stmt: &Stmt, scope: &HashMap<String, LocalId>) -> Effect {
    let resolve = |name: &String| scope.get(name).copied();
    let assigned = assigned_place(stmt).and_then(named);
    let given: Vec<_> = assigned_place(stmt).map(moves::assigned_by).unwrap_or_default();
    let read_in_place = |place: &Expr| {
        let mut names = crate::mentions::in_expr(place);
        names.retain(|name| !given.contains(name));
        names
    };
    let mentions = match (stmt, &assigned) {
        (Stmt::Suspend(suspend), Some(_)) => {
            suspend.operand.as_ref().map(crate::mentions::in_expr).unwrap_or_default()
        }
        // What `(a, b[i]) = …` gives a value is not read, but `i` is.
        (Stmt::Opaque(opaque), _) => match assignment(opaque) {
            Some(Assignment { assign, held }) => {
                let read = crate::mentions::in_expr(&assign.right);
                read.into_iter().chain(read_in_place(&assign.left)).chain(held).collect()
            }
            None => stmt.mentions(),
        },
        _ => stmt.mentions(),
    };
    let matched = matched_expr(stmt).and_then(named).as_ref().and_then(resolve);
    let consumes = |name: &str, method: &str| {
        scope
            .get(name)
            .is_some_and(|&local| types::consumes(body.local(local).ty.as_ref(), method, &body.type_params))
    };
    let moved = moved_by(stmt, &consumes);
    let resolved = |names: &Names| {
        let resolved = names.iter().filter_map(|(name, &certainty)| Some((resolve(name)?, certainty)));
        let mut resolved: Vec<_> = resolved.filter(|(local, _)| Some(*local) != matched).collect();
        resolved.sort_by_key(|(local, _)| *local);
        resolved
    };
    let mut reads: Vec<_> = mentions.iter().filter_map(resolve).collect();
    reads.sort();
    let place_reads = match (stmt, &assigned) {
        (Stmt::Suspend(_), None) => assigned_place(stmt).map(crate::mentions::in_expr).unwrap_or_default(),
        _ => HashSet::new(),
    };
    Effect {
        place_reads: place_reads.iter().filter_map(resolve).collect(),
        reads,
        assigns: assigned.as_ref().and_then(resolve),
        gives: given.iter().filter_map(resolve).collect(),
        moves: resolved(&moved.here),
        moves_anywhere: moved.anywhere.iter().filter_map(resolve).filter(|&it| Some(it) != matched).collect(),
        ends: moved.ends,
        matched,
        jumps: jumps::hidden(body, at, &moved.exits, &resolved),
        n_tokens: n_tokens(stmt),
    }
}

/// The place that a statement assigns.
fn assigned_place(stmt: &Stmt) -> Option<&Expr> {
    match stmt {
        Stmt::Opaque(stmt) => assignment(stmt).map(|it| &*it.assign.left),
        Stmt::Suspend(suspend) => match &suspend.bind {
            Bind::Assign(place) => Some(place),
            Bind::Discard | Bind::Let { .. } => None,
        },
        _ => None,
    }
}

/// `place = value;`, or `{ let t = t; place = value; }`, where `t` ends with the statement.
struct Assignment<'s> {
    assign: &'s syn::ExprAssign,
    /// `t`
    held: Vec<String>,
}

fn assignment(stmt: &syn::Stmt) -> Option<Assignment<'_>> {
    match stmt {
        syn::Stmt::Expr(Expr::Assign(assign), _) => Some(Assignment { assign, held: Vec::new() }),
        syn::Stmt::Expr(Expr::Block(block), _) if block.label.is_none() => {
            let (last, lets) = block.block.stmts.split_last()?;
            let held: Vec<_> = lets.iter().map(held_name).collect::<Option<_>>()?;
            let Assignment { assign, held: within } = assignment(last)?;
            let is_outer = |name: &String| !held.contains(name);
            (within.is_empty() && moves::assigned_by(&assign.left).iter().all(is_outer))
                .then_some(Assignment { assign, held })
        }
        _ => None,
    }
}

/// `let mut t = t;`
fn held_name(stmt: &syn::Stmt) -> Option<String> {
    let syn::Stmt::Local(local) = stmt else { return None };
    let (Pat::Ident(pat), Some(init)) = (&local.pat, &local.init) else { return None };
    let name = pat.ident.to_string();
    (named(&init.expr).as_ref() == Some(&name)).then_some(name)
}

/// `x` or `(x)`
fn named(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => Some(path.path.get_ident()?.to_string()),
        Expr::Paren(paren) => named(&paren.expr),
        _ => None,
    }
}

/// What patterns are matched against, if that is the whole of the matter (`let`s in a longer chain are not).
fn matched_expr(stmt: &Stmt) -> Option<&Expr> {
    match stmt {
        Stmt::Match(stmt) => Some(&stmt.scrutinee),
        Stmt::LetElse(stmt) => Some(&stmt.init),
        Stmt::Let(stmt) if !matches!(stmt.pat, Pat::Ident(_)) => stmt.init.as_ref(),
        Stmt::If(stmt) => last_let(&stmt.cond),
        Stmt::Loop(stmt) => stmt.cond.as_ref().and_then(last_let),
        _ => None,
    }
}

/// The scrutinee of `let P = e`, alone or at the end of a chain.
fn last_let(cond: &Expr) -> Option<&Expr> {
    match cond {
        Expr::Let(cond) => Some(&cond.expr),
        Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => last_let(&binary.right),
        _ => None,
    }
}

/// The expressions of a statement, those of its blocks left out.
pub(super) fn exprs(stmt: &Stmt) -> Vec<&Expr> {
    match stmt {
        Stmt::Opaque(_) | Stmt::Block(_) | Stmt::Break(_) | Stmt::Continue(_) => Vec::new(),
        Stmt::Let(stmt) => stmt.init.iter().collect(),
        Stmt::Suspend(stmt) => {
            let place = match &stmt.bind {
                Bind::Assign(place) => Some(&**place),
                Bind::Discard | Bind::Let { .. } => None,
            };
            stmt.operand.iter().chain(place).collect()
        }
        Stmt::If(stmt) => vec![&stmt.cond],
        Stmt::Match(stmt) => {
            let guards = stmt.arms.iter().filter_map(Arm::guard);
            std::iter::once(&stmt.scrutinee).chain(guards).collect()
        }
        Stmt::Loop(stmt) => stmt.cond.iter().collect(),
        Stmt::LetElse(stmt) => vec![&stmt.init],
        Stmt::Return(stmt) => stmt.value.iter().collect(),
    }
}

/// The patterns that a statement matches itself.
pub(super) fn pats(stmt: &Stmt) -> Vec<&syn::Pat> {
    match stmt {
        Stmt::Let(stmt) => vec![&stmt.pat],
        Stmt::LetElse(stmt) => vec![&stmt.pat],
        Stmt::Match(stmt) => stmt.arms.iter().map(|arm| &arm.pat).collect(),
        Stmt::If(stmt) => condition_pat(&stmt.cond).into_iter().collect(),
        Stmt::Loop(stmt) => stmt.cond.as_ref().and_then(condition_pat).into_iter().collect(),
        Stmt::Opaque(_) | Stmt::Suspend(_) | Stmt::Block(_) => Vec::new(),
        Stmt::Break(_) | Stmt::Continue(_) | Stmt::Return(_) => Vec::new(),
    }
}

/// The patterns that the matched local is matched against on the way into each block, or behind the statement.
pub(super) fn condition_pat(cond: &Expr) -> Option<&Pat> {
    match cond {
        Expr::Let(cond) => Some(&cond.pat),
        Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => condition_pat(&binary.right),
        _ => None,
    }
}

fn moved_by(stmt: &Stmt, consumes: Consumes<'_>) -> Moved {
    let moved = |expr: Option<&Expr>| moves::moves(expr, [], consumes);
    match stmt {
        Stmt::Opaque(stmt) => moves::stmt_moves(stmt, consumes),
        Stmt::Let(Let { pat, init: Some(init), .. }) if !moves::pat_moves(pat) && named(init).is_some() => {
            Moved::default()
        }
        Stmt::Let(stmt) => moved(stmt.init.as_ref()),
        Stmt::Suspend(stmt) => moved(stmt.operand.as_ref()),
        Stmt::If(stmt) => moved(Some(&stmt.cond)),
        Stmt::Loop(stmt) => moved(stmt.cond.as_ref()),
        Stmt::Match(stmt) => {
            let scrutinee = Some(&stmt.scrutinee).filter(|it| !matches!(it, Expr::Path(_)));
            moves::moves(scrutinee, stmt.arms.iter().filter_map(Arm::guard), consumes)
        }
        Stmt::LetElse(stmt) => moved(Some(&stmt.init)),
        Stmt::Return(stmt) => moved(stmt.value.as_ref()),
        Stmt::Block(_) | Stmt::Break(_) | Stmt::Continue(_) => Moved::default(),
    }
}

fn n_tokens(stmt: &Stmt) -> usize {
    use quote::ToTokens;
    let count = |tokens: &dyn Fn() -> proc_macro2::TokenStream| count_tokens(tokens());
    match stmt {
        Stmt::Opaque(stmt) => count(&|| stmt.to_token_stream()),
        Stmt::Let(stmt) => count(&|| stmt.init.to_token_stream()) + 4,
        Stmt::Suspend(stmt) => count(&|| stmt.operand.to_token_stream()) + 4,
        Stmt::If(stmt) => count(&|| stmt.cond.to_token_stream()) + 1,
        Stmt::Match(stmt) => count(&|| stmt.scrutinee.to_token_stream()) + 6 * stmt.arms.len(),
        Stmt::Loop(stmt) => count(&|| stmt.cond.to_token_stream()) + 1,
        Stmt::LetElse(stmt) => count(&|| stmt.init.to_token_stream()) + 6,
        Stmt::Return(stmt) => count(&|| stmt.value.to_token_stream()) + 4,
        Stmt::Block(_) | Stmt::Break(_) | Stmt::Continue(_) => 2,
    }
}

fn count_tokens(tokens: proc_macro2::TokenStream) -> usize {
    tokens
        .into_iter()
        .map(|token| match token {
            proc_macro2::TokenTree::Group(group) => 2 + count_tokens(group.stream()),
            _ => 1,
        })
        .sum()
}
