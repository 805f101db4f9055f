//! Blocks: the function itself, and the statements of any block that is rewritten.

use syn::{Expr, Pat};

use super::*;
use crate::parse::Arg;

impl Lowering<'_> {
    /// The whole body: the arguments are its outermost locals.
    pub(super) fn function(&mut self, args: &[Arg], block: &syn::Block) {
        self.with_block(|me| {
            let is_simple = |arg: &Arg| {
                matches!(&arg.pat, Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none())
            };
            // What a pattern binds drops before the argument it is bound from, and after the arguments behind it: from
            // the first pattern on, each argument is bound in turn.
            let n_simple = args.iter().position(|arg| !is_simple(arg)).unwrap_or(args.len());
            for arg in &args[..n_simple] {
                let mut pat = arg.pat.clone();
                let locals = me.declare_pat(&mut pat, Some(&arg.ty), Origin::Argument);
                me.bind(&locals);
            }
            let bound: Vec<_> = args[n_simple..]
                .iter()
                .map(|arg| {
                    let id = me.temporary("argument", arg.field.span(), Origin::Argument, Some(arg.ty.clone()));
                    me.bind(&[id]);
                    id
                })
                .collect();
            for (id, arg) in bound.into_iter().zip(&args[n_simple..]) {
                me.bind_argument(id, arg);
            }
            me.statements(block, Dest::Return);
        });
    }

    /// `let pat = argument;`. The elements of a tuple that the pattern leaves out drop behind those that it binds.
    fn bind_argument(&mut self, argument: LocalId, arg: &Arg) {
        let mut pat = arg.pat.clone();
        let mut init = self.path(argument);
        if let (Pat::Tuple(tuple), Type::Tuple(ty)) = (&mut pat, &arg.ty) {
            let is_left_out = |pat: &Pat| matches!(pat, Pat::Wild(_));
            if tuple.elems.len() == ty.elems.len() && tuple.elems.iter().any(is_left_out) {
                let mut elements: Vec<LocalId> = Vec::new();
                for ty in &ty.elems {
                    elements.push(self.temporary("rest", arg.field.span(), Origin::Argument, Some(ty.clone())));
                }
                // Left-out elements stay where they are; the bound ones move on.
                let idents: Vec<_> = elements.iter().map(|&id| self.body.local(id).ident.clone()).collect();
                let whole = syn::parse_quote!((#(#idents),*));
                self.push_let(whole, init, elements.clone());
                let bound = tuple.elems.iter().zip(&idents).filter(|(pat, _)| !is_left_out(pat)).map(|(_, ident)| ident);
                init = syn::parse_quote!((#(#bound,)*));
                let kept = tuple.elems.iter().zip(&ty.elems).filter(|(pat, _)| !is_left_out(pat));
                let (pats, types): (Vec<_>, Vec<_>) = kept.map(|(pat, ty)| (pat.clone(), ty.clone())).unzip();
                let mut pat: Pat = syn::parse_quote!((#(#pats,)*));
                let ty: Type = syn::parse_quote!((#(#types,)*));
                let locals = self.declare_pat(&mut pat, Some(&ty), Origin::Argument);
                return self.push_let(pat, init, locals);
            }
        }
        let locals = self.declare_pat(&mut pat, Some(&arg.ty), Origin::Binding);
        self.push_let(pat, init, locals);
    }

    fn push_let(&mut self, pat: Pat, init: Expr, locals: Vec<LocalId>) {
        self.push(Stmt::Let(Let { attrs: Vec::new(), pat, ty: None, init: Some(init), locals }));
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
