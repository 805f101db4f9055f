//! Machines that a call makes: `printer()` is a `Printer`, by the rule that names the struct after its function.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, Lifetime, PathArguments, Type};

use super::Lowering;
use crate::names;
use crate::suspend::Suspension;

/// Methods that only a coroutine is called by.
const PROTOCOL: &[&str] = &["close", "prime", "send", "send_all", "status", "throw", "try_send"];

/// The names that `block` uses as coroutines.
pub(super) fn driven_names(block: &syn::Block) -> HashSet<String> {
    let mut names = HashSet::new();
    collect(block.to_token_stream(), &mut names);
    names
}

fn collect(tokens: TokenStream, names: &mut HashSet<String>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for (idx, token) in tokens.iter().enumerate() {
        match (token, tokens.get(idx + 1), tokens.get(idx + 2)) {
            (TokenTree::Ident(name), Some(TokenTree::Punct(dot)), Some(TokenTree::Ident(method)))
                if dot.as_char() == '.' && PROTOCOL.iter().any(|it| method == it) =>
            {
                names.insert(name.to_string());
            }
            (TokenTree::Ident(mac), Some(TokenTree::Punct(bang)), Some(TokenTree::Group(group)))
                if bang.as_char() == '!' && mac == Suspension::YieldFrom.spelling() =>
            {
                let operand = group
                    .stream()
                    .into_iter()
                    .find(|token| matches!(token, TokenTree::Ident(ident) if ident != "mut"));
                names.extend(operand.map(|name| name.to_string()));
            }
            _ => {}
        }
        if let TokenTree::Group(group) = token {
            collect(group.stream(), names);
        }
    }
}

impl Lowering<'_> {
    /// `m::chunk(line)` → `m::Chunk`, and of two lifetimes `m::Zip<'left, 'right>`: each argument of a reference type is
    /// taken to bring its own. A single one may be left out, in case it has none to take.
    pub(super) fn machine_type(&self, expr: &Expr) -> Option<Type> {
        let Expr::Call(call) = expr else { return None };
        let Expr::Path(func) = &*call.func else { return None };
        let mut path = func.path.clone();
        let last = path.segments.last_mut()?;
        let is_std =
            path_start(&func.path).is_some_and(|first| ["std", "core", "alloc"].iter().any(|it| first == it));
        if is_std
            || func.qself.is_some()
            || !last.ident.to_string().starts_with(|c: char| c.is_lowercase() || c == '_')
        {
            return None;
        }
        last.ident = names::upper_camel(&last.ident);
        if last.arguments.is_none() {
            let lifetime = |arg| match self.type_of(arg)? {
                Type::Reference(reference) => reference.lifetime,
                _ => None,
            };
            let lifetimes: Vec<Lifetime> = call.args.iter().filter_map(lifetime).collect();
            let first = lifetimes.first();
            let is_single = lifetimes.iter().all(|lifetime| Some(lifetime) == first);
            if !is_single || (first.is_some() && first == self.protocol.per_send.as_ref()) {
                last.arguments = PathArguments::AngleBracketed(syn::parse_quote!(<#(#lifetimes),*>));
            }
        } else if let PathArguments::AngleBracketed(arguments) = &mut last.arguments {
            arguments.colon2_token = None;
        }
        Some(syn::parse_quote!(#path))
    }
}

fn path_start(path: &syn::Path) -> Option<&syn::Ident> {
    path.segments.first().map(|first| &first.ident).filter(|_| path.segments.len() > 1)
}
