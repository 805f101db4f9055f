//! What the methods of std's types take: `seen.insert(n, line)` on a `HashMap<u64, String>` takes a `u64` and a `String`.
//!
//! It is asked for arguments that are numbers without a suffix, so that only rows which tell of a number are here.

use syn::{Ident, Type, parse_quote};

use super::shape::{self, Kind, Known};

/// What an argument has to be.
#[derive(Clone, Debug)]
pub(crate) enum Taken {
    /// Of this type.
    Of(Box<Type>),
    /// Of the receiver's type.
    Receiver,
    /// A reference to something of the receiver's type.
    ReceiverRef,
}

/// Methods of numbers that take others of the same type.
const LIKE_RECEIVER: &[&str] = &[
    "abs_diff",
    "atan2",
    "clamp",
    "copysign",
    "div_ceil",
    "div_euclid",
    "hypot",
    "max",
    "midpoint",
    "min",
    "next_multiple_of",
    "powf",
    "rem_euclid",
];
/// What stands behind `checked_`, `overflowing_`, `saturating_` and `wrapping_`.
const OPERATIONS: &[&str] = &["add", "div", "div_euclid", "mul", "rem", "rem_euclid", "sub"];
const PREFIXES: &[&str] = &["checked_", "overflowing_", "saturating_", "wrapping_"];
/// Methods that take a reference to something of the same type.
const COMPARISONS: &[&str] = &["cmp", "eq", "ge", "gt", "le", "lt", "ne", "partial_cmp", "total_cmp"];
/// Methods of integers that take a `u32`, with or without a prefix.
const COUNTED: &[&str] = &["pow", "rotate_left", "rotate_right", "shl", "shr"];
/// Methods whose first argument is a position or a length, or a range of them, whatever they are called on; where a map
/// has a method of that name, it takes a reference.
const SIZED: &[&str] = &[
    "chunks",
    "chunks_exact",
    "chunks_mut",
    "copy_within",
    "drain",
    "extend_from_within",
    "get",
    "get_mut",
    "is_char_boundary",
    "nth",
    "nth_back",
    "remove",
    "repeat",
    "replace_range",
    "reserve",
    "resize",
    "rsplitn",
    "skip",
    "split_at",
    "split_at_mut",
    "split_off",
    "splitn",
    "step_by",
    "swap",
    "swap_remove",
    "take",
    "truncate",
    "windows",
];

/// What the method `name` takes, argument by argument, if it is called on a `receiver`; `None` if nothing tells.
pub(crate) fn taken(receiver: Option<&Type>, name: &Ident) -> Vec<Option<Taken>> {
    let name = name.to_string();
    let known = receiver.map(|ty| Known::of(shape::without_references(ty)));
    if let Some(types) = known.as_ref().and_then(|known| by_collection(known, &name)) {
        return types.into_iter().map(|ty| ty.map(|ty| Taken::Of(Box::new(ty)))).collect();
    }
    if is_like_receiver(&name) {
        return vec![Some(Taken::Receiver); 2];
    }
    if COMPARISONS.contains(&name.as_str()) {
        return vec![Some(Taken::ReceiverRef)];
    }
    let is_number = known.as_ref().is_none_or(|known| matches!(known.kind, Kind::Int | Kind::Float));
    if is_number && COUNTED.contains(&operation(&name)) {
        return vec![Some(Taken::Of(Box::new(parse_quote!(u32))))];
    }
    if SIZED.contains(&name.as_str()) || name.starts_with("rotate_") {
        return vec![Some(Taken::Of(Box::new(parse_quote!(usize)))); 2];
    }
    Vec::new()
}

/// Whether the method `name` of a number takes and gives numbers of the same type: `wrapping_add`, `max`.
pub(crate) fn is_like_receiver(name: &str) -> bool {
    LIKE_RECEIVER.contains(&name) || (operation(name) != name && OPERATIONS.contains(&operation(name)))
}

/// Whether the method `name` of a number gives one of the same type: `abs`, `pow` and what takes others.
pub(crate) fn gives_receiver(name: &str) -> bool {
    is_like_receiver(name) || COUNTED.contains(&operation(name)) || ["abs", "isqrt", "signum"].contains(&name)
}

/// `wrapping_add` → `add`
fn operation(name: &str) -> &str {
    PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

/// What a method of a collection takes, by its elements.
fn by_collection(known: &Known<'_>, name: &str) -> Option<Vec<Option<Type>>> {
    let element = || known.arg(0);
    let borrowed = || element().map(|ty| shape::reference(None, false, ty));
    let sequence = [Kind::Vec, Kind::VecDeque, Kind::Slice, Kind::Array].contains(&known.kind);
    Some(match (known.kind, name) {
        (Kind::Vec | Kind::BinaryHeap, "push")
        | (Kind::VecDeque | Kind::LinkedList, "push_back" | "push_front")
        | (Kind::Set | Kind::Option, "insert" | "replace")
        | (Kind::Option, "get_or_insert" | "unwrap_or")
        | (Kind::Result, "unwrap_or")
        | (Kind::Cell, "replace" | "set") => vec![element()],
        (Kind::Vec | Kind::VecDeque, "insert" | "resize") => vec![Some(parse_quote!(usize)), element()],
        (Kind::String, "insert" | "insert_str") => vec![Some(parse_quote!(usize))],
        (Kind::Map, "insert") => vec![element(), known.arg(1)],
        (Kind::Map, "entry") => vec![element()],
        (Kind::Map, "contains_key" | "get" | "get_mut" | "remove") => vec![borrowed()],
        (Kind::Set, "contains" | "get" | "remove" | "take") => vec![borrowed()],
        (_, "binary_search" | "contains") if sequence => vec![borrowed()],
        (_, "fill") if sequence => vec![element()],
        // They are called on something else than a number or a sequence.
        (
            Kind::Map | Kind::Set | Kind::Cell | Kind::Option | Kind::Other,
            "get" | "remove" | "swap" | "take",
        ) => Vec::new(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::*;

    /// What a call of `method` on a `receiver` takes, as text.
    fn of(receiver: &str, method: &str) -> String {
        let ty = syn::parse_str::<Type>(receiver).expect("it is a type");
        let arguments = taken(Some(&ty), &syn::parse_str(method).expect("it is a name"));
        let shown = arguments.iter().map(|argument| match argument {
            None => "?".to_string(),
            Some(Taken::Of(ty)) => ty.to_token_stream().to_string().replace(' ', ""),
            Some(Taken::Receiver) => "Self".to_string(),
            Some(Taken::ReceiverRef) => "&Self".to_string(),
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_collection_takes_its_elements() {
        assert_eq!(of("Vec<(u64, String)>", "push"), "(u64,String)");
        assert_eq!(of("&'a mut VecDeque<u8>", "push_front"), "u8");
        assert_eq!(of("std::collections::HashMap<u64, u16>", "insert"), "u64, u16");
        assert_eq!(of("BTreeMap<u64, u16>", "get"), "&u64");
        assert_eq!(of("Vec<u8>", "insert"), "usize, u8");
        assert_eq!(of("[u16; 4]", "contains"), "&u16");
    }

    #[test]
    fn a_number_takes_numbers_of_its_type_and_counts() {
        assert_eq!(of("u64", "max"), "Self, Self");
        assert_eq!(of("u64", "wrapping_add"), "Self, Self");
        assert_eq!(of("u64", "cmp"), "&Self");
        assert_eq!(of("u64", "checked_pow"), "u32");
        assert_eq!(of("u64", "rotate_left"), "u32");
        assert_eq!(of("[u64]", "rotate_left"), "usize, usize");
    }

    #[test]
    fn a_position_is_a_size() {
        assert_eq!(of("Vec<u8>", "truncate"), "usize, usize");
        assert_eq!(of("Mine", "nth"), "usize, usize");
        assert_eq!(of("Mine", "get"), "");
        assert_eq!(of("Mine", "count"), "");
    }
}
