//! How long the body of a boxed machine may live: as long as everything that it captures.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{GenericParam, Generics, Lifetime, TypeParamBound, WherePredicate};

use crate::parse::CoroutineFn;
use crate::walk::visit::{self, Visit};

/// The lifetime of the trait object.
#[derive(Debug)]
pub(super) enum Region {
    /// Every parameter of the machine outlives this one.
    Known(Lifetime),
    /// No lifetime of the machine is outlived by all its parameters, as far as the text tells. So the caller finds one,
    /// and the trait object is a parameter of the struct.
    Parameter { lifetime: Lifetime, name: Ident, default: Lifetime },
}

impl Region {
    pub(super) fn of(function: &mut CoroutineFn) -> Self {
        let outlives = Outlives::of(function);
        let shortest = candidates(function).find(|lifetime| {
            function.generics.params.iter().filter_map(name_of).all(|name| outlives.holds(&name, lifetime))
        });
        if let Some(lifetime) = shortest {
            return Self::Known(lifetime);
        }
        let default = function.lifetimes().last().cloned().unwrap_or_else(statics);
        let span = Span::call_site();
        Self::Parameter {
            lifetime: function.names.fresh_lifetime("body", span),
            name: function.names.fresh_type("Body", span),
            default,
        }
    }

    /// The constructor's generics: what its body captures lives long enough. Parameters of an `impl` block around it
    /// cannot be bounded where they are declared.
    pub(super) fn outlived(&self, generics: &mut Generics, is_outer: impl Fn(&GenericParam) -> bool) {
        let Self::Parameter { lifetime, .. } = self else { return };
        let mut outer: Vec<WherePredicate> = Vec::new();
        for param in &mut generics.params {
            let is_outer = is_outer(param);
            match param {
                GenericParam::Lifetime(param) if param.lifetime == *lifetime => {}
                GenericParam::Lifetime(param) if is_outer => {
                    let name = &param.lifetime;
                    outer.push(syn::parse_quote!(#name: #lifetime));
                }
                GenericParam::Lifetime(param) => param.bounds.push(lifetime.clone()),
                GenericParam::Type(param) if is_outer => {
                    let name = &param.ident;
                    outer.push(syn::parse_quote!(#name: #lifetime));
                }
                GenericParam::Type(param) => param.bounds.push(TypeParamBound::Lifetime(lifetime.clone())),
                GenericParam::Const(_) => {}
            }
        }
        if !outer.is_empty() {
            generics.make_where_clause().predicates.extend(outer);
        }
    }
}

fn statics() -> Lifetime {
    syn::parse_quote!('static)
}

/// What may be the shortest of all: a lifetime of the machine, or where there is none, that of owned values.
fn candidates(function: &CoroutineFn) -> impl Iterator<Item = Lifetime> {
    let fallback = function.lifetimes().next().is_none().then(statics);
    function.lifetimes().cloned().chain(fallback)
}

/// `'a` or `T`, as the relation below knows it.
fn name_of(param: &GenericParam) -> Option<String> {
    match param {
        GenericParam::Lifetime(param) => Some(param.lifetime.to_string()),
        GenericParam::Type(param) => Some(param.ident.to_string()),
        GenericParam::Const(_) => None,
    }
}

/// Which parameter outlives which lifetime: `T: 'a` is written, or an argument is a `&'a` of something with `T` in it.
#[derive(Debug, Default)]
struct Outlives {
    known: Vec<(String, Lifetime)>,
}

impl Outlives {
    fn of(function: &CoroutineFn) -> Self {
        let mut outlives = Self::default();
        for param in &function.generics.params {
            match param {
                GenericParam::Lifetime(param) => {
                    let known = param.bounds.iter().map(|bound| (param.lifetime.to_string(), bound.clone()));
                    outlives.known.extend(known);
                }
                GenericParam::Type(param) => outlives.bounded(&param.ident.to_string(), &param.bounds),
                GenericParam::Const(_) => {}
            }
        }
        for predicate in function.generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
            match predicate {
                WherePredicate::Lifetime(predicate) => {
                    let name = predicate.lifetime.to_string();
                    outlives.known.extend(predicate.bounds.iter().map(|bound| (name.clone(), bound.clone())));
                }
                WherePredicate::Type(predicate) => {
                    outlives.bounded(&predicate.bounded_ty.to_token_stream().to_string(), &predicate.bounds);
                }
                _ => {}
            }
        }
        let params = function.generics.params.iter().filter_map(name_of).collect();
        let mut implied = Implied { params, outlives: &mut outlives };
        function.args.iter().for_each(|arg| implied.visit_type(&arg.ty));
        outlives
    }

    fn bounded<'b>(&mut self, name: &str, bounds: impl IntoIterator<Item = &'b TypeParamBound>) {
        for bound in bounds {
            if let TypeParamBound::Lifetime(lifetime) = bound {
                self.known.push((name.to_owned(), lifetime.clone()));
            }
        }
    }

    /// Follows what is known from `name` on.
    fn holds(&self, name: &str, lifetime: &Lifetime) -> bool {
        let mut reached = vec![name.to_owned()];
        let mut next = 0;
        while let Some(name) = reached.get(next).cloned() {
            if name == lifetime.to_string() || name == "'static" {
                return true;
            }
            for (_, outlived) in self.known.iter().filter(|(longer, _)| *longer == name) {
                let outlived = outlived.to_string();
                if !reached.contains(&outlived) {
                    reached.push(outlived);
                }
            }
            next += 1;
        }
        false
    }
}

/// A reference lives no longer than what it refers to.
struct Implied<'o> {
    params: Vec<String>,
    outlives: &'o mut Outlives,
}

impl<'ast> Visit<'ast> for Implied<'_> {
    fn visit_type_reference(&mut self, reference: &'ast syn::TypeReference) {
        if let Some(lifetime) = &reference.lifetime {
            let target = reference.elem.to_token_stream();
            for param in &self.params {
                let name = param.strip_prefix('\'').unwrap_or(param);
                if crate::mentions::span_of(&target, name).is_some() {
                    self.outlives.known.push((param.clone(), lifetime.clone()));
                }
            }
        }
        visit::visit_type_reference(self, reference);
    }
    // The lifetimes in there are bound there.
    fn visit_type_fn_ptr(&mut self, _: &'ast syn::TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments(&mut self, _: &'ast syn::ParenthesizedGenericArguments) {}
}
