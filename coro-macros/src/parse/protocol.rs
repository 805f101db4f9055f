//! The types of the protocol: what is received, yielded, returned and thrown, with the lifetimes that they leave out.

use std::collections::BTreeSet;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Lifetime, ReturnType, Type};

use super::{Arg, Arguments, Received, has_elided, name_elided, received, refuse};
use crate::diagnostics::{Diagnostic, Sink};
use crate::names::Names;
use crate::walk::visit::Visit;

/// What a lifetime left out in the return or yield type may mean.
pub(super) struct Elision {
    /// Lifetimes that occur in the arguments.
    pub inputs: BTreeSet<Lifetime>,
    /// Lifetimes of the machine.
    pub machine: Vec<Lifetime>,
}

impl Elision {
    fn only_machine_lifetime(&self) -> Option<Lifetime> {
        match self.machine.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }
}

pub(super) fn lifetimes_of(args: &[Arg]) -> BTreeSet<Lifetime> {
    struct Collect(BTreeSet<Lifetime>);
    impl<'ast> Visit<'ast> for Collect {
        fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
            if lifetime.ident != "static" {
                self.0.insert(lifetime.clone());
            }
        }
    }
    let mut collect = Collect(BTreeSet::new());
    args.iter().for_each(|arg| collect.visit_type(&arg.ty));
    collect.0
}

pub(super) fn received_type(
    arguments: &Arguments,
    body: &syn::Block,
    names: &mut Names,
    sink: &mut Sink,
) -> Received {
    if let Some(span) = arguments.received.as_ref().and_then(impl_trait_in) {
        refuse(
            sink,
            span,
            "a coroutine cannot receive `impl Trait`",
            "the received type is the `In` of `Coroutine<In>`, which needs a name",
            "name the type, or declare a parameter: `fn name<T: Trait>(…)` with `recv = T`",
        );
        return Received { ty: None, per_send: None };
    }
    let mut ty = arguments.received.clone().or_else(|| received::annotated(body));
    let mut per_send = None;
    if let Some(ty) = ty.as_mut().filter(|ty| has_elided(ty)) {
        let lifetime = names.fresh_lifetime("i", Span::call_site());
        name_elided(ty, |_| Some(lifetime.clone()));
        per_send = Some(lifetime);
    }
    Received { ty, per_send }
}

pub(super) fn yielded_type(
    arguments: &Arguments,
    received: &Received,
    elision: &Elision,
    sink: &mut Sink,
) -> Type {
    let Some(mut ty) = arguments.yielded.clone() else { return syn::parse_quote!(()) };
    if let Some(span) = impl_trait_in(&ty) {
        let note = "the yielded type becomes the associated type `Yield`, which needs a name";
        refuse(
            sink,
            span,
            "a coroutine cannot yield `impl Trait`",
            note,
            "name the type, or yield `Box<dyn …>`",
        );
        return syn::parse_quote!(());
    }
    let only = elision.only_machine_lifetime();
    let meaning = received.per_send.clone().or(only);
    if meaning.is_none() && has_elided(&ty) {
        let note = "it is left out, and neither the received type nor a single lifetime of the arguments says which it is";
        sink.push(
            Diagnostic::new(ty.span(), "the lifetime in the yielded type must be named")
                .note(note)
                .help("write `yield = &'static T`, or a lifetime that the function declares"),
        );
    }
    name_elided(&mut ty, |_| meaning.clone().or_else(any_lifetime));
    ty
}

/// `!` is no type of a field or an associated type yet.
pub(super) fn without_never(ty: Type) -> Type {
    match ty {
        Type::Never(_) => syn::parse_quote!(::core::convert::Infallible),
        ty => ty,
    }
}

pub(super) fn returned_type(
    output: ReturnType,
    elision: &Elision,
    received: &Received,
    sink: &mut Sink,
) -> Type {
    let ReturnType::Type(_, ty) = output else { return syn::parse_quote!(()) };
    let mut ty = without_never(*ty);
    if let Some(span) = impl_trait_in(&ty) {
        let note = "the returned type becomes the associated type `Return`, which needs a name";
        refuse(
            sink,
            span,
            "a coroutine cannot return `impl Trait`",
            note,
            "name the type, or return `Box<dyn …>`",
        );
        return syn::parse_quote!(());
    }
    let only = (elision.inputs.len() == 1).then(|| elision.inputs.first().cloned()).flatten();
    if only.is_none() && has_elided(&ty) {
        let note = "it is left out, and the arguments do not have exactly one that it could be";
        let help = match received.per_send {
            Some(_) => {
                "return an owned value, or declare a lifetime that outlives the send: `recv = &'a T` with `fn name<'a>(…) -> &'a T`"
            }
            None => "declare one, as in `fn name<'a>(…) -> &'a T`",
        };
        sink.push(
            Diagnostic::new(ty.span(), "the lifetime in the returned type must be named")
                .note(note)
                .help(help),
        );
    }
    name_elided(&mut ty, |_| only.clone().or_else(any_lifetime));
    ty
}

pub(super) fn thrown_type(arguments: &Arguments, elision: &Elision, sink: &mut Sink) -> Option<Type> {
    let mut ty = arguments.thrown.clone()?;
    if let Some(span) = impl_trait_in(&ty) {
        refuse(
            sink,
            span,
            "a coroutine cannot be thrown `impl Trait`",
            "the thrown type is the `E` of `Throw<E>`, which needs a name",
            "name the type, or write `throw = Box<dyn …>`",
        );
        return None;
    }
    let only = elision.only_machine_lifetime();
    if only.is_none() && has_elided(&ty) {
        let note = "it is left out, and the arguments do not have exactly one that it could be";
        sink.push(
            Diagnostic::new(ty.span(), "the lifetime in the thrown type must be named")
                .note(note)
                .help("write `throw = &'static T`, or a lifetime that the function declares"),
        );
    }
    name_elided(&mut ty, |_| only.clone().or_else(any_lifetime));
    Some(ty)
}

/// What stands for a lifetime that could not be found, once that is refused.
fn any_lifetime() -> Option<Lifetime> {
    Some(syn::parse_quote!('static))
}

pub(super) fn impl_trait_in(ty: &Type) -> Option<Span> {
    struct Find(Option<Span>);
    impl<'ast> Visit<'ast> for Find {
        fn visit_type_impl_trait(&mut self, ty: &'ast syn::TypeImplTrait) {
            self.0.get_or_insert(ty.impl_token.span);
        }
    }
    let mut find = Find(None);
    find.visit_type(ty);
    find.0
}
