//! [`CoroutineFn`] → [`Body`]: suspensions become whole statements, evaluation order kept.
//!
//! Afterwards
//! - every suspension is a statement of its own, `yield v;` or `let pat = yield v;` or `place = yield v;`;
//! - no expression holds a suspension, and every jump names a target of the body;
//! - every local that is in scope together with another has an identifier of its own;
//! - a `for` is a `while let` over an iterator that is a local like any other.
//!
//! ```text
//! let mut total: f64 = 0.0;
//! loop {
//!     let x: &'i f64 = recv!;
//!     total += x;
//!     println!("{name} {total}");
//! }
//! ```

mod blocks;
mod body;
mod control;
mod delegation;
mod display;
mod expressions;
mod items;
mod kept;
mod lets;
mod machines;
mod macros;
mod numbers;
mod protocol;
mod refusals;
mod rewrite;
mod scope;
mod sends;
mod statements;
mod temporaries;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, Pat, Type};

pub(crate) use body::*;
pub(crate) use delegation::delegation_operands;
use expressions::Use;
pub(crate) use macros::{
    conditional as conditional_macro, eager_operands, guard as macro_guard, has_exit,
    is_diverging as is_diverging_macro, is_known as is_known_macro, map_operands, never_returns,
    operands as macro_operands, pattern as macro_pattern, rewrite_operands,
};
use protocol::Protocol;
pub(crate) use refusals::borrow_kept;
pub(crate) use statements::written_operand;
use temporaries::Temporaries;

use crate::diagnostics::{Asked, Diagnostic, Sink, is_same_place};
use crate::moves::Followed;
use crate::names::{Names, Runtime, blamed_at, type_blamed_at};
use crate::parse::CoroutineFn;
use crate::suspend::Suspension;
use crate::text::text;
use crate::types;

/// Rewrites the body of `function`; expressions are taken apart as far as they suspend, or move what is `followed` on some
/// paths only. Refusals go to `sink`.
pub(crate) fn normalize(function: &mut CoroutineFn, followed: &Followed, sink: &mut Sink) -> Body {
    let block = std::mem::replace(&mut function.body, syn::parse_quote!({}));
    let mut lowering = Lowering {
        body: Body {
            type_params: function.generics.type_params().map(|param| param.ident.to_string()).collect(),
            ..Body::default()
        },
        scope: HashMap::new(),
        renamed: HashMap::new(),
        shadowed: Vec::new(),
        numbers: HashMap::new(),
        expected: Vec::new(),
        open: Vec::new(),
        targets: Vec::new(),
        temporaries: Temporaries::default(),
        driven: machines::driven_names(&block),
        source: &block,
        machine: function.machine.clone(),
        receiver: function.receiver().cloned(),
        followed,
        is_at_rest: false,
        protocol: Protocol::of(function),
        received: function.received.ty.clone(),
        runtime: function.runtime.clone(),
        names: &mut function.names,
        sink,
    };
    lowering.function(&function.args, &block);
    let body = lowering.body;
    // What the user wrote is needed again if the body is refused.
    function.body = block;
    body
}

/// Where the value of an expression goes that suspends inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dest {
    /// Nobody looks at it.
    Discard,
    /// Assigned to that local.
    Slot(LocalId),
    /// It is what the body returns.
    Return,
}

/// A loop or labelled block that is being lowered.
#[derive(Clone, Copy, Debug)]
struct OpenTarget {
    id: TargetId,
    /// Where `break value` puts the value.
    dest: Dest,
}

/// The body as far as it is lowered, and what is in scope at this point.
struct Lowering<'c> {
    body: Body,
    /// The local that a name means here.
    scope: HashMap<String, LocalId>,
    /// The names among them whose local has another identifier, with that.
    renamed: HashMap<String, Ident>,
    /// What a name meant before the scopes that are open, to be put back in reverse.
    shadowed: Vec<(String, Option<LocalId>)>,
    /// The types that uses tell of the names of the `let` at hand.
    numbers: HashMap<String, Type>,
    /// The types that operands are to have of which the text tells a default only.
    expected: Vec<(*const Expr, Type)>,
    /// The blocks that are open, innermost last.
    open: Vec<BlockId>,
    targets: Vec<OpenTarget>,
    temporaries: Temporaries,
    /// Names that the body uses as coroutines: `x.send(..)`, `yield_from!(x)`.
    driven: HashSet<String>,
    /// The whole body as it is written.
    source: &'c syn::Block,
    machine: Ident,
    /// What `self` is called.
    receiver: Option<Ident>,
    followed: &'c Followed,
    /// The statement at hand is taken apart though it does not suspend.
    is_at_rest: bool,
    protocol: Protocol,
    received: Option<Type>,
    runtime: Runtime,
    names: &'c mut Names,
    sink: &'c mut Sink,
}

impl Lowering<'_> {
    fn lookup(&self, name: &Ident) -> Option<LocalId> {
        self.scope.get(&name.to_string()).copied()
    }

    /// The type of an expression, if it reads plainly here.
    fn type_of(&self, expr: &Expr) -> Option<Type> {
        let local = |ident: &Ident| match self.lookup(ident) {
            Some(id) => self.body.local(id).ty.clone(),
            None => self.protocol.const_params.get(&ident.to_string()).cloned(),
        };
        let read = || self.read_with(&local, |scope| types::type_of(expr, scope)).filter(types::is_complete);
        self.told_value(expr).or_else(read)
    }

    /// Reads types where the locals are of those that `local` gives.
    fn read_with<T>(
        &self,
        local: &dyn Fn(&Ident) -> Option<Type>,
        read: impl FnOnce(&types::Scope<'_>) -> T,
    ) -> T {
        let suspension = |kind| self.result_type(kind);
        read(&types::Scope { local, suspension: &suspension, runtime: self.runtime.root() })
    }

    /// The own local that the value of `expr` borrows from.
    fn lender(&self, expr: &Expr) -> Option<LocalId> {
        let local = |ident: &Ident| self.body.local(self.lookup(ident)?).ty.clone();
        let lender = self.lookup(self.read_with(&local, |scope| types::borrowed_local(expr, scope))?)?;
        // What a reference leads to is not the coroutine's own.
        let is_reference = matches!(self.body.local(lender).ty, Some(Type::Reference(_)));
        (!is_reference).then_some(lender)
    }

    /// Makes a local that generated code alone names; its identifier is `stem` or near it.
    fn temporary(&mut self, stem: &str, span: Span, origin: Origin, ty: Option<Type>) -> LocalId {
        let ident = self.names.fresh(stem, span);
        self.new_local(Local {
            // Refusals are shown at the user's own token.
            written: Ident::new(stem, span),
            ident,
            mutable: false,
            ty,
            origin,
            is_deferred: origin == Origin::Slot,
            is_annotated: false,
            lender: None,
            borrows_send: false,
            extends_temporary: false,
            hidden: None,
            source: None,
            ends_at: None,
        })
    }

    /// `local` as an expression.
    fn path(&self, local: LocalId) -> Expr {
        let ident = &self.body.local(local).ident;
        Expr::Path(syn::ExprPath { attrs: Vec::new(), qself: None, path: ident.clone().into() })
    }

    /// An expression of the user's that does not suspend, with the locals' identifiers in it.
    fn plain(&self, expr: &Expr) -> Expr {
        let mut expr = expr.clone();
        self.rewriter().expr(&mut expr);
        expr
    }

    /// As [`Lowering::plain`], for a statement.
    fn plain_stmt(&self, stmt: &syn::Stmt) -> syn::Stmt {
        let mut stmt = stmt.clone();
        self.rewriter().stmt(&mut stmt);
        stmt
    }

    fn rewriter(&self) -> rewrite::Rewriter {
        let breaks = self.targets.iter().map(|target| rewrite::BreakTarget {
            label: self.body.target(target.id).label.clone(),
            is_loop: self.body.target(target.id).is_loop,
            value: match target.dest {
                Dest::Discard => rewrite::BreakValue::Discarded,
                Dest::Slot(slot) => {
                    let ident = self.body.local(slot).ident.clone();
                    if self.is_unit(slot) {
                        rewrite::BreakValue::AssignedUnit(ident)
                    } else {
                        rewrite::BreakValue::Assigned(ident)
                    }
                }
                Dest::Return => rewrite::BreakValue::Returned,
            },
        });
        rewrite::Rewriter::new(self.renamed.clone(), breaks.collect())
    }

    fn push(&mut self, stmt: Stmt) {
        let block = *self.open.last().expect("bug: no open block");
        let block = &mut self.body.blocks[block.0];
        let index = block.stmts.len();
        block.lets.extend(stmt.locals().iter().map(|&local| (index, local)));
        block.stmts.push(stmt);
    }

    /// Where the next statement of the innermost block will stand.
    fn here(&self) -> Position {
        let block = *self.open.last().expect("bug: no open block");
        Position { block, index: self.body.block(block).stmts.len() }
    }

    /// Opens a block that belongs to the next statement, fills it and closes it again.
    fn with_block<R>(&mut self, fill: impl FnOnce(&mut Self) -> R) -> (BlockId, R) {
        let owner = self.open.last().map(|_| self.here());
        let id = BlockId(self.body.blocks.len());
        self.body.blocks.push(Block { owner, ..Block::default() });
        self.open.push(id);
        let depth = self.shadowed.len();
        let result = fill(self);
        self.leave(depth);
        self.open.pop();
        (id, result)
    }

    /// `let slot: T;` for a value that each way out of an expression assigns.
    fn slot(&mut self, span: Span, ty: Option<Type>) -> LocalId {
        let slot = self.temporary("outcome", span, Origin::Slot, ty.clone());
        let ident = &self.body.local(slot).ident;
        let pat = syn::parse_quote_spanned!(span=> #ident);
        self.push(Stmt::Let(Let { attrs: Vec::new(), pat, ty, init: None, locals: vec![slot] }));
        slot
    }

    /// `local = value;`
    fn assign(&mut self, local: LocalId, value: &Expr) {
        let place = &self.body.local(local).ident;
        let stmt = syn::parse_quote_spanned!(value.span()=> #place = #value;);
        self.push(Stmt::Opaque(stmt));
    }

    /// What a suspension evaluates to, if anybody has written it.
    fn result_type(&self, kind: Suspension) -> Option<Type> {
        let received = self.received.clone().filter(|_| !kind.delegates())?;
        if kind.is_try() {
            let interrupt = self.runtime.interrupt(self.protocol.thrown.as_ref());
            return Some(syn::parse_quote!(::core::result::Result<#received, #interrupt>));
        }
        Some(received)
    }

    /// Whether the received type has been found missing.
    fn is_received_unknown(&self) -> bool {
        matches!(self.received, Some(Type::Infer(_)))
    }

    /// The received value is looked at though nobody has written its type.
    fn require_received(&mut self, kind: Suspension, span: Span) {
        if self.received.is_some() {
            return;
        }
        // Once is enough: every other use has the same cure.
        self.received = Some(syn::parse_quote!(_));
        let help = if kind.is_try() {
            "write `#[coro::coroutine(recv = T)]`"
        } else {
            "write `#[coro::coroutine(recv = T)]`, or annotate it as in `let value: T = recv!();`"
        };
        self.sink.push(
            Diagnostic::new(span, format!("the type that `{kind}()` evaluates to must be written"))
                .note(format!("the received value is used, and it is what `{}` is sent", self.machine))
                .help(help),
        );
    }
}

/// `expr;` as a statement.
fn semi(expr: &Expr) -> syn::Stmt {
    syn::Stmt::Expr(expr.clone(), Some(syn::Token![;](expr.span())))
}

fn unit() -> Expr {
    syn::parse2(quote!(())).expect("bug: `()` is an expression")
}
