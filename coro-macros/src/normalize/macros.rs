//! Macros of std whose arguments are known to be expressions, so that a suspension may stand in them.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, Ident, Macro, Pat, Token};

use crate::moves::touched;

/// How a macro uses its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// `format!`: borrowed, named or not
    Format,
    /// `write!`: a place, then as `format!`
    Write,
    /// `assert!`: a value; what follows is evaluated on failure only
    Assert,
    /// `assert_eq!`: two borrowed values; what follows is evaluated on failure only
    AssertTwo,
    /// `dbg!`, `vec![a, b]`
    Values,
    /// `matches!`: a place, then a pattern
    Matches,
}

/// The macros, sorted by name.
const KNOWN: &[(&str, Shape)] = &[
    ("assert", Shape::Assert),
    ("assert_eq", Shape::AssertTwo),
    ("assert_ne", Shape::AssertTwo),
    ("dbg", Shape::Values),
    ("debug_assert", Shape::Assert),
    ("debug_assert_eq", Shape::AssertTwo),
    ("debug_assert_ne", Shape::AssertTwo),
    ("eprint", Shape::Format),
    ("eprintln", Shape::Format),
    ("format", Shape::Format),
    ("matches", Shape::Matches),
    ("panic", Shape::Format),
    ("print", Shape::Format),
    ("println", Shape::Format),
    ("todo", Shape::Format),
    ("unimplemented", Shape::Format),
    ("unreachable", Shape::Format),
    ("vec", Shape::Values),
    ("write", Shape::Write),
    ("writeln", Shape::Write),
];

fn shape(mac: &Macro) -> Option<Shape> {
    let name = mac.path.segments.last()?.ident.to_string();
    let row = KNOWN.binary_search_by(|(known, _)| (*known).cmp(name.as_str())).ok()?;
    Some(KNOWN[row].1)
}

/// Whether the arguments of `mac` are known to be expressions.
pub(crate) fn is_known(mac: &Macro) -> bool {
    shape(mac).is_some()
}

/// One argument of a known macro.
#[derive(Clone, Debug)]
pub(super) struct Argument {
    pub name: Option<Ident>,
    pub expr: Expr,
    pub by_value: bool,
    /// Evaluated only on failure, so nothing may be taken out of it.
    pub is_lazy: bool,
}

impl Argument {
    fn tokens(&self) -> TokenStream {
        let Self { name, expr, .. } = self;
        match name {
            Some(name) => quote!(#name = #expr),
            None => expr.to_token_stream(),
        }
    }
}

/// The arguments of a known macro, and how to put it together again.
#[derive(Clone, Debug)]
pub(super) struct Arguments {
    pub list: Vec<Argument>,
    rest: Rest,
}

#[derive(Clone, Debug)]
enum Rest {
    List,
    /// `vec![x; n]`
    Repeat,
    /// `, pattern if guard`
    Pattern {
        pat: Box<Pat>,
        guard: Option<Box<Expr>>,
    },
}

impl Arguments {
    /// The arguments of `mac`, if it is known and they parse.
    pub(super) fn of(mac: &Macro) -> Option<syn::Result<Self>> {
        let shape = shape(mac)?;
        Some(Parser::parse2(|input: ParseStream<'_>| parse(shape, input), mac.tokens.clone()))
    }

    /// `mac` with these arguments.
    pub(super) fn apply(self, mac: &Macro) -> Macro {
        let args = self.list.iter().map(Argument::tokens);
        let tokens = match self.rest {
            Rest::List => quote!(#(#args),*),
            Rest::Repeat => quote!(#(#args);*),
            Rest::Pattern { pat, guard: None } => quote!(#(#args),* , #pat),
            Rest::Pattern { pat, guard: Some(guard) } => quote!(#(#args),* , #pat if #guard),
        };
        Macro { tokens, ..mac.clone() }
    }
}

/// A macro that evaluates some of its arguments on some paths only, as the `if` that it is:
/// `debug_assert!(c)` → `if cfg!(debug_assertions) { assert!(c) }`, `assert!(c, "…", x)` → `if !c { panic!("…", x) }`.
pub(crate) fn conditional(mac: &Macro) -> Option<Expr> {
    let name = mac.path.segments.last()?.ident.to_string();
    if let Some(plain) = name.strip_prefix("debug_") {
        let ident = Ident::new(plain, mac.path.segments.last()?.ident.span());
        let tokens = &mac.tokens;
        return Some(syn::parse_quote!(if ::core::cfg!(debug_assertions) { #ident!(#tokens); }));
    }
    let arguments = Arguments::of(mac)?.ok()?;
    let (first, message) = arguments.list.split_first()?;
    let condition = &first.expr;
    let negated: Expr = syn::parse_quote!(!(#condition));
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let written: TokenStream = mac.tokens.clone().into_iter().take_while(|token| !is_comma(token)).collect();
    let text = format!("assertion failed: {}", written.to_string().replace("! (", "!("));
    let text = quote!("{}", #text);
    let message = message.iter().map(Argument::tokens);
    let message = if message.len() == 0 { text } else { quote!(#(#message),*) };
    (name == "assert").then(|| syn::parse_quote!(if #negated { ::core::panic!(#message); }))
}

/// Whether `expr` is a macro of std that never returns.
pub(crate) fn never_returns(expr: &Expr) -> bool {
    matches!(expr, Expr::Macro(expr) if is_diverging(&expr.mac))
}

/// Whether `mac` is one of std's that never return.
pub(crate) fn is_diverging(mac: &Macro) -> bool {
    const DIVERGING: &[&str] = &["panic", "todo", "unimplemented", "unreachable"];
    mac.path.segments.last().is_some_and(|last| DIVERGING.iter().any(|name| last.ident == name))
}

/// The operands of a known macro, in order.
pub(crate) fn operands(mac: &Macro) -> Option<Vec<Expr>> {
    let arguments = Arguments::of(mac)?.ok()?;
    Some(arguments.list.into_iter().map(|argument| argument.expr).collect())
}

/// As [`operands`], without those that are evaluated on failure only.
pub(crate) fn eager_operands(mac: &Macro) -> Option<Vec<Expr>> {
    let arguments = Arguments::of(mac)?.ok()?;
    let eager = arguments.list.into_iter().filter(|argument| !argument.is_lazy);
    Some(eager.map(|argument| argument.expr).collect())
}

/// The pattern of `matches!`, and what it asks behind it.
pub(crate) fn pattern(mac: &Macro) -> Option<(Pat, Option<Expr>)> {
    match Arguments::of(mac)?.ok()?.rest {
        Rest::Pattern { pat, guard } => Some((*pat, guard.map(|guard| *guard))),
        Rest::List | Rest::Repeat => None,
    }
}

/// What `matches!` asks behind its pattern, and the pattern, which binds names for it.
pub(crate) fn guard(mac: &Macro) -> Option<(Pat, Expr)> {
    let (pat, guard) = pattern(mac)?;
    Some((pat, guard?))
}

/// Whether an operand or the guard of a known macro may leave it by a `return`, `break` or `continue`.
pub(crate) fn has_exit(mac: &Macro) -> bool {
    let guard = guard(mac).map(|(_, guard)| guard);
    operands(mac).is_some_and(|operands| touched(operands.iter().chain(&guard)).has_exit)
}

/// `mac` with its operands and its guard rewritten, if it is known.
pub(crate) fn map_operands(mac: &Macro, rewrite: &mut dyn FnMut(&mut Expr)) -> Option<Macro> {
    let mut arguments = Arguments::of(mac)?.ok()?;
    arguments.list.iter_mut().for_each(|argument| rewrite(&mut argument.expr));
    if let Rest::Pattern { guard: Some(guard), .. } = &mut arguments.rest {
        rewrite(guard);
    }
    Some(arguments.apply(mac))
}

/// As [`map_operands`], if there is no guard, in which a local may be hidden by a name of the pattern.
pub(crate) fn rewrite_operands(mac: &Macro, rewrite: &mut dyn FnMut(&mut Expr)) -> Option<Macro> {
    let rewritten = map_operands(mac, rewrite)?;
    guard(mac).is_none().then_some(rewritten)
}

fn parse(shape: Shape, input: ParseStream<'_>) -> syn::Result<Arguments> {
    if shape == Shape::Matches {
        let expr = input.parse()?;
        input.parse::<Token![,]>()?;
        let pat = Box::new(Pat::parse_multi_with_leading_vert(input)?);
        let guard = input.parse::<Option<Token![if]>>()?.map(|_| input.parse()).transpose()?.map(Box::new);
        input.parse::<Option<Token![,]>>()?;
        let list = vec![Argument { name: None, expr, by_value: false, is_lazy: false }];
        return Ok(Arguments { list, rest: Rest::Pattern { pat, guard } });
    }
    if shape == Shape::Values && is_repeat(input) {
        let first: Expr = input.parse()?;
        input.parse::<Token![;]>()?;
        let second: Expr = input.parse()?;
        let list = [first, second].map(|expr| Argument { name: None, expr, by_value: true, is_lazy: false });
        return Ok(Arguments { list: list.into(), rest: Rest::Repeat });
    }
    let list = Punctuated::<NamedExpr, Token![,]>::parse_terminated(input)?;
    let argument = |(idx, NamedExpr { name, expr }): (usize, NamedExpr)| {
        let (by_value, is_lazy) = match shape {
            Shape::Format | Shape::Write | Shape::Matches => (false, false),
            Shape::Assert => (idx == 0, idx >= 1),
            Shape::AssertTwo => (false, idx >= 2),
            Shape::Values => (true, false),
        };
        Argument { name, expr, by_value, is_lazy }
    };
    Ok(Arguments { list: list.into_iter().enumerate().map(argument).collect(), rest: Rest::List })
}

fn is_repeat(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    ahead.parse::<Expr>().is_ok() && ahead.peek(Token![;])
}

/// `expr` or `name = expr`
struct NamedExpr {
    name: Option<Ident>,
    expr: Expr,
}

impl Parse for NamedExpr {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let named = input.peek(Ident) && input.peek2(Token![=]) && !input.peek2(Token![==]);
        let name = if named { Some(input.parse()?) } else { None };
        if named {
            input.parse::<Token![=]>()?;
        }
        Ok(Self { name, expr: input.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(KNOWN.is_sorted_by_key(|(name, _)| *name));
    }
}
