//! What the plan cannot follow, worded.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span};

use crate::diagnostics::{Asked, Diagnostic, Sink};
use crate::moves::Followed;
use crate::normalize::{Arm, Body, Local, LocalId, Origin, Position, Stmt};
use crate::parse::CoroutineFn;
use crate::walk::visit::Visit;

/// Why a local is refused. One reason a local is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    UnclearMove,
    AssignedOption,
}

/// Gathered anew in every round of the fixpoint.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    found: BTreeMap<LocalId, (Reason, Position)>,
}

impl Refusals {
    /// `local` is moved by the statement at `at` on some of its paths, within one expression.
    pub(super) fn unclear_move(&mut self, local: LocalId, at: Position) {
        self.found.entry(local).or_insert((Reason::UnclearMove, at));
    }

    /// `local`, which some paths have moved, is assigned by the statement at `at`.
    pub(super) fn assigned_option(&mut self, local: LocalId, at: Position) {
        self.found.entry(local).or_insert((Reason::AssignedOption, at));
    }

    pub(super) fn clear(&mut self) {
        self.found.clear();
    }

    /// The locals that are moved on some paths of an expression and are not followed into it.
    pub(super) fn unclear(&self, body: &Body, followed: &Followed) -> Followed {
        let unclear = self.found.iter().filter(|(_, (reason, _))| *reason == Reason::UnclearMove);
        unclear
            .map(|(&local, _)| body.local(local).written.to_string())
            .filter(|name| !followed.contains(name))
            .collect()
    }

    pub(super) fn report(&self, body: &Body, machine: &Ident, sink: &mut Sink) {
        for (&local, &(reason, at)) in &self.found {
            let local = body.local(local);
            let name = &local.written;
            let (what, note) = match reason {
                Reason::UnclearMove => (
                    format!("cannot follow where `{name}` is moved"),
                    format!(
                        "some paths of this statement move `{name}` and others do not, and `{machine}` has to know which when it suspends"
                    ),
                ),
                Reason::AssignedOption => (
                    format!("cannot assign `{name}` after it has been moved on some paths only"),
                    format!(
                        "one statement assigns others too, and what `{name}` may still be has to be dropped in between"
                    ),
                ),
            };
            let span = mention_span(body, at, &local.ident).unwrap_or_else(|| name.span());
            let help = if reason == Reason::AssignedOption {
                format!("assign `{name}` in a statement of its own")
            } else if name == "self" {
                "bind it as an `Option`: `let mut own = Some(self);`, and move it by `own.take()`".to_owned()
            } else {
                format!("make it an `Option` and move it by `{name}.take()`")
            };
            sink.push(Diagnostic::new(span, what).note(note).help(help).in_plain_rust().lifted_by_box());
        }
    }
}

/// The token that mentions `name` in the statement at `at`.
fn mention_span(body: &Body, at: Position, name: &Ident) -> Option<Span> {
    use quote::ToTokens;
    let tokens = match body.stmt(at)? {
        Stmt::Opaque(stmt) => stmt.to_token_stream(),
        Stmt::Let(stmt) => stmt.init.to_token_stream(),
        Stmt::Return(stmt) => stmt.value.to_token_stream(),
        Stmt::Suspend(stmt) => stmt.operand.to_token_stream(),
        Stmt::If(stmt) => stmt.cond.to_token_stream(),
        Stmt::Match(stmt) => {
            let guards = stmt.arms.iter().filter_map(Arm::guard).map(ToTokens::to_token_stream);
            guards.chain([stmt.scrutinee.to_token_stream()]).collect()
        }
        Stmt::LetElse(stmt) => stmt.init.to_token_stream(),
        Stmt::Loop(stmt) => stmt.cond.to_token_stream(),
        Stmt::Block(_) | Stmt::Break(_) | Stmt::Continue(_) => return None,
    };
    crate::mentions::span_of(&tokens, &name.to_string())
}

/// The type of `local` has to be written: it is used after a suspension.
pub(super) fn type_needed(body: &Body, local: &Local, function: &CoroutineFn, sink: &mut Sink) {
    let machine = &function.machine;
    if let Some(lender) = local.lender {
        return crate::normalize::borrow_kept(body.local(lender), local, machine, sink);
    }
    let name = &local.written;
    let mutable = if local.mutable { "mut " } else { "" };
    let asked = Asked::Binding(name.clone());
    let diagnostic = match local.origin {
        Origin::Iterator if has_closure(body, local) => iterator_of_closures(local, function),
        Origin::Iterator => Diagnostic::new(name.span(), "the type of this iterator must be written")
            .note(format!("the loop suspends, so its iterator becomes a field of `{machine}`"))
            .asks(Asked::Iterated, |ty| {
                format!("bind it first: `let items: {ty} = …;`, then `for … in items`")
            }),
        Origin::Slot => Diagnostic::new(name.span(), "the type of this value must be written")
            .note(format!("it is kept while `{machine}` is suspended"))
            .help("bind it with its type: `let value: T = …;`"),
        Origin::Argument | Origin::Binding | Origin::Part | Origin::Operand | Origin::Received => {
            let diagnostic = Diagnostic::new(name.span(), format!("the type of `{name}` must be written"));
            if is_closure(body, local) {
                diagnostic
                    .note(format!("`{name}` is used after a suspension, so it becomes a field of `{machine}`, and the type of a closure has no name"))
                    .help(format!("write `let {mutable}{name}: fn(…) -> … = …` if it captures nothing, or `let {mutable}{name}: Box<dyn Fn(…) -> …> = Box::new(…)`"))
                    .in_plain_rust()
            } else {
                let is_lent = function.received.per_send.is_some();
                diagnostic.note(kept_note(name, function)).asks(asked, |ty| match local.origin {
                    Origin::Part => format!("bind it again: `let {mutable}{name}: {ty} = {name};`"),
                    _ if is_lent => {
                        format!(
                            "write `let {mutable}{name}: {ty} = …`, or let it be a copy, as `….to_owned()` is"
                        )
                    }
                    _ => format!("write `let {mutable}{name}: {ty} = …`"),
                })
            }
        }
    };
    sink.push(diagnostic.lifted_by_box());
}

/// Why the type of `name` is asked for; what it must not be shows only once it is written.
fn kept_note(name: &Ident, function: &CoroutineFn) -> String {
    let machine = &function.machine;
    let kept = format!("`{name}` is used after a suspension, so it becomes a field of `{machine}`");
    match function.received.per_send {
        Some(_) => format!("{kept}, which cannot borrow from what it is sent"),
        None => kept,
    }
}

/// The type of a closure has no name, so what is made of one is boxed.
fn iterator_of_closures(local: &Local, function: &CoroutineFn) -> Diagnostic {
    let lifetime = if function.lifetimes().next().is_some() { " + '_" } else { "" };
    Diagnostic::new(local.written.span(), "the type of this iterator must be written")
        .note(format!(
            "the loop suspends, so its iterator becomes a field of `{}`, and the type of a closure in it has no name",
            function.machine
        ))
        .asks(Asked::Item, |ty| {
            format!("bind it first: `let items: Box<dyn Iterator<Item = {ty}>{lifetime}> = Box::new(…);`, then `for … in items`")
        })
}

/// What `local` is bound to by a `let`.
pub(super) fn init_of<'b>(body: &'b Body, local: &Local) -> Option<&'b syn::Expr> {
    let stmts = body.blocks.iter().flat_map(|block| &block.stmts);
    stmts.into_iter().find_map(|stmt| match stmt {
        Stmt::Let(stmt) => {
            let is_bound = stmt.locals.iter().any(|&bound| std::ptr::eq(body.local(bound), local));
            stmt.init.as_ref().filter(|_| is_bound)
        }
        _ => None,
    })
}

/// Whether `local` is bound to a closure.
fn is_closure(body: &Body, local: &Local) -> bool {
    matches!(init_of(body, local), Some(syn::Expr::Closure(_)))
}

/// Whether `local` is bound to something that a closure is handed to, there or on the way to it.
fn has_closure(body: &Body, local: &Local) -> bool {
    struct Find(bool);
    impl<'ast> Visit<'ast> for Find {
        fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {
            self.0 = true;
        }
    }
    let Some(init) = init_of(body, local) else { return false };
    let mut find = Find(false);
    find.visit_expr(init);
    let names = crate::mentions::in_expr(init);
    let before = body.locals.iter().take_while(|other| !std::ptr::eq(*other, local));
    let is_on_the_way = |other: &&Local| other.ty.is_none() && names.contains(&other.ident.to_string());
    find.0 || before.filter(is_on_the_way).any(|other| has_closure(body, other))
}

/// A guard of unknown type would end at the suspension.
pub(super) fn guard_type_needed(local: &Local, machine: &Ident, sink: &mut Sink) {
    let name = &local.written;
    if local.extends_temporary {
        return sink.push(
            Diagnostic::new(name.span(), format!("cannot hold what `{name}` refers to across a suspension"))
                .note("it is a temporary, which ends at the next suspension")
                .help(format!("hold the value itself: `let {name}: T = …;`"))
                .in_plain_rust()
                .lifted_by_box(),
        );
    }
    sink.push(
        Diagnostic::new(name.span(), format!("the type of `{name}` must be written"))
            .note(format!("`{name}` is to be held over a suspension, so it becomes a field of `{machine}`"))
            .asks(Asked::Binding(name.clone()), |ty| {
                format!("write `let {name}: {ty} = …`, or `let _ = …` to drop the value at once")
            })
            .lifted_by_box(),
    );
}

/// A kept local's type is declared in the body.
pub(super) fn local_type(local: &Local, item: &Ident, machine: &Ident, sink: &mut Sink) {
    let name = &local.written;
    sink.push(
        Diagnostic::new(name.span(), format!("cannot keep `{name}`, whose type is declared inside the body"))
            .note(format!(
                "`{name}` becomes a field of `{machine}`, which stands outside and cannot name `{item}`"
            ))
            .help(format!("move `{item}` out of the function"))
            .in_plain_rust()
            .lifted_by_box(),
    );
}

/// A value borrowed for one send is used after the next suspension.
pub(super) fn held_borrow(local: &Local, function: &CoroutineFn, sink: &mut Sink) {
    let (name, machine) = (&local.written, &function.machine);
    let is_lent =
        |lifetime| local.ty.as_ref().is_some_and(|ty| crate::types::mentions_lifetime(ty, lifetime));
    let what = match local.origin {
        Origin::Received | Origin::Operand | Origin::Slot => "this value".to_owned(),
        Origin::Argument | Origin::Binding | Origin::Part | Origin::Iterator => format!("`{name}`"),
    };
    let help = match local.origin {
        Origin::Received | Origin::Operand | Origin::Slot => {
            "copy what is needed: `recv!().to_owned()`".to_owned()
        }
        // It is assigned later.
        Origin::Binding if local.mutable && !function.received.per_send.as_ref().is_some_and(is_lent) => {
            let owned = if is_str(local.ty.as_ref()) { "String::new()" } else { "…" };
            format!("let it own a copy: `let mut {name} = {owned};`, and then `{name} = ….to_owned();`")
        }
        Origin::Argument | Origin::Binding | Origin::Part | Origin::Iterator => {
            format!("copy what is needed: `{name}.to_owned()`")
        }
    };
    sink.push(
        Diagnostic::new(name.span(), format!("cannot hold {what} across a suspension"))
            .note(format!("it borrows from what `{machine}` is sent, which lives for that one send only"))
            .help(help)
            .in_plain_rust(),
    );
}

/// `&str`
fn is_str(ty: Option<&syn::Type>) -> bool {
    let Some(syn::Type::Reference(reference)) = ty else { return false };
    matches!(&*reference.elem, syn::Type::Path(path) if path.path.is_ident("str"))
}

/// A kept local leaves out a lifetime that could be several, or none.
pub(super) fn lifetime_needed(local: &Local, function: &CoroutineFn, sink: &mut Sink) {
    let (name, machine) = (&local.written, &function.machine);
    let help = if function.lifetimes().next().is_some() {
        format!(
            "name the lifetimes of the arguments, as in `fn name<'a>(text: &'a str)`, and write the one that is meant: `let {name}: &'a T = …`"
        )
    } else if function.received.per_send.is_some() {
        format!("keep an owned value: what `{machine}` is sent lives for one send only")
    } else {
        format!(
            "keep an owned value, or borrow again after the suspension: a field of `{machine}` cannot borrow from another"
        )
    };
    let what = format!("the lifetime in the type of `{name}` must be named");
    let note = format!("`{name}` is used after a suspension, so it becomes a field of `{machine}`");
    if local.origin == Origin::Iterator {
        let note = format!("the loop suspends, so its iterator becomes a field of `{machine}`");
        let (note, help) = match function.received.per_send {
            Some(_) => (
                format!("{note}, which cannot borrow from what it is sent"),
                "iterate over copies: `let items: Vec<String> = ….map(str::to_owned).collect();`, then `for … in items`",
            ),
            None => (
                note,
                "iterate over the reference itself, as in `for item in list`, or bind the iterator with its type: `let items: T = …;`",
            ),
        };
        return sink.push(
            Diagnostic::new(name.span(), "the lifetime of this iterator is not known")
                .note(note)
                .help(help)
                .in_plain_rust()
                .lifted_by_box(),
        );
    }
    sink.push(Diagnostic::new(name.span(), what).note(note).help(help).in_plain_rust().lifted_by_box());
}
