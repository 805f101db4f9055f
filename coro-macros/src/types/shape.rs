//! What a type's text says: std's types by their last path segment, their arguments, and the
//! lifetime that stands for a borrow of an own local.

use proc_macro2::Span;
use syn::{GenericArgument, Lifetime, PathArguments, PathSegment, Type, TypeReference, parse_quote};

use super::Scope;
use crate::walk::visit::{self, Visit};

/// The kinds of type that the tables tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Bool,
    Char,
    Float,
    Int,
    Str,
    String,
    Array,
    Slice,
    Tuple,
    Reference,
    Vec,
    VecDeque,
    BinaryHeap,
    LinkedList,
    Map,
    Set,
    Option,
    Result,
    Box,
    Shared,
    Cell,
    Lock,
    /// A one-field wrapper whose field is public: `Reverse`, `Wrapping`.
    Wrapper,
    Iterator,
    Other,
}

/// A type's kind and its type arguments (elements, pointees).
pub(super) struct Known<'t> {
    pub(super) kind: Kind,
    pub(super) args: Vec<&'t Type>,
}

/// The type without the parentheses and invisible groups around it.
pub(super) fn peel(ty: &Type) -> &Type {
    match ty {
        Type::Paren(inner) => peel(&inner.elem),
        Type::Group(inner) => peel(&inner.elem),
        ty => ty,
    }
}

/// `std::option::Option<T>` → its last segment.
pub(super) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match peel(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// `slice::Iter<'a, T>` → `slice`.
pub(super) fn module(ty: &Type) -> Option<String> {
    match peel(ty) {
        Type::Path(path) => {
            let before_last = path.path.segments.iter().rev().nth(1)?;
            Some(before_last.ident.to_string())
        }
        _ => None,
    }
}

/// `HashMap<K, V>` → `K`, `V`.
pub(super) fn type_args(segment: &PathSegment) -> Vec<&Type> {
    let PathArguments::AngleBracketed(args) = &segment.arguments else {
        return Vec::new();
    };
    let types = args.args.iter().filter_map(|arg| match arg {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

/// `Chars<'a>` → `'a`.
pub(super) fn lifetime_arg(ty: &Type) -> Option<Lifetime> {
    let PathArguments::AngleBracketed(args) = &last_segment(ty)?.arguments else {
        return None;
    };
    args.args.iter().find_map(|arg| match arg {
        GenericArgument::Lifetime(lifetime) => Some(lifetime.clone()),
        _ => None,
    })
}

impl<'t> Known<'t> {
    pub(super) fn of(ty: &'t Type) -> Known<'t> {
        let ty = peel(ty);
        let (kind, args) = match ty {
            Type::Array(array) => (Kind::Array, vec![&*array.elem]),
            Type::Slice(slice) => (Kind::Slice, vec![&*slice.elem]),
            Type::Reference(reference) => (Kind::Reference, vec![&*reference.elem]),
            Type::Tuple(tuple) => (Kind::Tuple, tuple.elems.iter().collect()),
            Type::Path(path) => match path.path.segments.last() {
                Some(last) => (path_kind(ty, last), type_args(last)),
                None => (Kind::Other, Vec::new()),
            },
            _ => (Kind::Other, Vec::new()),
        };
        Known { kind, args }
    }

    /// The type argument or element at `idx`.
    pub(super) fn arg(&self, idx: usize) -> Option<Type> {
        self.args.get(idx).map(|ty| (*ty).clone())
    }
}

fn path_kind(ty: &Type, last: &PathSegment) -> Kind {
    if super::iterators::item(ty).is_some() {
        return Kind::Iterator;
    }
    if matches!(ty, Type::Path(path) if path.qself.is_some()) {
        return Kind::Other;
    }
    let name = last.ident.to_string();
    match (name.as_str(), type_args(last).len()) {
        ("bool", 0) => Kind::Bool,
        ("char", 0) => Kind::Char,
        ("f32" | "f64", 0) => Kind::Float,
        (int, 0) if bits(int).is_some() => Kind::Int,
        ("str", 0) => Kind::Str,
        ("String", 0) => Kind::String,
        ("Vec", 1) => Kind::Vec,
        ("VecDeque", 1) => Kind::VecDeque,
        ("BinaryHeap", 1) => Kind::BinaryHeap,
        ("LinkedList", 1) => Kind::LinkedList,
        ("HashMap" | "BTreeMap", 2) | ("HashMap", 3) => Kind::Map,
        ("HashSet" | "BTreeSet", 1) | ("HashSet", 2) => Kind::Set,
        ("Option", 1) => Kind::Option,
        ("Result", 1 | 2) => Kind::Result,
        ("Box", 1) => Kind::Box,
        ("Rc" | "Arc", 1) => Kind::Shared,
        ("Cell", 1) => Kind::Cell,
        ("RefCell" | "Mutex" | "RwLock", 1) => Kind::Lock,
        ("Reverse" | "Wrapping" | "Saturating", 1) => Kind::Wrapper,
        _ => Kind::Other,
    }
}

/// How many bits an integer type has; `usize` counts as 0, for it depends on the target.
pub(super) fn bits(name: &str) -> Option<usize> {
    match name {
        "i8" | "u8" => Some(8),
        "i16" | "u16" => Some(16),
        "i32" | "u32" => Some(32),
        "i64" | "u64" => Some(64),
        "i128" | "u128" => Some(128),
        "isize" | "usize" => Some(0),
        _ => None,
    }
}

/// Whether the name is a primitive number, `bool` or `char`.
pub(super) fn is_scalar_name(name: &str) -> bool {
    bits(name).is_some() || matches!(name, "f32" | "f64" | "bool" | "char")
}

/// Whether arithmetic on the type gives the type again.
pub(super) fn is_scalar(ty: &Type) -> bool {
    matches!(Known::of(ty).kind, Kind::Int | Kind::Float | Kind::Bool | Kind::Char)
}

/// `&&u32` → `u32`.
pub(super) fn without_references(ty: &Type) -> &Type {
    match peel(ty) {
        Type::Reference(reference) => without_references(&reference.elem),
        ty => ty,
    }
}

/// `&String` → `String`: what a method that takes `&self` calls `Self`.
pub(super) fn without_reference(ty: &Type) -> &Type {
    match peel(ty) {
        Type::Reference(reference) => peel(&reference.elem),
        ty => ty,
    }
}

/// Whether the type has no size of its own, so that its reference is what is copied.
pub(super) fn is_unsized(ty: &Type) -> bool {
    match peel(ty) {
        Type::Slice(_) | Type::TraitObject(_) => true,
        ty => last_segment(ty)
            .is_some_and(|segment| ["str", "Path", "OsStr", "CStr"].iter().any(|name| segment.ident == name)),
    }
}

/// Whether the name is written as a type, a variant or a tuple struct: `Point`, not `MAX`, not `x`.
pub(super) fn is_camel(name: &str) -> bool {
    name.starts_with(|first: char| first.is_uppercase())
        && (name.len() == 1 || name.chars().any(char::is_lowercase))
}

/// The lifetime of a borrow that ends with an own local or a temporary. It serves while a chain of
/// calls is read (`name.trim().to_owned()`) and stands in no type that leaves the stage.
pub(super) fn own() -> Lifetime {
    Lifetime::new("'__own", Span::call_site())
}

/// Whether this is [`own`].
pub(super) fn is_own(lifetime: &Lifetime) -> bool {
    lifetime.ident == "__own"
}

/// Whether the type holds a borrow of an own local.
pub(super) fn borrows_own(ty: &Type) -> bool {
    struct Own(bool);
    impl<'ast> Visit<'ast> for Own {
        fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
            self.0 |= is_own(lifetime);
        }
    }
    let mut own = Own(false);
    visit::visit_type(&mut own, ty);
    own.0
}

/// `&'a mut T` from its parts.
pub(super) fn reference(lifetime: Option<Lifetime>, mutable: bool, elem: Type) -> Type {
    Type::Reference(TypeReference {
        attrs: Vec::new(),
        and_token: Default::default(),
        lifetime,
        mutability: mutable.then(Default::default),
        elem: Box::new(elem),
    })
}

/// `Option<T>`.
pub(super) fn option(ty: &Type) -> Type {
    parse_quote!(::core::option::Option<#ty>)
}

/// `String`, which may be in scope under no name in a crate without `std`.
pub(super) fn string(scope: &Scope<'_>) -> Type {
    let runtime = scope.runtime;
    parse_quote!(#runtime::__private::String)
}

/// `Vec<T>`, which may be in scope under no name in a crate without `std`.
pub(super) fn vec(ty: &Type, scope: &Scope<'_>) -> Type {
    let runtime = scope.runtime;
    parse_quote!(#runtime::__private::Vec<#ty>)
}
