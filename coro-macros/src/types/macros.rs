//! The values of macros whose result is the same whatever they are given, or reads off it.

use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, Macro, Token, Type, parse_quote};

use crate::suspend::Suspension;

use super::expr::{read, unified};
use super::{Scope, shape};

/// The type of a macro call's value.
pub(super) fn value(mac: &Macro, scope: &Scope<'_>) -> Option<Type> {
    if let Some(suspension) = Suspension::of_macro(mac) {
        return (scope.suspension)(suspension);
    }
    Some(match name(mac)?.as_str() {
        "format" => shape::string(scope),
        "vec" => vec(mac, scope)?,
        "concat" | "env" | "file" | "include_str" | "module_path" | "stringify" => {
            parse_quote!(&'static str)
        }
        "cfg" | "matches" => parse_quote!(bool),
        "column" | "line" => parse_quote!(u32),
        "dbg" => read(&mac.parse_body::<Expr>().ok()?, scope)?,
        "assert" | "assert_eq" | "assert_ne" | "debug_assert" | "debug_assert_eq" | "debug_assert_ne"
        | "eprint" | "eprintln" | "print" | "println" => parse_quote!(()),
        _ => return None,
    })
}

/// Whether the macro never has a value.
pub(super) fn diverges(mac: &Macro) -> bool {
    name(mac).is_some_and(|name| ["panic", "todo", "unimplemented", "unreachable"].contains(&name.as_str()))
}

fn name(mac: &Macro) -> Option<String> {
    Some(mac.path.segments.last()?.ident.to_string())
}

/// `vec![a, b]`, `vec![x; n]`.
fn vec(mac: &Macro, scope: &Scope<'_>) -> Option<Type> {
    let repeat = |input: syn::parse::ParseStream<'_>| {
        let elem = input.parse::<Expr>()?;
        input.parse::<Token![;]>()?;
        input.parse::<Expr>()?;
        Ok(elem)
    };
    let elem = if let Ok(elem) = repeat.parse2(mac.tokens.clone()) {
        read(&elem, scope)?
    } else {
        let elems = Punctuated::<Expr, Token![,]>::parse_terminated;
        let elems = elems.parse2(mac.tokens.clone()).ok()?;
        unified(&elems.iter().collect::<Vec<_>>(), scope)?
    };
    Some(shape::vec(&elem, scope))
}

#[cfg(test)]
mod tests {
    use super::super::testing::types;

    #[test]
    fn a_macro_with_a_plain_value_has_its_type() {
        types(
            &[("x", "u64")],
            &[
                ("recv!()", "i64"),
                ("yield_!(x)", "i64"),
                ("coro::recv!() + 1", "i64"),
                ("try_recv!()", "?"),
                ("format!(\"{x}\")", "::coro_runtime::__private::String"),
                ("vec![0u8; 4]", "::coro_runtime::__private::Vec<u8>"),
                ("vec![1, x]", "::coro_runtime::__private::Vec<u64>"),
                ("vec![(1, recv!())]", "::coro_runtime::__private::Vec<(i32, i64)>"),
                ("vec![]", "?"),
                ("concat!(\"a\", 1)", "&'static str"),
                ("matches!(x, 1)", "bool"),
                ("line!()", "u32"),
                ("dbg!(x)", "u64"),
                ("println!()", "()"),
                ("my_macro!()", "?"),
            ],
        );
    }
}
