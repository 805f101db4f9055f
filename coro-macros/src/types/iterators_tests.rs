//! The table of iterators, driven by its rows, and what `for` makes of an iterable.

use std::collections::HashSet;

use syn::{Expr, ExprMethodCall};

use super::{METHODS, into_iter, item};
use crate::types::lookup::find;
use crate::types::place::place;
use crate::types::testing::{parse, spaced, text, types, with_scope};

const LOCALS: &[(&str, &str)] = &[
    ("chars", "Chars<'a>"),
    ("iter", "::core::slice::Iter<'a, u8>"),
    ("line", "&str"),
    ("list", "&'a [u8]"),
    ("map", "&'a HashMap<u8, char>"),
    ("maps", "&'a mut BTreeMap<u8, char>"),
    ("maybe", "&'a Option<u8>"),
    ("name", "String"),
    ("names", "&'a mut Vec<String>"),
    ("owned", "Vec<u8>"),
    ("range", "Range<u64>"),
    ("remote", "&'a mut Chars<'b>"),
    ("source", "T"),
    ("text", "&'a str"),
    ("title", "&'a mut String"),
];

const CALLS: &[(&str, &str)] = &[
    ("text.bytes()", "::core::str::Bytes<'a>"),
    ("range.chain(0..1)", "::core::iter::Chain<Range<u64>, ::core::ops::Range<i32>>"),
    ("text.char_indices()", "::core::str::CharIndices<'a>"),
    ("text.chars()", "::core::str::Chars<'a>"),
    ("\"abc\".chars()", "::core::str::Chars<'static>"),
    ("name.chars()", "?"),
    ("line.chars()", "?"),
    ("list.chunks(2)", "::core::slice::Chunks<'a, u8>"),
    ("list.chunks_exact(2)", "::core::slice::ChunksExact<'a, u8>"),
    ("iter.cloned()", "::core::iter::Cloned<::core::slice::Iter<'a, u8>>"),
    ("chars.collect::<String>()", "String"),
    ("chars.collect::<Vec<_>>()", "Vec<char>"),
    ("chars.collect()", "?"),
    ("iter.copied()", "::core::iter::Copied<::core::slice::Iter<'a, u8>>"),
    ("name.chars().count()", "usize"),
    ("range.cycle()", "::core::iter::Cycle<Range<u64>>"),
    ("names.drain(..)", "::coro_runtime::__private::vec::Drain<'a, String>"),
    ("title.drain(..)", "::coro_runtime::__private::string::Drain<'a>"),
    ("range.enumerate()", "::core::iter::Enumerate<Range<u64>>"),
    ("range.fuse()", "::core::iter::Fuse<Range<u64>>"),
    ("owned.into_iter()", "<Vec<u8> as ::core::iter::IntoIterator>::IntoIter"),
    ("source.into_iter()", "<T as ::core::iter::IntoIterator>::IntoIter"),
    ("list.into_iter()", "::core::slice::Iter<'a, u8>"),
    ("range.into_iter()", "Range<u64>"),
    ("list.iter()", "::core::slice::Iter<'a, u8>"),
    ("names.iter()", "::core::slice::Iter<'a, String>"),
    ("owned.iter()", "?"),
    ("map.iter()", "<&'a HashMap<u8, char> as ::core::iter::IntoIterator>::IntoIter"),
    ("names.iter_mut()", "::core::slice::IterMut<'a, String>"),
    ("maps.iter_mut()", "<&'a mut BTreeMap<u8, char> as ::core::iter::IntoIterator>::IntoIter"),
    ("map.keys()", "::std::collections::hash_map::Keys<'a, u8, char>"),
    ("chars.last()", "::core::option::Option<char>"),
    ("text.lines()", "::core::str::Lines<'a>"),
    ("chars.max()", "::core::option::Option<char>"),
    ("chars.min()", "::core::option::Option<char>"),
    ("chars.next()", "::core::option::Option<char>"),
    ("text.lines().next()", "::core::option::Option<&'a str>"),
    ("name.lines().next()", "?"),
    ("range.next_back()", "::core::option::Option<u64>"),
    ("range.nth(1)", "::core::option::Option<u64>"),
    ("chars.peekable().peek().copied()", "::core::option::Option<char>"),
    ("chars.peekable()", "::core::iter::Peekable<Chars<'a>>"),
    ("range.product::<u64>()", "u64"),
    ("range.rev()", "::core::iter::Rev<Range<u64>>"),
    ("range.skip(1)", "::core::iter::Skip<Range<u64>>"),
    ("text.split_ascii_whitespace()", "::core::str::SplitAsciiWhitespace<'a>"),
    ("text.split_whitespace()", "::core::str::SplitWhitespace<'a>"),
    ("range.step_by(2)", "::core::iter::StepBy<Range<u64>>"),
    ("range.sum::<u64>()", "u64"),
    ("range.sum()", "?"),
    ("range.take(2)", "::core::iter::Take<Range<u64>>"),
    ("remote.take(2)", "::core::iter::Take<&'a mut Chars<'b>>"),
    ("map.values()", "::std::collections::hash_map::Values<'a, u8, char>"),
    ("maps.values_mut()", "::coro_runtime::__private::btree_map::ValuesMut<'a, u8, char>"),
    ("list.windows(2)", "::core::slice::Windows<'a, u8>"),
    (
        "list.iter().zip(text.chars())",
        "::core::iter::Zip<::core::slice::Iter<'a, u8>, ::core::str::Chars<'a>>",
    ),
];

#[test]
fn the_table_is_sorted() {
    assert!(METHODS.is_sorted_by_key(|row| row.name));
}

#[test]
fn each_row_gives_its_type() {
    types(LOCALS, CALLS);
}

#[test]
fn each_row_is_covered() {
    let found = with_scope(LOCALS, |scope| {
        let mut found = HashSet::new();
        for (source, _) in CALLS {
            let mut expr: Expr = syn::parse_str(source).expect("an expression");
            while let Expr::MethodCall(ExprMethodCall { receiver, method, .. }) = expr {
                let steps = place(&receiver, scope).map(|step| step.derefs()).unwrap_or_default();
                if let Some((row, _)) = find(&method.to_string(), &steps) {
                    found.insert((row.name, format!("{:?}", row.on)));
                }
                expr = *receiver;
            }
        }
        found
    });
    let missing = METHODS
        .iter()
        .map(|row| (row.name, format!("{:?}", row.on)))
        .filter(|row| !found.contains(row))
        .collect::<Vec<_>>();
    assert!(missing.is_empty(), "rows without a test: {missing:?}");
}

#[test]
fn a_for_loop_knows_its_iterator_and_item() {
    let projection = |ty: &str| format!("<{ty} as ::core::iter::IntoIterator>::IntoIter");
    let cases = [
        ("&'a Vec<String>", "::core::slice::Iter<'a, String>".to_owned(), "&'a String"),
        ("&'a mut [u8]", "::core::slice::IterMut<'a, u8>".to_owned(), "&'a mut u8"),
        ("&[u8; 4]", "::core::slice::Iter<'_, u8>".to_owned(), "&u8"),
        ("::core::ops::Range<u8>", "::core::ops::Range<u8>".to_owned(), "u8"),
        ("Peekable<Chars<'a>>", "Peekable<Chars<'a>>".to_owned(), "char"),
        ("Vec<u8>", projection("Vec<u8>"), "u8"),
        ("[u8; N]", projection("[u8; N]"), "u8"),
        ("Option<String>", projection("Option<String>"), "String"),
        ("HashMap<u8, char>", projection("HashMap<u8, char>"), "(u8, char)"),
        ("&'a mut HashMap<u8, char>", projection("&'a mut HashMap<u8, char>"), "(&'a u8, &'a mut char)"),
        ("&'a BTreeSet<u8>", projection("&'a BTreeSet<u8>"), "&'a u8"),
        ("T", projection("T"), "<T as ::core::iter::IntoIterator>::Item"),
    ];
    for (ty, iter, item) in cases {
        let (found_iter, found_item) = into_iter(&parse(ty));
        assert_eq!(text(Some(&found_iter)), spaced(&iter), "the iterator of `{ty}`");
        assert_eq!(text(Some(&found_item)), spaced(item), "the item of `{ty}`");
    }
}

#[test]
fn an_iterator_knows_its_item() {
    let cases = [
        ("::core::iter::Enumerate<::core::str::Bytes<'a>>", "(usize, u8)"),
        ("Zip<Range<u8>, Chars<'a>>", "(u8, char)"),
        ("::core::iter::Copied<::core::slice::Iter<'a, u8>>", "u8"),
        ("&'a mut Chars<'b>", "char"),
        ("Box<dyn Iterator<Item = u8> + 'a>", "u8"),
        ("<Vec<u8> as ::core::iter::IntoIterator>::IntoIter", "u8"),
        ("::core::slice::Windows<'a, u8>", "&'a [u8]"),
        ("std::vec::IntoIter<u8>", "u8"),
        ("Lines<BufReader<File>>", "?"),
        ("bytes::Bytes", "?"),
        ("Take<u8, u8>", "?"),
        ("Thing", "?"),
    ];
    for (ty, expected) in cases {
        assert_eq!(text(item(&parse(ty)).as_ref()), spaced(expected), "the item of `{ty}`");
    }
}
