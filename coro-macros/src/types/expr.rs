//! The types of expressions: one arm a form, the bigger families in files of their own.

use proc_macro2::Literal;
use syn::{
    BinOp, Expr, ExprBinary, ExprPath, ExprRange, ExprStruct, Lit, PathArguments, RangeLimits, Type, UnOp,
    parse_quote,
};

use super::place::{place, referenced};
use super::shape::{self, Kind, Known};
use super::{Scope, blocks, calls, lookup, macros};

/// The type of `expr`; it may hold `_` and borrows of own locals, which serve only while a chain of
/// calls is read.
pub(crate) fn read(expr: &Expr, scope: &Scope<'_>) -> Option<Type> {
    match expr {
        Expr::Lit(literal) => lit(&literal.lit),
        Expr::Paren(paren) => read(&paren.expr, scope),
        Expr::Group(group) => read(&group.expr, scope),
        Expr::Path(expr) => path(expr, scope),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => Some(place(expr, scope)?.ty),
        Expr::Unary(unary) => operand(&unary.expr, scope),
        Expr::Binary(expr) => binary(expr, scope),
        Expr::Cast(cast) => Some((*cast.ty).clone()),
        Expr::Reference(expr) => referenced(expr, scope),
        Expr::Field(_) | Expr::Index(_) => Some(place(expr, scope)?.ty),
        Expr::Tuple(tuple) => {
            let elems = tuple.elems.iter().map(|elem| read(elem, scope));
            let elems = elems.collect::<Option<Vec<_>>>()?;
            Some(tuple_of(&elems))
        }
        Expr::Array(array) => {
            let elem = unified(&array.elems.iter().collect::<Vec<_>>(), scope)?;
            let len = Literal::usize_unsuffixed(array.elems.len());
            Some(parse_quote!([#elem; #len]))
        }
        Expr::Repeat(repeat) => {
            let (elem, len) = (read(&repeat.expr, scope)?, &repeat.len);
            Some(parse_quote!([#elem; #len]))
        }
        Expr::Range(expr) => range(expr, scope),
        Expr::Struct(literal) => Some(struct_type(literal)),
        Expr::Call(expr) => calls::call(expr, scope),
        Expr::MethodCall(expr) => lookup::call(expr, scope),
        Expr::Macro(expr) => macros::value(&expr.mac, scope),
        Expr::Try(inner) => inner_of(&read(&inner.expr, scope)?),
        Expr::Block(expr) => blocks::block(&expr.block, expr.label.as_ref(), scope),
        Expr::Unsafe(expr) => blocks::block(&expr.block, None, scope),
        Expr::If(expr) => blocks::if_value(expr, scope),
        Expr::Match(expr) => blocks::match_value(expr, scope),
        Expr::Loop(expr) => blocks::loop_value(expr, scope),
        Expr::Assign(_) | Expr::ForLoop(_) | Expr::While(_) => Some(parse_quote!(())),
        Expr::Let(_) => Some(parse_quote!(bool)),
        // Closures, futures and what diverges have no type that can be written; other forms are
        // not stable Rust.
        _ => None,
    }
}

/// `((e))` → `e`.
pub(crate) fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => bare(&paren.expr),
        Expr::Group(group) => bare(&group.expr),
        expr => expr,
    }
}

/// `(A, B)`, `(A,)`, `()`.
pub(super) fn tuple_of(elems: &[Type]) -> Type {
    match elems {
        [single] => parse_quote!((#single,)),
        elems => parse_quote!((#(#elems),*)),
    }
}

/// The inner type of an `Option` or `Result`: the value of `e?`, `e.unwrap()`.
pub(crate) fn inner_of(ty: &Type) -> Option<Type> {
    let known = Known::of(ty);
    match known.kind {
        Kind::Option | Kind::Result => known.arg(0),
        _ => None,
    }
}

/// The error type of a `Result`.
pub(crate) fn error_of(ty: &Type) -> Option<Type> {
    let known = Known::of(ty);
    (known.kind == Kind::Result).then(|| known.arg(1)).flatten()
}

/// What a `Box` holds.
pub(crate) fn boxed(ty: &Type) -> Option<Type> {
    let known = Known::of(ty);
    (known.kind == Kind::Box).then(|| known.arg(0)).flatten()
}

/// The type that all of `exprs` have: that of the first that is not an unsuffixed number; of the
/// first at all where each of them is one.
pub(super) fn unified(exprs: &[&Expr], scope: &Scope<'_>) -> Option<Type> {
    let firm = exprs.iter().filter(|expr| !is_defaulted(expr));
    let firm = firm.collect::<Vec<_>>();
    if firm.is_empty() {
        return read(exprs.first()?, scope);
    }
    firm.iter().find_map(|expr| read(expr, scope))
}

/// Whether the type of `expr` is only a default that its surroundings may change: `1`, `-2.5`,
/// `(0, 1)`, `Some(0)`.
pub(crate) fn is_defaulted(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(int) => int.suffix().is_empty(),
            Lit::Float(float) => float.suffix().is_empty(),
            _ => false,
        },
        Expr::Paren(paren) => is_defaulted(&paren.expr),
        Expr::Group(group) => is_defaulted(&group.expr),
        Expr::Unary(unary) => is_defaulted(&unary.expr),
        Expr::Reference(reference) => is_defaulted(&reference.expr),
        Expr::Binary(binary) => is_defaulted(&binary.left) && is_defaulted(&binary.right),
        Expr::Tuple(tuple) => tuple.elems.iter().any(is_defaulted),
        Expr::Array(array) => !array.elems.is_empty() && array.elems.iter().all(is_defaulted),
        Expr::Repeat(repeat) => is_defaulted(&repeat.expr),
        Expr::Range(range) => {
            let bounds = [&range.start, &range.end];
            let mut bounds = bounds.into_iter().flatten().peekable();
            bounds.peek().is_some() && bounds.all(|bound| is_defaulted(bound))
        }
        Expr::Call(call) => {
            matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Some"))
                && call.args.iter().any(is_defaulted)
        }
        Expr::Block(block) => blocks::ends_defaulted(&block.block),
        Expr::If(choice) => blocks::chooses_defaulted(choice),
        Expr::Match(choice) => {
            let arms: Vec<_> = choice.arms.iter().map(|arm| &*arm.body).collect();
            blocks::are_defaulted(&arms)
        }
        Expr::Macro(mac) if mac.mac.path.is_ident("vec") => {
            let tokens = &mac.mac.tokens;
            syn::parse2(quote::quote!([#tokens])).is_ok_and(|array: Expr| is_defaulted(&array))
        }
        _ => false,
    }
}

fn lit(literal: &Lit) -> Option<Type> {
    Some(match literal {
        Lit::Str(_) => parse_quote!(&'static str),
        Lit::ByteStr(bytes) => {
            let len = Literal::usize_unsuffixed(bytes.value().len());
            parse_quote!(&'static [u8; #len])
        }
        Lit::CStr(_) => parse_quote!(&'static ::core::ffi::CStr),
        Lit::Byte(_) => parse_quote!(u8),
        Lit::Char(_) => parse_quote!(char),
        Lit::Int(int) => suffixed(int.suffix(), "i32")?,
        Lit::Float(float) => suffixed(float.suffix(), "f64")?,
        Lit::Bool(_) => parse_quote!(bool),
        _ => return None,
    })
}

fn suffixed(suffix: &str, default: &str) -> Option<Type> {
    let name = if suffix.is_empty() { default } else { suffix };
    syn::parse_str(name).ok()
}

/// A local, a constant of a primitive, or a unit variant.
fn path(expr: &ExprPath, scope: &Scope<'_>) -> Option<Type> {
    if expr.qself.is_some() {
        return None;
    }
    if let Some(ident) = expr.path.get_ident() {
        return (scope.local)(ident);
    }
    let segments = &expr.path.segments;
    let last = segments.last()?;
    if let (1, "None", [ty]) = (segments.len(), last.ident.to_string().as_str(), &*shape::type_args(last)) {
        return Some(shape::option(ty));
    }
    let owner = &segments.iter().rev().nth(1)?.ident;
    let (name, owner_name) = (last.ident.to_string(), owner.to_string());
    let primitive: Option<Type> = shape::is_scalar_name(&owner_name).then(|| parse_quote!(#owner));
    match (name.as_str(), primitive) {
        ("BITS", Some(_)) => Some(parse_quote!(u32)),
        ("EPSILON" | "INFINITY" | "MAX" | "MIN" | "MIN_POSITIVE" | "NAN" | "NEG_INFINITY", Some(ty)) => {
            Some(ty)
        }
        (_, Some(_)) => None,
        (_, None) if owner == "consts" => {
            let float = &segments.iter().rev().nth(2)?.ident;
            (float == "f32" || float == "f64").then(|| parse_quote!(#float))
        }
        (name, None) => {
            let is_variant = name.chars().any(char::is_lowercase) && shape::is_camel(name);
            let of_enum = shape::is_camel(&owner_name);
            if !is_variant || !of_enum {
                return None;
            }
            calls::complete_owner(calls::owner_of(&expr.path)?)
        }
    }
}

fn binary(expr: &ExprBinary, scope: &Scope<'_>) -> Option<Type> {
    match expr.op {
        BinOp::And(_)
        | BinOp::Or(_)
        | BinOp::Eq(_)
        | BinOp::Ne(_)
        | BinOp::Lt(_)
        | BinOp::Le(_)
        | BinOp::Gt(_)
        | BinOp::Ge(_) => Some(parse_quote!(bool)),
        BinOp::Shl(_) | BinOp::Shr(_) => operand(&expr.left, scope),
        BinOp::Add(_)
        | BinOp::Sub(_)
        | BinOp::Mul(_)
        | BinOp::Div(_)
        | BinOp::Rem(_)
        | BinOp::BitXor(_)
        | BinOp::BitAnd(_)
        | BinOp::BitOr(_) => arithmetic(expr, scope),
        // What is left are the assignments.
        _ => Some(parse_quote!(())),
    }
}

/// Each operand is read once: a long chain of operators nests as deep as it is long.
fn arithmetic(expr: &ExprBinary, scope: &Scope<'_>) -> Option<Type> {
    match (is_defaulted(&expr.left), is_defaulted(&expr.right)) {
        (_, true) => return operand(&expr.left, scope),
        (true, false) => return operand(&expr.right, scope),
        (false, false) => {}
    }
    let left = read(&expr.left, scope)?;
    if Known::of(&left).kind == Kind::String && matches!(expr.op, BinOp::Add(_)) {
        return Some(left);
    }
    let left = scalar(&left)?;
    match read(&expr.right, scope) {
        Some(right) => scalar(&right).filter(|right| *right == left),
        // A product or quotient may take the other operand's type: `2u32 * duration`.
        None => (!matches!(expr.op, BinOp::Mul(_) | BinOp::Div(_))).then_some(left),
    }
}

/// The type of an operand if it is a primitive, or a reference to one.
fn operand(expr: &Expr, scope: &Scope<'_>) -> Option<Type> {
    scalar(&read(expr, scope)?)
}

/// `&u32` → `u32`, and nothing of what is no primitive.
fn scalar(ty: &Type) -> Option<Type> {
    let ty = shape::without_references(ty);
    shape::is_scalar(ty).then(|| ty.clone())
}

fn range(expr: &ExprRange, scope: &Scope<'_>) -> Option<Type> {
    let bounds = [&expr.start, &expr.end].into_iter().flatten();
    let bounds = bounds.map(|bound| &**bound).collect::<Vec<_>>();
    if bounds.is_empty() {
        return Some(parse_quote!(::core::ops::RangeFull));
    }
    let ty = unified(&bounds, scope)?;
    let closed = matches!(expr.limits, RangeLimits::Closed(_));
    Some(match (&expr.start, &expr.end, closed) {
        (Some(_), Some(_), false) => parse_quote!(::core::ops::Range<#ty>),
        (Some(_), Some(_), true) => parse_quote!(::core::ops::RangeInclusive<#ty>),
        (Some(_), None, _) => parse_quote!(::core::ops::RangeFrom<#ty>),
        (None, _, false) => parse_quote!(::core::ops::RangeTo<#ty>),
        (None, _, true) => parse_quote!(::core::ops::RangeToInclusive<#ty>),
    })
}

/// `Point { x, y }` → `Point`, `Shape::Circle { radius }` → `Shape`.
fn struct_type(literal: &ExprStruct) -> Type {
    let mut path = literal.path.clone();
    let owner = path.segments.iter().rev().nth(1);
    if literal.qself.is_none() && owner.is_some_and(|owner| shape::is_camel(&owner.ident.to_string())) {
        path.segments.pop();
        path.segments.pop_punct();
    }
    for segment in &mut path.segments {
        if let PathArguments::AngleBracketed(args) = &mut segment.arguments {
            args.colon2_token = None;
        }
    }
    Type::Path(syn::TypePath { attrs: Vec::new(), qself: literal.qself.clone(), path })
}

#[cfg(test)]
#[path = "expr_tests.rs"]
mod tests;
