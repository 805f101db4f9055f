//! What a coroutine is sent, hands out and returns, and what it knows of those that it drives.

use syn::punctuated::Punctuated;
use syn::{Lifetime, Token};

use super::*;

/// The types of the coroutine, as the coroutine that it delegates to has to fit them.
#[derive(Debug)]
pub(super) struct Protocol {
    /// The function's name, where it is a free function.
    pub(super) name: Option<Ident>,
    pub(super) n_params: usize,
    pub(super) input: Type,
    pub(super) yielded: Type,
    pub(super) returned: Type,
    pub(super) thrown: Option<Type>,
    pub(super) per_send: Option<Lifetime>,
    /// The types of the const parameters, by name.
    pub(super) const_params: HashMap<String, Type>,
    /// What the type parameters that are coroutines receive, by name.
    inputs: HashMap<String, Type>,
}

impl Protocol {
    pub(super) fn of(function: &CoroutineFn) -> Self {
        Self {
            name: function.method.is_none().then(|| function.name.clone()),
            n_params: function.args.len(),
            input: function.input(),
            yielded: function.yielded.clone(),
            returned: function.returned.clone(),
            thrown: function.thrown.clone(),
            per_send: function.received.per_send.clone(),
            const_params: function
                .generics
                .const_params()
                .map(|param| (param.ident.to_string(), param.ty.clone()))
                .collect(),
            inputs: inputs(&function.generics),
        }
    }

    /// What a coroutine receives whose type is a parameter or a trait object, or a reference to one.
    pub(super) fn input_of(&self, ty: &Type) -> Option<Type> {
        match ty {
            Type::Reference(reference) => self.input_of(&reference.elem),
            Type::Paren(paren) => self.input_of(&paren.elem),
            Type::TraitObject(object) => received_by(&object.bounds),
            Type::Path(path) => match path.path.get_ident() {
                Some(name) => self.inputs.get(&name.to_string()).cloned(),
                None => self.input_of(&types::boxed(ty)?),
            },
            _ => None,
        }
    }
}

/// What each type parameter receives that is bound to be a coroutine.
fn inputs(generics: &syn::Generics) -> HashMap<String, Type> {
    let params = generics.type_params().map(|param| (param.ident.to_string(), &param.bounds));
    let clauses = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let clauses = clauses.filter_map(|clause| match clause {
        syn::WherePredicate::Type(clause) => Some((text(&clause.bounded_ty), &clause.bounds)),
        _ => None,
    });
    params.chain(clauses).filter_map(|(name, bounds)| Some((name, received_by(bounds)?))).collect()
}

/// `Coroutine<u64, …> + Send` → `u64`, and so of a `Consumer<u64>` and of a `Throw<Error, u64>`.
fn received_by(bounds: &Punctuated<syn::TypeParamBound, Token![+]>) -> Option<Type> {
    bounds.iter().find_map(|bound| {
        let syn::TypeParamBound::Trait(bound) = bound else { return None };
        let last = bound.path.segments.last()?;
        let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
        let idx = match last.ident.to_string().as_str() {
            "Coroutine" | "Consumer" => 0,
            "Throw" => 1,
            _ => return None,
        };
        match arguments.args.iter().nth(idx)? {
            syn::GenericArgument::Type(ty) => Some(ty.clone()),
            _ => None,
        }
    })
}
