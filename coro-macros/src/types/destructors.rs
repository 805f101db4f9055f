//! Which types can run no code when they are dropped, by their text alone, and which of them are
//! `Copy`.
//!
//! Both answers change what a body does (a dead local without a destructor is not kept), so a name
//! counts only where it is a primitive, of the prelude, or hardly ever anybody else's.

use syn::Type;

use super::iterators;
use super::shape::{self, Kind, Known};

/// Whether dropping a value of this type can run no code. A mutable reference is not among them,
/// for it is a borrow that moves.
pub(crate) fn has_no_destructor(ty: &Type) -> bool {
    is_copy(ty) || is_range(ty) || is_borrowing_iterator(ty) || is_made_of(ty, has_no_destructor)
}

/// Whether the type is known to be `Copy`.
pub(crate) fn is_copy(ty: &Type) -> bool {
    match shape::peel(ty) {
        Type::Reference(reference) => reference.mutability.is_none(),
        Type::Ptr(_) | Type::FnPtr(_) | Type::Never(_) => true,
        ty if shape::is_scalar(ty) => true,
        ty => is_made_of(ty, is_copy) || is_copy_of_std(ty),
    }
}

/// How many machine words a local of this type takes at most, if reading it out of its place is as good as having it
/// there: it is `Copy`, or a range of numbers.
pub(crate) fn n_words(ty: &Type) -> Option<usize> {
    let known = Known::of(ty);
    let parts = || known.args.iter().map(|ty| n_words(ty)).sum::<Option<usize>>();
    match shape::peel(ty) {
        Type::Reference(reference) => reference.mutability.is_none().then_some(2),
        Type::Ptr(_) => Some(2),
        Type::FnPtr(_) | Type::Never(_) => Some(1),
        Type::Array(array) => {
            let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(len), .. }) = &array.len else {
                return None;
            };
            Some(len.base10_parse::<usize>().ok()?.saturating_mul(parts()?))
        }
        ty if shape::is_scalar(ty) => Some(1),
        Type::Tuple(_) => parts(),
        ty if is_range(ty) && is_of_std(ty) => Some(2 * parts()? + 1),
        ty => match known.kind {
            Kind::Option if is_copy(ty) => Some(parts()? + 1),
            Kind::Result if is_copy(ty) => Some(parts()? + 1),
            Kind::Wrapper if is_copy(ty) => parts(),
            _ => is_copy_of_std(ty).then_some(2),
        },
    }
}

/// A tuple, an array, or an `Option` or wrapper whose parts are all so.
fn is_made_of(ty: &Type, holds: fn(&Type) -> bool) -> bool {
    let known = Known::of(ty);
    let is_made = match known.kind {
        Kind::Tuple => true,
        Kind::Array | Kind::Option => true,
        Kind::Wrapper => is_of_std(ty),
        Kind::Result => known.args.len() == 2,
        _ => false,
    };
    is_made && known.args.iter().all(|ty| holds(ty))
}

/// Plain data of std, if its path says that it is std's.
fn is_copy_of_std(ty: &Type) -> bool {
    let Some(last) = shape::last_segment(ty) else {
        return false;
    };
    match last.ident.to_string().as_str() {
        "PhantomData" => true,
        "Duration" | "Instant" | "Ordering" | "SystemTime" | "TypeId" => is_of_std(ty),
        "RangeFull" => is_of_std(ty),
        _ => false,
    }
}

/// Whether the path starts in the standard library.
fn is_of_std(ty: &Type) -> bool {
    match shape::peel(ty) {
        Type::Path(path) if path.path.segments.len() > 1 => {
            let first = path.path.segments.first();
            first.is_some_and(|first| first.ident == "core" || first.ident == "std")
        }
        _ => false,
    }
}

fn is_range(ty: &Type) -> bool {
    let name = shape::last_segment(ty).map(|last| last.ident.to_string());
    let is_named = matches!(
        name.as_deref(),
        Some("Range" | "RangeFrom" | "RangeInclusive" | "RangeTo" | "RangeToInclusive")
    );
    let args = Known::of(ty).args;
    is_named && args.len() == 1 && args.iter().all(|ty| has_no_destructor(ty))
}

/// Std's iterators over something borrowed, and its adapters over those and over ranges.
fn is_borrowing_iterator(ty: &Type) -> bool {
    let Some(last) = shape::last_segment(ty) else {
        return false;
    };
    if let Some(iterated) = iterators::qualified(ty) {
        return is_borrowing_projection(ty, iterated);
    }
    if !is_of_std(ty) {
        return false;
    }
    let args = shape::type_args(last);
    match last.ident.to_string().as_str() {
        "Bytes" | "CharIndices" | "Chars" | "SplitAsciiWhitespace" | "SplitWhitespace" => true,
        "ToLowercase" | "ToUppercase" => true,
        "Lines" => shape::module(ty).is_some_and(|module| module == "str"),
        "Chunks" | "ChunksExact" | "Windows" => true,
        "Iter" | "Keys" | "Values" => shape::lifetime_arg(ty).is_some(),
        "Chain" | "Cloned" | "Copied" | "Cycle" | "Enumerate" | "Fuse" | "Rev" | "Skip" | "StepBy"
        | "Take" | "Zip" => args.iter().all(|ty| has_no_destructor(ty)),
        // It keeps an item besides the iterator.
        "Peekable" => {
            let keeps = iterators::item(ty);
            keeps.is_some_and(|item| has_no_destructor(&item)) && args.iter().all(|ty| has_no_destructor(ty))
        }
        _ => false,
    }
}

/// `<&'a HashMap<K, V> as IntoIterator>::IntoIter`, `<Option<u8> as IntoIterator>::IntoIter`.
fn is_borrowing_projection(ty: &Type, iterated: &Type) -> bool {
    let is_into_iter = shape::module(ty).is_some_and(|module| module == "IntoIterator");
    let known = Known::of(shape::without_reference(iterated));
    let borrows = matches!(
        (shape::peel(iterated), known.kind),
        (
            Type::Reference(syn::TypeReference { mutability: None, .. }),
            Kind::BinaryHeap
                | Kind::LinkedList
                | Kind::Map
                | Kind::Option
                | Kind::Result
                | Kind::Set
                | Kind::VecDeque
        )
    );
    let is_plain = matches!(known.kind, Kind::Array | Kind::Option) && has_no_destructor(iterated);
    is_into_iter && (borrows || is_plain)
}

#[cfg(test)]
mod tests {
    use super::super::testing::parse;
    use super::{has_no_destructor, is_copy};

    #[test]
    fn plain_data_is_copy_and_has_no_destructor() {
        let plain = [
            "u8",
            "f64",
            "bool",
            "char",
            "()",
            "!",
            "&'a String",
            "&free::Thing",
            "*const String",
            "*mut u8",
            "fn(String) -> String",
            "(u8, &'a str)",
            "[u8; 4]",
            "[(u8, char); N]",
            "Option<u8>",
            "std::option::Option<&'a str>",
            "Result<u8, char>",
            "PhantomData<String>",
            "core::marker::PhantomData<T>",
            "std::time::Duration",
            "::core::cmp::Ordering",
            "std::num::Wrapping<u8>",
            "(u8)",
            "&'a [String]",
        ];
        for ty in plain {
            assert!(is_copy(&parse(ty)), "`{ty}`");
            assert!(has_no_destructor(&parse(ty)), "`{ty}`");
        }
    }

    #[test]
    fn a_range_or_a_borrowing_iterator_has_no_destructor_and_is_not_copy() {
        let moved = [
            "Range<u8>",
            "core::ops::Range<usize>",
            "::core::ops::RangeInclusive<char>",
            "RangeFrom<u64>",
            "Option<Range<u8>>",
            "(u8, Range<u8>)",
            "::core::slice::Iter<'a, String>",
            "::core::str::Chars<'a>",
            "::core::iter::Rev<::core::ops::Range<u8>>",
            "::core::iter::Enumerate<::core::slice::Iter<'a, String>>",
            "::core::iter::Peekable<::core::str::Chars<'a>>",
            "<&'a HashMap<String, String> as ::core::iter::IntoIterator>::IntoIter",
            "<[u8; 4] as ::core::iter::IntoIterator>::IntoIter",
        ];
        for ty in moved {
            assert!(!is_copy(&parse(ty)), "`{ty}`");
            assert!(has_no_destructor(&parse(ty)), "`{ty}`");
        }
    }

    #[test]
    fn the_size_of_what_is_read_out_of_its_place_is_known() {
        let sizes = [
            ("u8", Some(1)),
            ("&'a str", Some(2)),
            ("(u8, char)", Some(2)),
            ("[u8; 4]", Some(4)),
            ("Option<(u8, u8)>", Some(3)),
            ("::core::ops::Range<u8>", Some(3)),
            ("Range<u8>", None),
            ("[u8; N]", None),
            ("String", None),
            ("&'a mut u8", None),
            ("Option<Range<u8>>", None),
        ];
        for (ty, n_words) in sizes {
            assert_eq!(super::n_words(&parse(ty)), n_words, "`{ty}`");
        }
    }

    #[test]
    fn what_may_own_something_may_have_a_destructor() {
        let owning = [
            "String",
            "Vec<u8>",
            "Box<u8>",
            "&'a mut u8",
            "T",
            "Self",
            "Point",
            "Option<String>",
            "(u8, String)",
            "[String; 2]",
            "Range<BigInt>",
            "game::Duration",
            "Duration",
            "io::Result<u8>",
            "Chars<'a>",
            "::std::vec::IntoIter<u8>",
            "_",
            "impl Fn()",
            "::core::slice::IterMut<'a, u8>",
            "::core::iter::Peekable<::core::ops::Range<BigInt>>",
            "<Vec<u8> as ::core::iter::IntoIterator>::IntoIter",
            "<T as ::core::iter::IntoIterator>::IntoIter",
            "<&'a mut Vec<u8> as ::core::iter::IntoIterator>::IntoIter",
        ];
        for ty in owning {
            assert!(!is_copy(&parse(ty)), "`{ty}`");
            assert!(!has_no_destructor(&parse(ty)), "`{ty}`");
        }
    }
}
