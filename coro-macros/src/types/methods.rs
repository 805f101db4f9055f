//! The universal methods of std on known receivers: one sorted table. Iterators have a table of their
//! own, and the look-up stands in `lookup`.

use syn::{Type, parse_quote};

use super::expr::{read, tuple_of};
use super::lookup::{Call, Row, row};
use super::place::Step;
use super::shape::{self, Kind};

fn itself(call: &Call<'_>) -> Option<Type> {
    call.itself()
}

fn string(call: &Call<'_>) -> Option<Type> {
    call.string()
}

fn boolean() -> Option<Type> {
    Some(parse_quote!(bool))
}

fn unit() -> Option<Type> {
    Some(tuple_of(&[]))
}

fn u32() -> Option<Type> {
    Some(parse_quote!(u32))
}

fn usize() -> Option<Type> {
    Some(parse_quote!(usize))
}

fn ordering() -> Option<Type> {
    Some(parse_quote!(::core::cmp::Ordering))
}

/// `u16` of `i16`.
fn unsigned(int: &Type) -> Option<Type> {
    let name = shape::last_segment(int)?.ident.to_string();
    syn::parse_str(&name.replacen('i', "u", usize::from(name.starts_with('i')))).ok()
}

/// `[u8; 4]` of `i32`; that of `usize` depends on the target.
fn bytes(number: &Type) -> Option<Type> {
    let name = shape::last_segment(number)?.ident.to_string();
    let bits = match name.as_str() {
        "f32" => 32,
        "f64" => 64,
        name => shape::bits(name)?,
    };
    let len = proc_macro2::Literal::usize_unsuffixed(bits / 8);
    (bits > 0).then(|| parse_quote!([u8; #len]))
}

const ANY: &[Kind] = &[];
const COUNTED: &[Kind] =
    &[Kind::Str, Kind::Slice, Kind::VecDeque, Kind::BinaryHeap, Kind::LinkedList, Kind::Map, Kind::Set];
const EITHER: &[Kind] = &[Kind::Option, Kind::Result];
const FLOAT: &[Kind] = &[Kind::Float];
const GROWING: &[Kind] =
    &[Kind::Vec, Kind::VecDeque, Kind::String, Kind::BinaryHeap, Kind::LinkedList, Kind::Map, Kind::Set];
const INT: &[Kind] = &[Kind::Int];
const MAP: &[Kind] = &[Kind::Map];
const NUMBER: &[Kind] = &[Kind::Int, Kind::Float];
const OPTION: &[Kind] = &[Kind::Option];
const QUEUE: &[Kind] = &[Kind::VecDeque, Kind::LinkedList];
const SEARCHED: &[Kind] =
    &[Kind::Str, Kind::Slice, Kind::VecDeque, Kind::LinkedList, Kind::Set, Kind::Iterator];
const SLICE: &[Kind] = &[Kind::Slice];
const STR: &[Kind] = &[Kind::Str];
const STRING: &[Kind] = &[Kind::String];

/// The table, sorted by name.
#[rustfmt::skip]
pub(super) const METHODS: &[Row] = &[
    row("abs", NUMBER, itself),
    row("abs_diff", INT, |call| unsigned(&call.step.ty)),
    row("acos", FLOAT, itself),
    row("and", OPTION, |call| read(call.args.first()?, call.scope)),
    row("append", GROWING, |_| unit()),
    row("as_bytes", STR, |call| call.borrow(parse_quote!([u8]))),
    row("as_deref", OPTION, |call| {
        let inner = call.arg(0)?;
        let step = Step { ty: inner, loan: call.step.loan.clone() };
        call.option_ref(step.derefs().get(1).map(|target| target.ty.clone()))
    }),
    row("as_mut", OPTION, |call| call.option_mut(call.arg(0))),
    row("as_ref", OPTION, |call| call.option_ref(call.arg(0))),
    row("as_slice", &[Kind::Vec, Kind::Array], |call| {
        let elem = call.arg(0)?;
        call.borrow(parse_quote!([#elem]))
    }),
    row("as_str", STRING, |call| call.borrow(parse_quote!(str))),
    row("asin", FLOAT, itself),
    row("atan", FLOAT, itself),
    row("atan2", FLOAT, itself),
    row("capacity", GROWING, |_| usize()),
    row("cbrt", FLOAT, itself),
    row("ceil", FLOAT, itself),
    row("checked_*", INT, |call| call.option(call.itself())),
    row("checked_ilog*", INT, |call| call.option(u32())),
    row("clamp", NUMBER, itself),
    row("clear", GROWING, |_| unit()),
    row("clone", ANY, |call| {
        let ty = shape::without_reference(&call.step.ty);
        if shape::is_unsized(ty) { call.itself() } else { Some(ty.clone()) }
    }),
    row("cloned", OPTION, |call| call.option(call.pointee())),
    row("cmp", ANY, |_| ordering()),
    row("contains", SEARCHED, |_| boolean()),
    row("contains_key", MAP, |_| boolean()),
    row("copied", OPTION, |call| call.option(call.pointee())),
    row("copysign", FLOAT, itself),
    row("cos", FLOAT, itself),
    row("count_ones", INT, |_| u32()),
    row("count_zeros", INT, |_| u32()),
    row("dedup", &[Kind::Vec], |_| unit()),
    row("div_euclid", NUMBER, itself),
    row("ends_with", &[Kind::Slice, Kind::Str], |_| boolean()),
    row("eq", ANY, |_| boolean()),
    row("eq_ignore_ascii_case", &[Kind::Char, Kind::Int, Kind::Str], |_| boolean()),
    row("err", &[Kind::Result], |call| call.option(call.arg(1))),
    row("exp", FLOAT, itself),
    row("expect", EITHER, |call| call.arg(0)),
    row("expect_err", &[Kind::Result], |call| call.arg(1)),
    row("extend", GROWING, |_| unit()),
    row("extend_from_slice", &[Kind::Vec], |_| unit()),
    row("fill", SLICE, |_| unit()),
    row("find", STR, |call| call.option(usize())),
    row("first", SLICE, |call| call.option_ref(call.arg(0))),
    row("flatten", OPTION, |call| call.arg(0)),
    row("floor", FLOAT, itself),
    row("fract", FLOAT, itself),
    row("ge", ANY, |_| boolean()),
    row("get", &[Kind::Cell], |call| call.arg(0)),
    row("get", MAP, |call| call.option_ref(call.arg(1))),
    row("get", SLICE, |call| call.option_ref(call.picked())),
    row("get", &[Kind::VecDeque], |call| call.option_ref(call.arg(0))),
    row("get_mut", MAP, |call| call.option_mut(call.arg(1))),
    row("get_mut", SLICE, |call| call.option_mut(call.picked())),
    row("gt", ANY, |_| boolean()),
    row("hypot", FLOAT, itself),
    row("ilog10", INT, |_| u32()),
    row("ilog2", INT, |_| u32()),
    row("insert", MAP, |call| call.option(call.arg(1))),
    row("insert", &[Kind::Set], |_| boolean()),
    row("insert", &[Kind::Vec, Kind::String], |_| unit()),
    row("into_boxed_str", STRING, |call| {
        let runtime = call.scope.runtime;
        Some(parse_quote!(#runtime::__private::Box<str>))
    }),
    row("into_bytes", STRING, |call| call.vec(Some(parse_quote!(u8)))),
    row("into_inner", &[Kind::Cell], |call| call.arg(0)),
    row("is_*", ANY, |_| boolean()),
    row("isqrt", INT, itself),
    row("last", SLICE, |call| call.option_ref(call.arg(0))),
    row("le", ANY, |_| boolean()),
    row("leading_*", INT, |_| u32()),
    row("len", COUNTED, |_| usize()),
    row("len_utf8", &[Kind::Char], |_| usize()),
    row("ln", FLOAT, itself),
    row("log10", FLOAT, itself),
    row("log2", FLOAT, itself),
    row("lt", ANY, |_| boolean()),
    row("max", &[Kind::Int, Kind::Float, Kind::Char], itself),
    row("min", &[Kind::Int, Kind::Float, Kind::Char], itself),
    row("mul_add", FLOAT, itself),
    row("ne", ANY, |_| boolean()),
    row("ok", &[Kind::Result], |call| call.option(call.arg(0))),
    row("or", OPTION, itself),
    row("or_else", OPTION, itself),
    row("overflowing_*", INT, |call| Some(tuple_of(&[call.itself()?, boolean()?]))),
    row("parse", STR, |call| {
        let ty = call.turbofish?;
        Some(parse_quote!(::core::result::Result<#ty, _>))
    }),
    row("partial_cmp", ANY, |call| call.option(ordering())),
    row("peek", &[Kind::BinaryHeap], |call| call.option_ref(call.arg(0))),
    row("pop", &[Kind::Vec, Kind::BinaryHeap], |call| call.option(call.arg(0))),
    row("pop", STRING, |call| call.option(Some(parse_quote!(char)))),
    row("pop_back", QUEUE, |call| call.option(call.arg(0))),
    row("pop_front", QUEUE, |call| call.option(call.arg(0))),
    row("pow", INT, itself),
    row("powf", FLOAT, itself),
    row("powi", FLOAT, itself),
    row("push", &[Kind::Vec, Kind::BinaryHeap, Kind::String], |_| unit()),
    row("push_back", QUEUE, |_| unit()),
    row("push_front", QUEUE, |_| unit()),
    row("push_str", STRING, |_| unit()),
    row("recip", FLOAT, itself),
    row("rem_euclid", NUMBER, itself),
    row("remove", MAP, |call| call.option(call.arg(1))),
    row("remove", &[Kind::Set], |_| boolean()),
    row("remove", STRING, |_| Some(parse_quote!(char))),
    row("remove", &[Kind::Vec], |call| call.arg(0)),
    row("remove", &[Kind::VecDeque], |call| call.option(call.arg(0))),
    row("repeat", SLICE, |call| call.vec(call.arg(0))),
    row("repeat", STR, string),
    row("replace", &[Kind::Cell], |call| call.arg(0)),
    row("replace", OPTION, itself),
    row("replace", STR, string),
    row("replacen", STR, string),
    row("reserve", GROWING, |_| unit()),
    row("reverse", SLICE, |_| unit()),
    row("rfind", STR, |call| call.option(usize())),
    row("rotate_*", INT, itself),
    row("round", FLOAT, itself),
    row("saturating_*", INT, itself),
    row("set", &[Kind::Cell], |_| unit()),
    row("signum", NUMBER, itself),
    row("sin", FLOAT, itself),
    row("sort*", SLICE, |_| unit()),
    row("split_at", STR, |call| {
        let part = call.step.borrow(call.itself()?);
        Some(tuple_of(&[part.clone(), part]))
    }),
    row("split_off", &[Kind::Vec, Kind::VecDeque, Kind::String], itself),
    row("split_once", STR, |call| {
        let part = call.step.borrow(call.itself()?);
        call.option(Some(tuple_of(&[part.clone(), part])))
    }),
    row("sqrt", FLOAT, itself),
    row("starts_with", &[Kind::Slice, Kind::Str], |_| boolean()),
    row("strip_prefix", STR, |call| call.option_ref(call.itself())),
    row("strip_suffix", STR, |call| call.option_ref(call.itself())),
    row("swap", SLICE, |_| unit()),
    row("swap_remove", &[Kind::Vec], |call| call.arg(0)),
    row("take", &[Kind::Cell], |call| call.arg(0)),
    row("take", OPTION, itself),
    row("tan", FLOAT, itself),
    row("tanh", FLOAT, itself),
    row("to_ascii_*case", &[Kind::Char, Kind::Int], itself),
    row("to_ascii_*case", STR, string),
    row("to_be_bytes", NUMBER, |call| bytes(&call.step.ty)),
    row("to_degrees", FLOAT, itself),
    row("to_digit", &[Kind::Char], |call| call.option(u32())),
    row("to_le_bytes", NUMBER, |call| bytes(&call.step.ty)),
    row("to_lowercase", &[Kind::Char], |_| Some(parse_quote!(::core::char::ToLowercase))),
    row("to_lowercase", STR, string),
    row("to_ne_bytes", NUMBER, |call| bytes(&call.step.ty)),
    row("to_owned", ANY, |call| call.owned()),
    row("to_radians", FLOAT, itself),
    row("to_string", ANY, string),
    row("to_uppercase", &[Kind::Char], |_| Some(parse_quote!(::core::char::ToUppercase))),
    row("to_uppercase", STR, string),
    row("to_vec", SLICE, |call| call.vec(call.arg(0))),
    row("total_cmp", FLOAT, |_| ordering()),
    row("trailing_*", INT, |_| u32()),
    row("trim*", STR, |call| call.borrow(parse_quote!(str))),
    row("trunc", FLOAT, itself),
    row("truncate", GROWING, |_| unit()),
    row("unsigned_abs", INT, |call| unsigned(&call.step.ty)),
    row("unwrap", EITHER, |call| call.arg(0)),
    row("unwrap_err", &[Kind::Result], |call| call.arg(1)),
    row("unwrap_or", EITHER, |call| call.arg(0)),
    row("unwrap_or_default", EITHER, |call| call.arg(0)),
    row("unwrap_or_else", EITHER, |call| call.arg(0)),
    row("wrapping_*", INT, itself),
];

#[cfg(test)]
#[path = "methods_tests.rs"]
mod tests;
