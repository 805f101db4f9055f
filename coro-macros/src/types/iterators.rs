//! Std's nameable iterators: which method makes which, what they give, and what `for` makes of an
//! iterable.

use syn::{Lifetime, Type, parse_quote};

use super::expr::tuple_of;
use super::lookup::{Call, Row, row};
use super::shape::{self, Kind, Known, last_segment, reference};

const ITERATOR: &[Kind] = &[Kind::Iterator];
const KEYED: &[Kind] = &[Kind::Map];
const SLICE: &[Kind] = &[Kind::Slice];
const STR: &[Kind] = &[Kind::Str];
/// Collections whose borrowing iterators are named by what `&collection` iterates with.
const BORROWED: &[Kind] =
    &[Kind::Map, Kind::Set, Kind::VecDeque, Kind::BinaryHeap, Kind::LinkedList, Kind::Option, Kind::Result];

/// The methods that make iterators and those that end them, sorted by name.
#[rustfmt::skip]
pub(super) const METHODS: &[Row] = &[
    row("bytes", STR, |call| call.over(|l| parse_quote!(::core::str::Bytes<#l>))),
    row("chain", ITERATOR, |call| {
        let (first, second) = (&call.receiver.ty, call.iterated()?);
        Some(parse_quote!(::core::iter::Chain<#first, #second>))
    }),
    row("char_indices", STR, |call| call.over(|l| parse_quote!(::core::str::CharIndices<#l>))),
    row("chars", STR, |call| call.over(|l| parse_quote!(::core::str::Chars<#l>))),
    row("chunks", SLICE, |call| {
        let elem = call.arg(0)?;
        call.over(|l| parse_quote!(::core::slice::Chunks<#l, #elem>))
    }),
    row("chunks_exact", SLICE, |call| {
        let elem = call.arg(0)?;
        call.over(|l| parse_quote!(::core::slice::ChunksExact<#l, #elem>))
    }),
    row("cloned", ITERATOR, |call| call.adapted(|iter| parse_quote!(::core::iter::Cloned<#iter>))),
    row("collect", ITERATOR, |call| call.collected()),
    row("copied", ITERATOR, |call| call.adapted(|iter| parse_quote!(::core::iter::Copied<#iter>))),
    row("count", ITERATOR, |_| Some(parse_quote!(usize))),
    row("cycle", ITERATOR, |call| call.adapted(|iter| parse_quote!(::core::iter::Cycle<#iter>))),
    row("drain", &[Kind::String], |call| {
        let runtime = call.scope.runtime;
        call.over(|l| parse_quote!(#runtime::__private::string::Drain<#l>))
    }),
    row("drain", &[Kind::Vec], |call| {
        let (runtime, elem) = (call.scope.runtime, call.arg(0)?);
        call.over(|l| parse_quote!(#runtime::__private::vec::Drain<#l, #elem>))
    }),
    row("enumerate", ITERATOR, |call| {
        call.adapted(|iter| parse_quote!(::core::iter::Enumerate<#iter>))
    }),
    row("fuse", ITERATOR, |call| call.adapted(|iter| parse_quote!(::core::iter::Fuse<#iter>))),
    row("into_iter", &[], |call| Some(into_iter(&call.receiver.ty).0)),
    row("iter", SLICE, |call| {
        let elem = call.arg(0)?;
        call.over(|l| parse_quote!(::core::slice::Iter<#l, #elem>))
    }),
    row("iter", BORROWED, |call| {
        let collection = call.itself()?;
        call.over(|l| into_iter(&reference(Some(l), false, collection)).0)
    }),
    row("iter_mut", SLICE, |call| {
        let elem = call.arg(0)?;
        call.over(|l| parse_quote!(::core::slice::IterMut<#l, #elem>))
    }),
    row("iter_mut", BORROWED, |call| {
        let collection = call.itself()?;
        call.over(|l| into_iter(&reference(Some(l), true, collection)).0)
    }),
    row("keys", KEYED, |call| call.of_map("Keys")),
    row("last", ITERATOR, |call| call.next()),
    row("lines", STR, |call| call.over(|l| parse_quote!(::core::str::Lines<#l>))),
    row("max", ITERATOR, |call| call.next()),
    row("min", ITERATOR, |call| call.next()),
    row("next", ITERATOR, |call| call.next()),
    row("next_back", ITERATOR, |call| call.next()),
    row("nth", ITERATOR, |call| call.next()),
    row("peek", ITERATOR, |call| {
        Some(shape::option(&call.step.borrow(item(&call.step.ty)?)))
    }),
    row("peekable", ITERATOR, |call| {
        call.adapted(|iter| parse_quote!(::core::iter::Peekable<#iter>))
    }),
    row("product", ITERATOR, |call| call.turbofish.cloned()),
    row("rev", ITERATOR, |call| call.adapted(|iter| parse_quote!(::core::iter::Rev<#iter>))),
    row("skip", ITERATOR, |call| call.adapted(|iter| parse_quote!(::core::iter::Skip<#iter>))),
    row("split_ascii_whitespace", STR, |call| {
        call.over(|l| parse_quote!(::core::str::SplitAsciiWhitespace<#l>))
    }),
    row("split_whitespace", STR, |call| {
        call.over(|l| parse_quote!(::core::str::SplitWhitespace<#l>))
    }),
    row("step_by", ITERATOR, |call| call.adapted(|iter| parse_quote!(::core::iter::StepBy<#iter>))),
    row("sum", ITERATOR, |call| call.turbofish.cloned()),
    row("take", ITERATOR, |call| call.adapted(|iter| parse_quote!(::core::iter::Take<#iter>))),
    row("values", KEYED, |call| call.of_map("Values")),
    row("values_mut", KEYED, |call| call.of_map("ValuesMut")),
    row("windows", SLICE, |call| {
        let elem = call.arg(0)?;
        call.over(|l| parse_quote!(::core::slice::Windows<#l, #elem>))
    }),
    row("zip", ITERATOR, |call| {
        let (first, second) = (&call.receiver.ty, call.iterated()?);
        Some(parse_quote!(::core::iter::Zip<#first, #second>))
    }),
];

impl Call<'_> {
    /// An iterator that borrows the receiver.
    fn over(&self, iter: impl FnOnce(Lifetime) -> Type) -> Option<Type> {
        Some(iter(self.step.lifetime()))
    }

    /// An iterator that owns the receiver, be that an iterator or a mutable reference to one.
    fn adapted(&self, adapter: impl FnOnce(&Type) -> Type) -> Option<Type> {
        Some(adapter(&self.receiver.ty))
    }

    /// What the receiver's `next` gives.
    fn next(&self) -> Option<Type> {
        Some(shape::option(&item(&self.step.ty)?))
    }

    /// The iterator that the first argument becomes.
    fn iterated(&self) -> Option<Type> {
        let ty = super::expr::read(self.args.first()?, self.scope)?;
        Some(into_iter(&ty).0)
    }

    /// `collect::<Vec<_>>()`, the hole filled with the item.
    fn collected(&self) -> Option<Type> {
        let mut ty = self.turbofish?.clone();
        if let Type::Path(path) = &mut ty
            && let Some(last) = path.path.segments.last_mut()
            && ["BTreeSet", "BinaryHeap", "HashSet", "LinkedList", "Vec", "VecDeque"]
                .contains(&&*last.ident.to_string())
            && let syn::PathArguments::AngleBracketed(generics) = &mut last.arguments
            && let Some(syn::GenericArgument::Type(hole @ Type::Infer(_))) = generics.args.first_mut()
        {
            *hole = item(&self.step.ty)?;
        }
        Some(ty)
    }

    /// `Keys` and its like, of the receiver's own kind of map.
    fn of_map(&self, name: &str) -> Option<Type> {
        let name = syn::Ident::new(name, proc_macro2::Span::call_site());
        let (key, value, runtime) = (self.arg(0)?, self.arg(1)?, self.scope.runtime);
        let is_tree = last_segment(&self.step.ty)?.ident == "BTreeMap";
        self.over(|l| {
            if is_tree {
                parse_quote!(#runtime::__private::btree_map::#name<#l, #key, #value>)
            } else {
                parse_quote!(::std::collections::hash_map::#name<#l, #key, #value>)
            }
        })
    }
}

/// The item of a type that is known to be an iterator.
pub(super) fn item(iter: &Type) -> Option<Type> {
    match shape::peel(iter) {
        Type::Reference(inner) if inner.mutability.is_some() => return item(&inner.elem),
        Type::TraitObject(object) => return object_item(object),
        _ => {}
    }
    let segment = last_segment(iter)?;
    let args = shape::type_args(segment);
    let arg = |idx: usize| args.get(idx).map(|ty| (*ty).clone());
    let module = shape::module(iter).unwrap_or_default();
    let lifetime = || shape::lifetime_arg(iter);
    let shared = |elem: Type| reference(lifetime(), false, elem);
    Some(match (module.as_str(), segment.ident.to_string().as_str()) {
        (_, "Range" | "RangeInclusive" | "RangeFrom") => arg(0)?,
        (_, "Enumerate") => tuple_of(&[parse_quote!(usize), item(args.first()?)?]),
        (_, "Rev" | "StepBy" | "Peekable" | "Fuse" | "Cycle") if args.len() == 1 => item(args.first()?)?,
        (_, "Take" | "Skip") if args.len() == 1 => item(args.first()?)?,
        (_, "Chain") if args.len() == 2 => item(args.first()?)?,
        (_, "Zip") if args.len() == 2 => tuple_of(&[item(args.first()?)?, item(args.get(1)?)?]),
        (_, "Cloned" | "Copied") if args.len() == 1 => {
            shape::without_reference(&item(args.first()?)?).clone()
        }
        (_, "Chars") => parse_quote!(char),
        (_, "CharIndices") => parse_quote!((usize, char)),
        ("str", "Bytes") => parse_quote!(u8),
        ("char", "ToLowercase" | "ToUppercase") => parse_quote!(char),
        ("str", "Lines") | (_, "SplitWhitespace" | "SplitAsciiWhitespace") => shared(parse_quote!(str)),
        ("slice", "Iter") => shared(arg(0)?),
        ("slice", "IterMut") => reference(lifetime(), true, arg(0)?),
        ("slice", "Chunks" | "ChunksExact" | "Windows") => {
            let elem = arg(0)?;
            shared(parse_quote!([#elem]))
        }
        ("string", "Drain") => parse_quote!(char),
        ("vec" | "vec_deque", "Drain" | "IntoIter") | ("array" | "option", "IntoIter") => arg(0)?,
        ("option", "Iter") => shared(arg(0)?),
        ("hash_map" | "btree_map", "Keys") => shared(arg(0)?),
        ("hash_map" | "btree_map", "Values") => shared(arg(1)?),
        ("hash_map" | "btree_map", "ValuesMut") => reference(lifetime(), true, arg(1)?),
        ("IntoIterator", "IntoIter") => into_iter(qualified(iter)?).1,
        (_, "Box") => match shape::peel(args.first()?) {
            Type::TraitObject(object) => object_item(object)?,
            _ => return None,
        },
        _ => return None,
    })
}

/// `<T as IntoIterator>::IntoIter` → `T`.
pub(super) fn qualified(ty: &Type) -> Option<&Type> {
    match shape::peel(ty) {
        Type::Path(path) => path.qself.as_ref().map(|qself| &*qself.ty),
        _ => None,
    }
}

/// `dyn Iterator<Item = T>` → `T`.
fn object_item(object: &syn::TypeTraitObject) -> Option<Type> {
    object.bounds.iter().find_map(|bound| {
        let syn::TypeParamBound::Trait(bound) = bound else {
            return None;
        };
        let last = bound.path.segments.last()?;
        let syn::PathArguments::AngleBracketed(generics) = &last.arguments else {
            return None;
        };
        if !last.ident.to_string().ends_with("Iterator") {
            return None;
        }
        generics.args.iter().find_map(|arg| match arg {
            syn::GenericArgument::AssocType(assoc) if assoc.ident == "Item" => Some(assoc.ty.clone()),
            _ => None,
        })
    })
}

/// The iterator that `for` makes of an iterable, and its item. Where std gives the iterator no nice
/// name, or where the type is not known, it is the projection, which rustc resolves.
pub(crate) fn into_iter(ty: &Type) -> (Type, Type) {
    let ty = shape::peel(ty);
    if let Some(item) = item(ty) {
        return (ty.clone(), item);
    }
    let projection = || parse_quote!(<#ty as ::core::iter::IntoIterator>::IntoIter);
    if let Type::Reference(borrowed) = ty
        && let Some(pair) = borrowed_iter(borrowed)
    {
        return pair;
    }
    let known = Known::of(ty);
    let item = match known.kind {
        Kind::Array
        | Kind::Vec
        | Kind::VecDeque
        | Kind::BinaryHeap
        | Kind::LinkedList
        | Kind::Option
        | Kind::Result
        | Kind::Set => known.arg(0),
        Kind::Map => known.arg(0).zip(known.arg(1)).map(|(key, value)| tuple_of(&[key, value])),
        _ => None,
    };
    let item = item.unwrap_or_else(|| parse_quote!(<#ty as ::core::iter::IntoIterator>::Item));
    (projection(), item)
}

/// Whether `ty` is one of std's iterators or collections, owned or borrowed.
pub(crate) fn is_std_iterable(ty: &Type) -> bool {
    let ty = shape::peel(ty);
    if let Type::Reference(borrowed) = ty {
        return borrowed_iter(borrowed).is_some();
    }
    let is_collection = matches!(
        Known::of(ty).kind,
        Kind::Array
            | Kind::Vec
            | Kind::VecDeque
            | Kind::BinaryHeap
            | Kind::LinkedList
            | Kind::Option
            | Kind::Result
            | Kind::Set
            | Kind::Map
    );
    is_collection || item(ty).is_some()
}

/// Whether indexing a value of `ty` is std's: it finds the same place each time.
pub(crate) fn is_std_indexable(ty: &Type) -> bool {
    let ty = match shape::peel(ty) {
        Type::Reference(reference) => shape::peel(&reference.elem),
        ty => ty,
    };
    matches!(Known::of(ty).kind, Kind::Array | Kind::Slice | Kind::Vec | Kind::VecDeque | Kind::Map)
}

/// `&'a Vec<T>` → `slice::Iter<'a, T>`, `&'a T`.
fn borrowed_iter(borrowed: &syn::TypeReference) -> Option<(Type, Type)> {
    let (collection, mutable) = (&borrowed.elem, borrowed.mutability.is_some());
    let known = Known::of(collection);
    let (first, second) = (known.arg(0), known.arg(1));
    let elided = || Lifetime::new("'_", proc_macro2::Span::call_site());
    let lifetime = borrowed.lifetime.clone().unwrap_or_else(elided);
    let lend = |ty: Type, mutable: bool| reference(borrowed.lifetime.clone(), mutable, ty);
    let projection = || {
        let ty = reference(Some(lifetime.clone()), mutable, (**collection).clone());
        parse_quote!(<#ty as ::core::iter::IntoIterator>::IntoIter)
    };
    match known.kind {
        Kind::Array | Kind::Slice | Kind::Vec => {
            let elem = first?;
            let iter = if mutable {
                parse_quote!(::core::slice::IterMut<#lifetime, #elem>)
            } else {
                parse_quote!(::core::slice::Iter<#lifetime, #elem>)
            };
            Some((iter, lend(elem, mutable)))
        }
        Kind::VecDeque | Kind::LinkedList | Kind::Option | Kind::Result => {
            Some((projection(), lend(first?, mutable)))
        }
        Kind::BinaryHeap | Kind::Set if !mutable => Some((projection(), lend(first?, false))),
        Kind::Map => {
            let pair = tuple_of(&[lend(first?, false), lend(second?, mutable)]);
            Some((projection(), pair))
        }
        _ => None,
    }
}

#[cfg(test)]
#[path = "iterators_tests.rs"]
mod tests;
