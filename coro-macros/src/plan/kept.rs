//! Locals that states and joins keep: their types have to be complete.

use std::collections::HashSet;

use quote::ToTokens;

use super::code::{State, Unit, UnitId};
use super::{hidden, refusals};
use crate::diagnostics::Sink;
use crate::names::type_blamed_at;
use crate::normalize::borrow_kept;
use crate::normalize::{Bind, Body, LocalId, Origin, Stmt};
use crate::parse::{CoroutineFn, has_elided, name_elided};
use crate::types;
use crate::walk::visit_mut::VisitMut;

/// Every local that is a field of a state or a parameter of a unit.
pub(super) fn locals(states: &[State], units: &[Unit]) -> HashSet<LocalId> {
    let fields = states.iter().flat_map(|state| &state.fields);
    let params = units.iter().filter(|unit| unit.id != UnitId::Start).flat_map(|unit| &unit.params);
    fields.chain(params).map(|field| field.local).collect()
}

/// Gives each lifetime that is left out in the type of a kept local its meaning; refuses what cannot be kept.
pub(super) fn name_lifetimes(
    body: &mut Body,
    function: &CoroutineFn,
    kept: &HashSet<LocalId>,
    in_states: &HashSet<LocalId>,
    sink: &mut Sink,
) {
    if let Some(lifetime) = &function.received.per_send {
        let is_free = |id: &usize| !in_states.contains(&LocalId(*id)) && !body.locals[*id].is_annotated;
        for id in (0..body.locals.len()).filter(is_free).collect::<Vec<_>>() {
            // `let mut word = "";` may well be assigned something that lives for one send only.
            body.locals[id].ty.iter_mut().for_each(|ty| shorten_static(ty, lifetime));
        }
    }
    let received = received_locals(body);
    let mut refused = HashSet::new();
    let mut sorted: Vec<_> = kept.iter().copied().collect();
    sorted.sort();
    for id in sorted {
        let local = &body.locals[id.0];
        if local.source.is_some_and(|source| refused.contains(&source)) {
            continue;
        }
        let Some(mut ty) = local.ty.clone() else { continue };
        let per_send = function.received.per_send.as_ref();
        if let Some(lifetime) = per_send.filter(|_| is_returned(&ty)) {
            outlive(&mut ty, lifetime);
            body.locals[id.0].ty = Some(ty.clone());
        }
        let local = &body.locals[id.0];
        let is_per_send = local.borrows_send
            || per_send.is_some_and(|lifetime| types::mentions_lifetime(&ty, lifetime))
            || (per_send.is_some() && received.contains(&id) && has_elided(&ty));
        let is_saved = in_states.contains(&id);
        if let Some(item) = item_in(&ty, &body.items) {
            refusals::local_type(local, &item, &function.machine, sink);
            continue;
        }
        if let Some(lender) = local.lender.filter(|_| is_saved && is_reference(&ty)) {
            borrow_kept(body.local(lender), local, &function.machine, sink);
            refused.insert(id);
            continue;
        }
        if is_per_send && is_saved {
            refusals::held_borrow(local, function, sink);
            continue;
        }
        if has_elided(&ty) && local.origin != Origin::Argument {
            let meaning = if is_saved {
                function.only_lifetime()
            } else {
                per_send.cloned().or_else(|| function.only_lifetime())
            };
            if meaning.is_none() && is_saved {
                refusals::lifetime_needed(local, function, sink);
                refused.insert(id);
                continue;
            }
            name_elided(&mut ty, |_| meaning.clone());
            body.locals[id.0].ty = Some(ty.clone());
        }
        let local = &body.locals[id.0];
        let is_written = local.is_annotated || local.origin == Origin::Argument;
        if matches!(ty, syn::Type::Reference(_)) && !is_written {
            // Nothing in it is the user's to blame.
            body.locals[id.0].ty = Some(type_blamed_at(&ty, local.written.span()));
        }
        let local = &body.locals[id.0];
        if let Some(lifetime) = &local.hidden {
            // What no state keeps may live for one send.
            let lifetime = per_send.filter(|_| !is_saved).unwrap_or(lifetime);
            body.locals[id.0].ty = Some(hidden::shown(&ty, lifetime, local, function));
        }
    }
}

/// Whether `ty` is a borrow by its looks.
fn is_reference(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Reference(_) | syn::Type::Ptr(_)) || has_elided(ty)
}

/// The item of the body that `ty` mentions.
fn item_in(ty: &syn::Type, items: &[syn::Item]) -> Option<proc_macro2::Ident> {
    let tokens = ty.to_token_stream();
    let declared = items.iter().filter_map(|item| match item {
        syn::Item::Struct(item) => Some(&item.ident),
        syn::Item::Enum(item) => Some(&item.ident),
        syn::Item::Union(item) => Some(&item.ident),
        syn::Item::Type(item) => Some(&item.ident),
        syn::Item::Trait(item) => Some(&item.ident),
        _ => None,
    });
    declared
        .into_iter()
        .find(|ident| crate::mentions::span_of(&tokens, &ident.to_string()).is_some())
        .cloned()
}

/// `&'static T` → `&'i T`
fn shorten_static(ty: &mut syn::Type, lifetime: &syn::Lifetime) {
    if let syn::Type::Reference(reference) = ty
        && let Some(own) = reference.lifetime.as_mut().filter(|own| own.ident == "static")
    {
        own.clone_from(lifetime);
    }
}

/// Whether `ty` is `<Sub as Coroutine<..>>::Return`: what the end of a delegation leaves borrows from no send.
fn is_returned(ty: &syn::Type) -> bool {
    let syn::Type::Path(path) = ty else { return false };
    path.qself.is_some() && path.path.segments.last().is_some_and(|last| last.ident == "Return")
}

/// `<Sub as Coroutine<&'i str>>::Return` → `<Sub as Coroutine<&'static str>>::Return`
fn outlive(ty: &mut syn::Type, lifetime: &syn::Lifetime) {
    struct Outlive<'l>(&'l syn::Lifetime);
    impl VisitMut for Outlive<'_> {
        fn visit_lifetime_mut(&mut self, lifetime: &mut syn::Lifetime) {
            if lifetime.ident == self.0.ident {
                *lifetime = syn::Lifetime::new("'static", lifetime.span());
            }
        }
    }
    Outlive(lifetime).visit_type_mut(ty);
}

/// Locals that a suspension binds.
fn received_locals(body: &Body) -> HashSet<LocalId> {
    let stmts = body.blocks.iter().flat_map(|block| &block.stmts);
    let bound = stmts.filter_map(|stmt| match stmt {
        Stmt::Suspend(suspend) => match &suspend.bind {
            Bind::Let { locals, .. } => Some(locals.clone()),
            Bind::Discard | Bind::Assign(_) => None,
        },
        _ => None,
    });
    bound.flatten().collect()
}
