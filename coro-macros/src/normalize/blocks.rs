//! Blocks: the function itself, and the statements of any block that is rewritten.

use syn::{Expr, Pat};

use super::*;
use crate::parse::Arg;

impl Lowering<'_> {
    /// The whole body: the arguments are its outermost locals.
    pub(super) fn function(&mut self, args: &[Arg], block: &syn::Block) {
        self.with_block(|me| {
            let mut destructured = Vec::new();
            for arg in args {
                let simple =
                    matches!(&arg.pat, Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none());
                let (ident, mutable) = match &arg.pat {
                    Pat::Ident(pat) if simple => (pat.ident.clone(), pat.mutability.is_some()),
                    _ => (arg.field.clone(), false),
                };
                let binding = types::Binding { ident, mutable, by_ref: false, ty: Some(arg.ty.clone()) };
                let id = me.declare(binding, Origin::Argument);
                me.bind(&[id]);
                if !simple {
                    destructured.push((id, arg));
                }
            }
            for (id, arg) in destructured {
                let mut pat = arg.pat.clone();
                let locals = me.declare_pat(&mut pat, Some(&arg.ty), Origin::Binding);
                let init = Some(me.path(id));
                me.push(Stmt::Let(Let { attrs: Vec::new(), pat, ty: None, init, locals }));
            }
            me.statements(block, Dest::Return);
        });
    }

    /// Every statement of `block`; the value of its tail goes to `dest`.
    pub(super) fn statements(&mut self, block: &syn::Block, dest: Dest) {
        let (tail, stmts) = match block.stmts.split_last() {
            Some((syn::Stmt::Expr(tail, None), stmts)) => (Some(tail.clone()), stmts),
            Some((syn::Stmt::Macro(tail), stmts)) if tail.semi_token.is_none() && !is_braced(&tail.mac) => {
                (Some(macro_expr(tail)), stmts)
            }
            Some((syn::Stmt::Macro(tail), stmts)) if tail.semi_token.is_none() && dest != Dest::Discard => {
                (Some(macro_expr(tail)), stmts)
            }
            _ => (None, block.stmts.as_slice()),
        };
        for stmt in stmts {
            self.statement(stmt);
        }
        match tail {
            Some(tail) => self.value_into(&tail, dest),
            None => self.no_value_into(dest, block),
        }
    }

    /// A block without a tail has the value `()`, if its end is reached.
    fn no_value_into(&mut self, dest: Dest, block: &syn::Block) {
        let Dest::Slot(slot) = dest else { return };
        let is_unit = matches!(&self.body.local(slot).ty, Some(Type::Tuple(tuple)) if tuple.elems.is_empty());
        if is_unit && !block.stmts.last().is_some_and(diverges) {
            self.assign(slot, &unit());
        }
    }

    /// Whether a block has to be taken apart: it suspends, or some of its paths move or initialise a local of the
    /// coroutine.
    pub(super) fn needs_structure(&self, expr: &Expr) -> bool {
        match expr {
            Expr::If(_)
            | Expr::Match(_)
            | Expr::Loop(_)
            | Expr::While(_)
            | Expr::ForLoop(_)
            | Expr::Block(_)
            | Expr::Unsafe(_) => {
                crate::suspend::suspends(expr) || self.moves_a_local(expr) || self.initialises_a_local(expr)
            }
            _ => false,
        }
    }

    /// Whether `expr` mentions by value a local whose type may have a destructor.
    fn moves_a_local(&self, expr: &Expr) -> bool {
        let consumes = |name: &str, method: &str| {
            self.scope.get(name).is_some_and(|&id| types::consumes(self.body.local(id).ty.as_ref(), method))
        };
        crate::moves::moved_names(expr, &consumes).iter().any(|name| {
            self.scope.get(name).is_some_and(|&id| match &self.body.local(id).ty {
                Some(ty) => !types::is_copy(ty),
                None => false,
            })
        })
    }

    /// Whether `expr` assigns a local that may not have had a value before.
    fn initialises_a_local(&self, expr: &Expr) -> bool {
        crate::moves::assigned_names(expr).iter().any(|name| {
            self.scope.get(name).is_some_and(|&id| {
                let local = self.body.local(id);
                local.is_deferred || !local.ty.as_ref().is_some_and(types::is_copy)
            })
        })
    }
}

fn is_braced(mac: &syn::Macro) -> bool {
    matches!(mac.delimiter, syn::MacroDelimiter::Brace(_))
}

pub(super) fn macro_expr(stmt: &syn::StmtMacro) -> Expr {
    Expr::Macro(syn::ExprMacro { attrs: stmt.attrs.clone(), mac: stmt.mac.clone() })
}

/// Whether a statement plainly never ends: a jump.
fn diverges(stmt: &syn::Stmt) -> bool {
    matches!(stmt, syn::Stmt::Expr(Expr::Return(_) | Expr::Break(_) | Expr::Continue(_), _))
}
