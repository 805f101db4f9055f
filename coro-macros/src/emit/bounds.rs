//! The bounds that a machine's struct and its states carry: those that a field asks for.
//!
//! ```text
//! fn filter_min<Target: Consumer<i32>>(…) -> FilterMin<Target>
//! struct FilterMin<Target> { … }
//! ```
//!
//! Where none does, the bounds stand at the function and at the traits alone, so that an argument that breaks one of them
//! is a single error.

use quote::ToTokens;
use syn::{GenericArgument, GenericParam, Generics, PathArguments, Type, TypeParamBound, WherePredicate};

use super::Emitter;
use crate::mentions;

/// Types of std that bind nothing of what is in them. Sorted.
const UNBOUNDED: &[&str] = &[
    "Arc",
    "BTreeMap",
    "BTreeSet",
    "BinaryHeap",
    "Box",
    "Cell",
    "HashMap",
    "HashSet",
    "LinkedList",
    "Mutex",
    "Option",
    "PhantomData",
    "Rc",
    "RefCell",
    "Result",
    "RwLock",
    "Vec",
    "VecDeque",
];

impl Emitter<'_> {
    /// The generics of the struct and of its states, as they are declared.
    pub(super) fn declared_generics(&self) -> Generics {
        let generics = &self.function.generics;
        // A `Drop` has the bounds of its struct.
        let is_needed = self.drop_impl().is_some() || !self.field_types().all(|ty| is_free(ty, generics));
        if is_needed { generics.clone() } else { without_traits(generics) }
    }

    fn field_types(&self) -> impl Iterator<Item = &Type> {
        let args = self.function.args.iter().map(|arg| &arg.ty);
        let fields = self.reachable_states().flat_map(|state| &state.fields);
        args.chain(fields.filter_map(|field| self.machine.body.local(field.local).ty.as_ref()))
    }
}

/// Whether `ty` is a type whatever its parameters are.
fn is_free(ty: &Type, generics: &Generics) -> bool {
    let tokens = ty.to_token_stream();
    if generics.type_params().all(|param| mentions::span_of(&tokens, &param.ident.to_string()).is_none()) {
        return true;
    }
    match ty {
        Type::Path(path) if path.qself.is_none() => {
            let Some(last) = path.path.segments.last() else { return false };
            match &last.arguments {
                PathArguments::None => path.path.get_ident().is_some(),
                PathArguments::AngleBracketed(arguments) => {
                    let is_free = |argument: &GenericArgument| match argument {
                        GenericArgument::Type(ty) => is_free(ty, generics),
                        _ => true,
                    };
                    UNBOUNDED.iter().any(|name| last.ident == name) && arguments.args.iter().all(is_free)
                }
                PathArguments::Parenthesized(_) => false,
            }
        }
        Type::Reference(reference) => is_free(&reference.elem, generics),
        Type::Ptr(pointer) => is_free(&pointer.elem, generics),
        Type::Tuple(tuple) => tuple.elems.iter().all(|ty| is_free(ty, generics)),
        Type::Array(array) => is_free(&array.elem, generics),
        Type::Slice(slice) => is_free(&slice.elem, generics),
        Type::Paren(inner) => is_free(&inner.elem, generics),
        Type::Group(inner) => is_free(&inner.elem, generics),
        _ => false,
    }
}

/// `<'a, T: ?Sized + Trait>` → `<'a, T: ?Sized>`
fn without_traits(generics: &Generics) -> Generics {
    let is_left = |bound: &TypeParamBound| match bound {
        TypeParamBound::Trait(bound) => bound.maybe.is_some(),
        _ => true,
    };
    let mut generics = generics.clone();
    for param in &mut generics.params {
        if let GenericParam::Type(param) = param {
            param.bounds = std::mem::take(&mut param.bounds).into_iter().filter(is_left).collect();
        }
    }
    if let Some(clause) = &mut generics.where_clause {
        for predicate in &mut clause.predicates {
            if let WherePredicate::Type(predicate) = predicate {
                predicate.bounds =
                    std::mem::take(&mut predicate.bounds).into_iter().filter(is_left).collect();
            }
        }
        let says_something = |predicate: &WherePredicate| match predicate {
            WherePredicate::Type(predicate) => !predicate.bounds.is_empty(),
            _ => true,
        };
        let predicates = std::mem::take(&mut clause.predicates);
        clause.predicates = predicates.into_iter().filter(says_something).collect();
    }
    generics
}
