//! Frames that delegate to another one and have nothing left to do: nobody has to wait for what the other returns.
//!
//! ```text
//! fn walk(tree: &Tree) { …; yield_from!(walk(right)); }        →  the frame of `right` takes this one's place
//! ```

use syn::{Expr, Pat, Type};

use super::code::{Code, State, Unit, UnitId};
use crate::normalize::{Bind, Body, Position, Role, Stmt};
use crate::parse::CoroutineFn;

/// Marks the states that need no frame, and leaves out the units behind them.
pub(super) fn mark(states: &mut [State], units: &mut Vec<Unit>, body: &Body, function: &CoroutineFn) {
    let suspension = |state: &State| body.suspension(state.number);
    // What a frame returns when it is told to close goes to the user only from the outermost one.
    if !body.is_recursive || states.iter().any(|state| suspension(state).kind.is_try()) {
        return;
    }
    for state in states {
        let id = UnitId::Resume(state.number);
        let is_own_call = state.is_reachable && matches!(suspension(state).role, Role::Calls);
        let hands_on = |unit: &Unit| unit.id == id && hands_on(&flat(&unit.code), body, &function.returned);
        if is_own_call && state.fields.is_empty() && units.iter().any(hands_on) {
            state.is_tail = true;
            units.retain(|unit| unit.id != id);
        }
    }
}

/// The code in the blocks that were entered, with that behind them.
fn flat<'c>(code: &'c [Code]) -> Vec<&'c Code> {
    let inside = |code: &'c Code| match code {
        Code::Entered { code, .. } => flat(code),
        code => vec![code],
    };
    code.iter().flat_map(inside).collect()
}

/// Whether the code returns what it has received, and does nothing else.
fn hands_on(code: &[&Code], body: &Body, returned: &Type) -> bool {
    let is_unit = matches!(returned, Type::Tuple(tuple) if tuple.elems.is_empty());
    let (received, rest) = match code {
        [Code::Received { at }, rest @ ..] => (*at, rest),
        _ => return false,
    };
    match rest {
        [Code::Complete] => is_unit,
        [Code::Plain { at }, Code::Complete] => is_unit && drops(received, *at, body),
        [Code::Return { at }] => {
            let Some(Stmt::Return(end)) = body.stmt(*at) else { return false };
            end.value.as_ref().map_or(is_unit, |value| is_bound(received, value, body))
        }
        _ => false,
    }
}

/// Whether the statement drops what was received, which is what `yield_from!(…);` does with it.
fn drops(received: Position, at: Position, body: &Body) -> bool {
    let Some(Stmt::Opaque(syn::Stmt::Expr(Expr::Block(braces), _))) = body.stmt(at) else { return false };
    match &*braces.block.stmts {
        [syn::Stmt::Local(syn::Local { pat: Pat::Wild(_), init: Some(init), .. })] => {
            is_bound(received, &init.expr, body)
        }
        _ => false,
    }
}

/// Whether the expression is the local that the received value got.
fn is_bound(received: Position, expr: &Expr, body: &Body) -> bool {
    match expr {
        Expr::Block(braces) => match &*braces.block.stmts {
            [syn::Stmt::Expr(expr, None)] => is_bound(received, expr, body),
            _ => false,
        },
        Expr::Path(path) => match body.stmt(received) {
            Some(Stmt::Suspend(suspend)) => match &suspend.bind {
                Bind::Let { locals, .. } => {
                    matches!(**locals, [local] if path.path.is_ident(&body.local(local).ident))
                }
                Bind::Discard | Bind::Assign(_) => false,
            },
            _ => false,
        },
        _ => false,
    }
}
