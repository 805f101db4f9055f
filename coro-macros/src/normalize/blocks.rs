//! Blocks: the function itself, and the statements of any block that is rewritten.

use syn::{Expr, Pat};

use super::*;
use crate::moves::Certainty;
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
                if me.receiver.as_ref() == Some(&arg.field) {
                    // As the user calls it.
                    let written = &mut me.body.locals[locals[0].0].written;
                    *written = Ident::new("self", written.span());
                }
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

    /// `let pat = argument;`. What the pattern leaves out of a tuple drops behind what it binds.
    fn bind_argument(&mut self, argument: LocalId, arg: &Arg) {
        self.bind_parts(argument, &arg.pat, &arg.ty, arg.field.span());
    }

    fn bind_parts(&mut self, whole: LocalId, pat: &Pat, ty: &Type, span: Span) {
        let parts = match (pat, ty) {
            (Pat::Tuple(tuple), Type::Tuple(ty)) if !crate::moves::pat_is_complete(pat) => {
                tuple_parts(tuple, ty)
            }
            _ => None,
        };
        let Some(parts) = parts else {
            let mut pat = pat.clone();
            let init = self.path(whole);
            let locals = self.declare_pat(&mut pat, Some(ty), Origin::Binding);
            return self.push_let(pat, init, locals);
        };
        let mut elements = Vec::new();
        for (_, ty) in &parts {
            elements.push(self.temporary("part", span, Origin::Argument, Some((*ty).clone())));
        }
        let idents: Vec<_> = elements.iter().map(|&id| self.body.local(id).ident.clone()).collect();
        let init = self.path(whole);
        self.push_let(syn::parse_quote!((#(#idents,)*)), init, elements.clone());
        // The fields that are left in a tuple drop in their order.
        let left = || parts.iter().zip(&idents).filter(|((pat, _), _)| matches!(pat, Pat::Wild(_)));
        let types = left().map(|((_, ty), _)| ty);
        let values = left().map(|(_, ident)| ident);
        let rest = self.temporary("rest", span, Origin::Argument, Some(syn::parse_quote!((#(#types,)*))));
        let ident = self.body.local(rest).ident.clone();
        self.push_let(syn::parse_quote!(#ident), syn::parse_quote!((#(#values,)*)), vec![rest]);
        for ((pat, ty), element) in parts.iter().zip(elements) {
            if !matches!(pat, Pat::Wild(_)) {
                self.bind_parts(element, pat, ty, span);
            }
        }
    }

    fn push_let(&mut self, pat: Pat, init: Expr, locals: Vec<LocalId>) {
        self.push(Stmt::Let(Let { attrs: Vec::new(), pat, ty: None, init: Some(init), locals }));
    }

    /// Every statement of `block`; the value of its tail goes to `dest`.
    pub(super) fn statements(&mut self, block: &syn::Block, dest: Dest) {
        self.hoist_items(block);
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
        let mut told = self.told_numbers(block, dest);
        for (index, stmt) in stmts.iter().enumerate() {
            self.numbers = told.remove(&index).unwrap_or_default();
            self.statement(stmt);
        }
        match tail {
            Some(tail) => {
                self.note_borrows(&syn::Stmt::Expr(tail.clone(), None));
                self.value_into(&tail, dest);
            }
            None => self.no_value_into(dest, block),
        }
    }

    /// A block without a tail has the value `()`, if its end is reached.
    fn no_value_into(&mut self, dest: Dest, block: &syn::Block) {
        let Dest::Slot(slot) = dest else { return };
        if self.is_unit(slot) && !block.stmts.last().is_some_and(diverges) {
            self.assign(slot, &unit());
        }
    }

    pub(super) fn is_unit(&self, local: LocalId) -> bool {
        matches!(&self.body.local(local).ty, Some(Type::Tuple(tuple)) if tuple.elems.is_empty())
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
                crate::suspend::suspends(expr)
                    || self.moves_a_local(expr)
                    || self.initialises_a_local(expr)
                    || self.moves_on_some_paths(expr)
            }
            _ => false,
        }
    }

    /// Whether `expr` mentions by value a local whose type may have a destructor.
    fn moves_a_local(&self, expr: &Expr) -> bool {
        crate::moves::moved_names(expr, &self.consumes()).iter().any(|name| {
            self.scope.get(name).is_some_and(|&id| match &self.body.local(id).ty {
                Some(ty) => !types::is_copy(ty),
                None => false,
            })
        })
    }

    fn consumes(&self) -> impl Fn(&str, &str) -> bool {
        |name, method| {
            self.scope.get(name).is_some_and(|&id| {
                types::consumes(self.body.local(id).ty.as_ref(), method, &self.body.type_params)
            })
        }
    }

    /// Whether what is followed is moved on some paths of `expr` and not on others, or may be on the way to a jump out of it.
    pub(super) fn moves_on_some_paths(&self, expr: &Expr) -> bool {
        if self.followed.is_empty() || matches!(expr, Expr::Lit(_) | Expr::Path(_)) {
            return false;
        }
        let moved = crate::moves::moves(Some(expr), [], &self.consumes());
        let is_unclear = |(name, certainty): (&String, &Certainty)| {
            *certainty == Certainty::Sometimes && self.is_followed(name)
        };
        !moved.exits.is_empty() || moved.here.iter().any(is_unclear)
    }

    /// Whether `expr` moves what is followed, so that a path past it does not.
    pub(super) fn moves_followed(&self, expr: &Expr) -> bool {
        !self.followed.is_empty()
            && crate::moves::moved_names(expr, &self.consumes()).iter().any(|name| self.is_followed(name))
    }

    fn is_followed(&self, name: &str) -> bool {
        let local = self.scope.get(name).map(|&id| self.body.local(id));
        local.is_some_and(|local| self.followed.contains(&local.written.to_string()))
    }

    /// Whether `expr` assigns a local that may not have had a value before.
    pub(super) fn initialises_a_local(&self, expr: &Expr) -> bool {
        crate::moves::assigned_names(expr).iter().any(|name| {
            self.scope.get(name).is_some_and(|&id| {
                let local = self.body.local(id);
                local.is_deferred || !local.ty.as_ref().is_some_and(types::is_copy)
            })
        })
    }
}

/// The patterns of a tuple's elements with their types; `..` is as many `_` as there are elements left.
fn tuple_parts<'t>(tuple: &syn::PatTuple, ty: &'t syn::TypeTuple) -> Option<Vec<(Pat, &'t Type)>> {
    let wild: Pat = syn::parse_quote!(_);
    let n_left = (ty.elems.len() + 1).checked_sub(tuple.elems.len());
    let mut pats = Vec::new();
    for pat in &tuple.elems {
        match pat {
            Pat::Rest(_) => pats.extend(std::iter::repeat_n(wild.clone(), n_left?)),
            pat => pats.push(pat.clone()),
        }
    }
    (pats.len() == ty.elems.len()).then(|| pats.into_iter().zip(&ty.elems).collect())
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
