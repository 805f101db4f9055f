//! Methods that take their receiver by value.
//!
//! Only a mention by value moves a local, and a method call does not show whether it is one. Of std's types it is
//! known; a type parameter has `into` and `into_iter` from std's traits. A wrong answer would drop a local early and
//! silently, so nothing is guessed of other types.

use std::collections::HashSet;

use syn::Type;

/// By-value methods of `Option` and `Result`, sorted.
const OF_OPTION: &[&str] = &[
    "and",
    "and_then",
    "err",
    "expect",
    "expect_err",
    "filter",
    "flatten",
    "into_iter",
    "is_none_or",
    "is_some_and",
    "map",
    "map_err",
    "map_or",
    "map_or_else",
    "ok",
    "ok_or",
    "ok_or_else",
    "or",
    "or_else",
    "transpose",
    "unwrap",
    "unwrap_err",
    "unwrap_or",
    "unwrap_or_default",
    "unwrap_or_else",
    "unzip",
    "xor",
    "zip",
];

/// By-value methods of `Iterator`, sorted.
const OF_ITERATOR: &[&str] = &[
    "chain",
    "cloned",
    "collect",
    "copied",
    "count",
    "cycle",
    "enumerate",
    "filter",
    "filter_map",
    "flat_map",
    "flatten",
    "fold",
    "for_each",
    "fuse",
    "inspect",
    "intersperse",
    "last",
    "map",
    "map_while",
    "max",
    "max_by",
    "max_by_key",
    "min",
    "min_by",
    "min_by_key",
    "partition",
    "peekable",
    "product",
    "reduce",
    "rev",
    "scan",
    "skip",
    "skip_while",
    "step_by",
    "sum",
    "take",
    "take_while",
    "unzip",
    "zip",
];

/// Std's types whose `into` and `into_…` methods consume them, sorted.
const OWNING: &[&str] = &[
    "Arc",
    "BTreeMap",
    "BTreeSet",
    "BinaryHeap",
    "Box",
    "CString",
    "Cell",
    "HashMap",
    "HashSet",
    "LinkedList",
    "Mutex",
    "OnceCell",
    "Option",
    "OsString",
    "PathBuf",
    "Rc",
    "RefCell",
    "Result",
    "RwLock",
    "String",
    "Vec",
    "VecDeque",
];

/// Std's iterators by the last segment of their path, sorted.
const ITERATORS: &[&str] = &[
    "Bytes",
    "Chain",
    "CharIndices",
    "Chars",
    "Cloned",
    "Copied",
    "Drain",
    "Enumerate",
    "Fuse",
    "IntoIter",
    "Iter",
    "IterMut",
    "Lines",
    "Peekable",
    "Range",
    "RangeFrom",
    "RangeInclusive",
    "Rev",
    "Skip",
    "SplitWhitespace",
    "StepBy",
    "Take",
    "Zip",
];

/// Whether the type is one of std's that own what is in them and of which it is known which methods consume them.
pub(crate) fn is_std_owner(ty: &Type) -> bool {
    const OTHERS: &[&str] = &["Box", "Option", "Result"];
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| {
        let name = last.ident.to_string();
        OWNING.binary_search(&name.as_str()).is_ok() && !OTHERS.contains(&name.as_str())
    })
}

/// Whether `method`, called on a local of type `ty` (if that is known), consumes it.
pub(crate) fn consumes(ty: Option<&Type>, method: &str, type_params: &HashSet<String>) -> bool {
    let Some(Type::Path(path)) = ty else { return false };
    if path.path.get_ident().is_some_and(|ident| type_params.contains(&ident.to_string())) {
        return method == "into" || method == "into_iter";
    }
    if matches!(path.path.segments.iter().rev().nth(1), Some(segment) if segment.ident == "IntoIterator") {
        return OF_ITERATOR.binary_search(&method).is_ok();
    }
    let Some(last) = path.path.segments.last() else { return false };
    if method.starts_with("into") && OWNING.binary_search(&last.ident.to_string().as_str()).is_ok() {
        return true;
    }
    match last.ident.to_string().as_str() {
        "Option" | "Result" => OF_OPTION.binary_search(&method).is_ok(),
        "JoinHandle" => method == "join",
        name if ITERATORS.binary_search(&name).is_ok() => OF_ITERATOR.binary_search(&method).is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn the_tables_are_sorted() {
        assert!(
            OF_OPTION.is_sorted() && OF_ITERATOR.is_sorted() && OWNING.is_sorted() && ITERATORS.is_sorted()
        );
    }

    #[test]
    fn only_what_is_known_consumes() {
        let consumes = |ty: Option<&Type>, method| consumes(ty, method, &HashSet::from(["T".to_owned()]));
        assert!(consumes(Some(&parse_quote!(String)), "into_bytes"));
        assert!(consumes(Some(&parse_quote!(T)), "into"));
        assert!(!consumes(Some(&parse_quote!(T)), "into_view"));
        assert!(!consumes(Some(&parse_quote!(Mine)), "into_view"));
        assert!(consumes(Some(&parse_quote!(Option<String>)), "unwrap"));
        assert!(consumes(Some(&parse_quote!(std::vec::IntoIter<String>)), "rev"));
        assert!(!consumes(Some(&parse_quote!(MyOption)), "unwrap"));
        assert!(!consumes(None, "len"));
    }
}
