//! `#[coroutine]` for tests that are run a second time: the same, with `boxed` among its arguments.

use proc_macro::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// `#[coroutine(recv = u8)]` → `#[::coro_runtime::coroutine(boxed, recv = u8)]`; on an `impl` block, on the methods.
#[proc_macro_attribute]
pub fn coroutine(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let is_impl = item.clone().into_iter().any(|token| is_word(&token, "impl"))
        && !item.clone().into_iter().any(|token| is_word(&token, "fn"));
    let (arguments, item) = if is_impl { (arguments, methods(item)) } else { (with_boxed(arguments), item) };
    let mut attribute: TokenStream = "::coro_runtime::coroutine".parse().expect("a path is tokens");
    attribute.extend([TokenTree::Group(Group::new(Delimiter::Parenthesis, arguments))]);
    let mut expanded: TokenStream = "#".parse().expect("a number sign is a token");
    expanded.extend([TokenTree::Group(Group::new(Delimiter::Bracket, attribute))]);
    expanded.extend(item);
    expanded
}

fn with_boxed(arguments: TokenStream) -> TokenStream {
    let mut boxed: TokenStream = "boxed,".parse().expect("an argument is tokens");
    boxed.extend(arguments);
    boxed
}

/// The block, in which each `#[coroutine]` says `boxed`.
fn methods(block: TokenStream) -> TokenStream {
    block
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let items = group.stream().into_iter().map(attribute).collect();
                TokenTree::Group(Group::new(Delimiter::Brace, items))
            }
            token => token,
        })
        .collect()
}

/// `[coroutine(..)]` → `[coroutine(boxed, ..)]`
fn attribute(token: TokenTree) -> TokenTree {
    let TokenTree::Group(group) = &token else { return token };
    let mut inner = group.stream().into_iter();
    if group.delimiter() != Delimiter::Bracket
        || !inner.next().is_some_and(|first| is_word(&first, "coroutine"))
    {
        return token;
    }
    let arguments = match inner.next() {
        Some(TokenTree::Group(arguments)) => arguments.stream(),
        _ => TokenStream::new(),
    };
    let arguments = Group::new(Delimiter::Parenthesis, with_boxed(arguments));
    let name = Ident::new("coroutine", Span::call_site());
    let attribute = [TokenTree::Ident(name), TokenTree::Group(arguments)].into_iter().collect();
    TokenTree::Group(Group::new(Delimiter::Bracket, attribute))
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident.to_string() == word)
}
