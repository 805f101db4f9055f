//! Lifetimes that are not written: finding them and giving them names.

use proc_macro2::Span;
use syn::{Lifetime, Type, TypeReference};

use crate::walk::visit::{self, Visit};
use crate::walk::visit_mut::{self, VisitMut};

/// A place where a lifetime is left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elided {
    pub span: Span,
}

/// Whether `ty` leaves a lifetime out, as `&T` or `'_` (a hidden one in a path cannot be seen).
pub(crate) fn has_elided(ty: &Type) -> bool {
    let mut finder = Finder { found: false };
    finder.visit_type(ty);
    finder.found
}

/// Writes what `name` says in the place of each lifetime that `ty` leaves out; `None` leaves it as it is.
pub(crate) fn name_elided(ty: &mut Type, name: impl FnMut(Elided) -> Option<Lifetime>) {
    Namer { name }.visit_type_mut(ty);
}

struct Finder {
    found: bool,
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        self.found |= reference.lifetime.is_none();
        visit::visit_type_reference(self, reference);
    }
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        self.found |= lifetime.ident == "_";
    }
    // Lifetimes left out in there are bound there.
    fn visit_type_fn_ptr(&mut self, _: &'ast syn::TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments(&mut self, _: &'ast syn::ParenthesizedGenericArguments) {}
}

struct Namer<F> {
    name: F,
}

impl<F: FnMut(Elided) -> Option<Lifetime>> VisitMut for Namer<F> {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        if reference.lifetime.is_none() {
            reference.lifetime = (self.name)(Elided { span: reference.and_token.span });
        }
        visit_mut::visit_type_reference_mut(self, reference);
    }
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_"
            && let Some(named) = (self.name)(Elided { span: lifetime.span() })
        {
            *lifetime = named;
        }
    }
    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut syn::ParenthesizedGenericArguments) {}
}
