//! Code that is being written: what can be read although a body cannot.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{Block, ItemFn, ItemImpl};

/// What could not be read of which function of a block.
pub(crate) type Unread = HashMap<usize, syn::Error>;

/// The signature of a function whose body cannot be read.
pub(super) fn function(item: &TokenStream) -> Option<ItemFn> {
    let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    match tokens.pop()? {
        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
            tokens.push(empty(&body));
            syn::parse2(tokens.into_iter().collect()).ok()
        }
        _ => None,
    }
}

/// An `impl` block without the bodies that cannot be read.
pub(crate) fn impl_block(item: &TokenStream) -> Option<(ItemImpl, Unread)> {
    let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let TokenTree::Group(body) = tokens.pop()? else { return None };
    let mut unread = Unread::new();
    let mut items: Vec<TokenTree> = Vec::new();
    let mut n_functions: usize = 0;
    for token in body.stream() {
        let follows_fn = matches!(items.last(), Some(TokenTree::Ident(keyword)) if keyword == "fn");
        n_functions += usize::from(follows_fn && matches!(token, TokenTree::Ident(_)));
        items.push(match token {
            TokenTree::Group(block) if block.delimiter() == Delimiter::Brace => {
                match syn::parse2::<Block>(TokenTree::from(block.clone()).into()) {
                    Err(error) if n_functions > 0 => {
                        unread.insert(n_functions - 1, error);
                        empty(&block)
                    }
                    Ok(_) | Err(_) => block.into(),
                }
            }
            token => token,
        });
    }
    let mut items = Group::new(body.delimiter(), items.into_iter().collect());
    items.set_span(body.span());
    tokens.push(items.into());
    Some((syn::parse2(tokens.into_iter().collect()).ok()?, unread))
}

fn empty(body: &Group) -> TokenTree {
    let mut empty = Group::new(Delimiter::Brace, TokenStream::new());
    empty.set_span(body.span());
    empty.into()
}
