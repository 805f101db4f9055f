//! The table of methods, driven by its rows: each call covers the row that the look-up finds, and no
//! row may stay uncovered.

use std::collections::HashSet;

use syn::{Expr, ExprMethodCall};

use super::METHODS;
use crate::types::lookup::find;
use crate::types::place::place;
use crate::types::testing::{types, with_scope};

const LOCALS: &[(&str, &str)] = &[
    ("any", "&'a Thing"),
    ("boxed", "Option<Box<str>>"),
    ("cell", "Cell<u8>"),
    ("deque", "VecDeque<u8>"),
    ("f", "f64"),
    ("heap", "BinaryHeap<u8>"),
    ("letter", "char"),
    ("list", "&'a Vec<u8>"),
    ("lent", "Option<&'a u8>"),
    ("map", "&'a HashMap<String, u8>"),
    ("maybe", "Option<u8>"),
    ("n", "i16"),
    ("name", "String"),
    ("names", "&'a Option<String>"),
    ("nested", "Option<Option<u8>>"),
    ("number", "u32"),
    ("outcome", "Result<u8, Error>"),
    ("owned", "Vec<u8>"),
    ("set", "HashSet<u8>"),
    ("size", "usize"),
    ("text", "&'a str"),
    ("texts", "&'b &'a str"),
    ("times", "(Instant, Ordering)"),
    ("words", "&'a [&'b str]"),
];

/// `method: type` on a receiver, in the order of the table.
const CALLS: &[(&str, &str)] = &[
    ("n.abs()", "i16"),
    ("n.abs_diff(1)", "u16"),
    ("f.acos()", "f64"),
    ("maybe.and(Some('c'))", "::core::option::Option<char>"),
    ("owned.append(&mut x)", "()"),
    ("text.as_bytes()", "&'a [u8]"),
    ("names.as_deref()", "::core::option::Option<&'a str>"),
    ("maybe.as_mut()", "?"),
    ("names.as_ref()", "::core::option::Option<&'a String>"),
    ("list.as_slice()", "&'a [u8]"),
    ("name.as_str().to_owned()", "::coro_runtime::__private::String"),
    ("f.asin()", "f64"),
    ("f.atan()", "f64"),
    ("f.atan2(1.0)", "f64"),
    ("owned.capacity()", "usize"),
    ("f.cbrt()", "f64"),
    ("f.ceil()", "f64"),
    ("n.checked_add(1)", "::core::option::Option<i16>"),
    ("n.checked_ilog2()", "::core::option::Option<u32>"),
    ("n.clamp(1, 2)", "i16"),
    ("owned.clear()", "()"),
    ("any.clone()", "Thing"),
    ("name.clone()", "String"),
    ("text.clone()", "&'a str"),
    ("texts.clone()", "&'a str"),
    ("lent.cloned()", "::core::option::Option<u8>"),
    ("any.cmp(x)", "::core::cmp::Ordering"),
    ("text.contains('c')", "bool"),
    ("(0..size).contains(&1)", "bool"),
    ("map.contains_key(text)", "bool"),
    ("lent.copied()", "::core::option::Option<u8>"),
    ("f.copysign(1.0)", "f64"),
    ("f.cos()", "f64"),
    ("n.count_ones()", "u32"),
    ("n.count_zeros()", "u32"),
    ("owned.dedup()", "()"),
    ("n.div_euclid(2)", "i16"),
    ("text.ends_with(x)", "bool"),
    ("any.eq(x)", "bool"),
    ("letter.eq_ignore_ascii_case(&x)", "bool"),
    ("outcome.err()", "::core::option::Option<Error>"),
    ("f.exp()", "f64"),
    ("maybe.expect(text)", "u8"),
    ("outcome.expect_err(text)", "Error"),
    ("owned.extend(x)", "()"),
    ("owned.extend_from_slice(x)", "()"),
    ("owned.fill(0)", "()"),
    ("text.find('c')", "::core::option::Option<usize>"),
    ("list.first()", "::core::option::Option<&'a u8>"),
    ("owned.first()", "?"),
    ("owned.first().copied()", "::core::option::Option<u8>"),
    ("nested.flatten()", "Option<u8>"),
    ("f.floor()", "f64"),
    ("f.fract()", "f64"),
    ("any.ge(x)", "bool"),
    ("cell.get()", "u8"),
    ("deque.get(1).copied()", "::core::option::Option<u8>"),
    ("list.get(0)", "::core::option::Option<&'a u8>"),
    ("list.get(size..)", "::core::option::Option<&'a [u8]>"),
    ("list.get(unknown)", "?"),
    ("map.get(text)", "::core::option::Option<&'a u8>"),
    ("words.get(size)", "::core::option::Option<&'a &'b str>"),
    ("map.get_mut(text)", "?"),
    ("owned.get_mut(0)", "?"),
    ("any.gt(x)", "bool"),
    ("f.hypot(1.0)", "f64"),
    ("n.ilog10()", "u32"),
    ("n.ilog2()", "u32"),
    ("map.insert(x, y)", "::core::option::Option<u8>"),
    ("owned.insert(0, x)", "()"),
    ("set.insert(1)", "bool"),
    ("name.into_boxed_str()", "::coro_runtime::__private::Box<str>"),
    ("name.into_bytes()", "::coro_runtime::__private::Vec<u8>"),
    ("cell.into_inner()", "u8"),
    ("any.is_ready()", "bool"),
    ("maybe.is_some_and(x)", "bool"),
    ("n.isqrt()", "i16"),
    ("list.last()", "::core::option::Option<&'a u8>"),
    ("any.le(x)", "bool"),
    ("n.leading_zeros()", "u32"),
    ("list.len()", "usize"),
    ("set.len()", "usize"),
    ("any.len()", "?"),
    ("letter.len_utf8()", "usize"),
    ("f.ln()", "f64"),
    ("f.log10()", "f64"),
    ("f.log2()", "f64"),
    ("any.lt(x)", "bool"),
    ("n.max(1)", "i16"),
    ("n.min(1)", "i16"),
    ("f.mul_add(1.0, 2.0)", "f64"),
    ("any.ne(x)", "bool"),
    ("outcome.ok()", "::core::option::Option<u8>"),
    ("maybe.or(x)", "Option<u8>"),
    ("maybe.or_else(x)", "Option<u8>"),
    ("n.overflowing_add(1)", "(i16, bool)"),
    ("text.parse::<u8>()", "?"),
    ("text.parse::<u8>()?", "u8"),
    ("text.parse::<u8>().unwrap()", "u8"),
    ("text.parse()", "?"),
    ("any.partial_cmp(x)", "::core::option::Option<::core::cmp::Ordering>"),
    ("heap.peek().copied()", "::core::option::Option<u8>"),
    ("name.pop()", "::core::option::Option<char>"),
    ("owned.pop()", "::core::option::Option<u8>"),
    ("deque.pop_back()", "::core::option::Option<u8>"),
    ("deque.pop_front()", "::core::option::Option<u8>"),
    ("n.pow(2)", "i16"),
    ("f.powf(2.0)", "f64"),
    ("f.powi(2)", "f64"),
    ("owned.push(x)", "()"),
    ("deque.push_back(x)", "()"),
    ("deque.push_front(x)", "()"),
    ("name.push_str(x)", "()"),
    ("f.recip()", "f64"),
    ("n.rem_euclid(2)", "i16"),
    ("deque.remove(0)", "::core::option::Option<u8>"),
    ("map.remove(x)", "::core::option::Option<u8>"),
    ("name.remove(0)", "char"),
    ("owned.remove(0)", "u8"),
    ("set.remove(&1)", "bool"),
    ("owned.repeat(2)", "::coro_runtime::__private::Vec<u8>"),
    ("text.repeat(2)", "::coro_runtime::__private::String"),
    ("cell.replace(1)", "u8"),
    ("maybe.replace(1)", "Option<u8>"),
    ("text.replace('a', x)", "::coro_runtime::__private::String"),
    ("text.replacen('a', x, 1)", "::coro_runtime::__private::String"),
    ("owned.reserve(1)", "()"),
    ("owned.reverse()", "()"),
    ("text.rfind('c')", "::core::option::Option<usize>"),
    ("n.rotate_left(1)", "i16"),
    ("f.round()", "f64"),
    ("n.saturating_sub(1)", "i16"),
    ("cell.set(1)", "()"),
    ("n.signum()", "i16"),
    ("f.sin()", "f64"),
    ("owned.sort_unstable()", "()"),
    ("text.split_at(1)", "(&'a str, &'a str)"),
    ("owned.split_off(1)", "Vec<u8>"),
    ("text.split_once(' ')", "::core::option::Option<(&'a str, &'a str)>"),
    ("f.sqrt()", "f64"),
    ("text.starts_with(x)", "bool"),
    ("text.strip_prefix('a')", "::core::option::Option<&'a str>"),
    ("text.strip_suffix('a')", "::core::option::Option<&'a str>"),
    ("owned.swap(0, 1)", "()"),
    ("owned.swap_remove(0)", "u8"),
    ("cell.take()", "u8"),
    ("maybe.take()", "Option<u8>"),
    ("f.tan()", "f64"),
    ("f.tanh()", "f64"),
    ("letter.to_ascii_uppercase()", "char"),
    ("text.to_ascii_lowercase()", "::coro_runtime::__private::String"),
    ("number.to_be_bytes()", "[u8; 4]"),
    ("f.to_degrees()", "f64"),
    ("letter.to_digit(10)", "::core::option::Option<u32>"),
    ("f.to_le_bytes()", "[u8; 8]"),
    ("size.to_le_bytes()", "?"),
    ("letter.to_lowercase()", "::core::char::ToLowercase"),
    ("text.to_lowercase()", "::coro_runtime::__private::String"),
    ("n.to_ne_bytes()", "[u8; 2]"),
    ("any.to_owned()", "Thing"),
    ("text.to_owned()", "::coro_runtime::__private::String"),
    ("words.to_owned()", "::coro_runtime::__private::Vec<&'b str>"),
    ("f.to_radians()", "f64"),
    ("any.to_string()", "::coro_runtime::__private::String"),
    ("letter.to_uppercase()", "::core::char::ToUppercase"),
    ("text.to_uppercase()", "::coro_runtime::__private::String"),
    ("words.to_vec()", "::coro_runtime::__private::Vec<&'b str>"),
    ("f.total_cmp(&1.0)", "::core::cmp::Ordering"),
    ("n.trailing_zeros()", "u32"),
    ("name.trim()", "?"),
    ("text.trim()", "&'a str"),
    ("text.trim_start_matches('a')", "&'a str"),
    ("texts.trim_end()", "&'a str"),
    ("f.trunc()", "f64"),
    ("owned.truncate(1)", "()"),
    ("n.unsigned_abs()", "u16"),
    ("maybe.unwrap()", "u8"),
    ("outcome.unwrap()", "u8"),
    ("outcome.unwrap_err()", "Error"),
    ("maybe.unwrap_or(1)", "u8"),
    ("maybe.unwrap_or_default()", "u8"),
    ("maybe.unwrap_or_else(x)", "u8"),
    ("n.wrapping_mul(2)", "i16"),
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
fn the_receiver_is_dereferenced_as_rust_does() {
    types(
        &[
            ("shared", "Rc<String>"),
            ("boxed", "&'a Box<[u8]>"),
            ("array", "[u8; 4]"),
            ("line", "&str"),
            ("unique", "&'a mut String"),
        ],
        &[
            ("shared.len()", "usize"),
            ("shared.clone()", "Rc<String>"),
            ("boxed.first()", "::core::option::Option<&'a u8>"),
            ("array.len()", "usize"),
            ("line.trim()", "&str"),
            ("unique.trim()", "?"),
            ("unique.len()", "usize"),
            ("unknown.len()", "?"),
            ("unknown.to_string()", "?"),
        ],
    );
}
