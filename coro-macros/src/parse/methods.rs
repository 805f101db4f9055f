//! Methods: an `impl` block that carries the attribute makes the machines of its methods beside it.
//!
//! `self` becomes an argument like any other, and `Self` the type that it stands for.

use std::collections::HashMap;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, FnArg, GenericParam, ImplItem, ImplItemFn, ItemFn, ItemImpl, Path, PathArguments,
    ReceiverKind, Type,
};

use super::unfinished::Unread;
use super::{Arguments, CoroutineFn, Method, signature};
use crate::diagnostics::{Diagnostic, Refused, Sink};
use crate::mentions::{captured_names, rename_captures};
use crate::names::{self, Names};
use crate::walk::visit_mut::{self, VisitMut};

/// An `impl` block, taken apart.
#[derive(Debug)]
pub(crate) struct ImplBlock {
    /// The block without its coroutines.
    pub rest: ItemImpl,
    pub coroutines: Vec<Result<CoroutineFn, Refused>>,
}

/// Takes the coroutines out of `block`; the attribute on the block itself can only say where the runtime is. Bodies that are
/// `unread` have been left out.
pub(crate) fn parse_impl(
    arguments: TokenStream,
    mut block: ItemImpl,
    mut unread: Unread,
    sink: &mut Sink,
) -> ImplBlock {
    let outer = Arguments::read(arguments, sink);
    if let Some(span) = outer.misplaced() {
        sink.push(
            Diagnostic::new(span, "this argument does not belong on an `impl` block")
                .note("it says something of one coroutine, and the block may hold several")
                .help("write it on the method: `#[coroutine(…)]`"),
        );
    }
    if let Some((_, for_)) = &block.trait_ {
        refuse_trait(for_.span, sink);
        return ImplBlock { rest: without_bodies(block), coroutines: Vec::new() };
    }
    let Some(self_path) = self_path(&block, sink) else {
        return ImplBlock { rest: without_bodies(block), coroutines: Vec::new() };
    };
    let mut coroutines = Vec::new();
    let mut n_functions = 0;
    for item in std::mem::take(&mut block.items) {
        match item {
            ImplItem::Fn(mut method) => {
                let unread = unread.remove(&n_functions);
                n_functions += 1;
                match take_attribute(&mut method.attrs) {
                    Some(attribute) => {
                        let mut own = Sink::default();
                        let function = coroutine(&attribute, method, &block, &self_path, &outer, &mut own);
                        coroutines.push(function.map(|function| function.without_body(unread)));
                        sink.append(own);
                    }
                    None => {
                        if unread.is_some() {
                            method.block = syn::parse_quote!({ loop {} });
                        }
                        block.items.push(ImplItem::Fn(method));
                    }
                }
            }
            item => block.items.push(item),
        }
    }
    ImplBlock { rest: block, coroutines }
}

fn refuse_trait(span: Span, sink: &mut Sink) {
    sink.push(
        Diagnostic::new(span, "a coroutine cannot be a method of a trait's `impl`")
            .note("the trait says what its methods return, and a coroutine returns its own struct")
            .help("move it to an `impl` block of the type itself"),
    );
}

/// The methods that were to be coroutines stay, so that a trait is implemented and calls find them.
fn without_bodies(mut block: ItemImpl) -> ItemImpl {
    for item in &mut block.items {
        if let ImplItem::Fn(method) = item
            && take_attribute(&mut method.attrs).is_some()
        {
            method.attrs.push(syn::parse_quote!(#[allow(unused_variables)]));
            method.block = syn::parse_quote!({ loop {} });
        }
    }
    block
}

/// The type of the block, as a path that may stand in types, expressions and patterns alike.
fn self_path(block: &ItemImpl, sink: &mut Sink) -> Option<Path> {
    match &*block.self_ty {
        Type::Path(ty) if ty.qself.is_none() => {
            let mut path = ty.path.clone();
            for segment in &mut path.segments {
                if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                    arguments.colon2_token.get_or_insert_default();
                }
            }
            Some(path)
        }
        other => {
            sink.push(
                Diagnostic::new(
                    syn::spanned::Spanned::span(other),
                    "the type of this `impl` block has no name",
                )
                .note("the machine of a method is named after the type")
                .help("write a free function"),
            );
            None
        }
    }
}

fn take_attribute(attrs: &mut Vec<Attribute>) -> Option<Attribute> {
    let idx = attrs
        .iter()
        .position(|attr| attr.path().segments.last().is_some_and(|last| last.ident == "coroutine"))?;
    Some(attrs.remove(idx))
}

fn coroutine(
    attribute: &Attribute,
    method: ImplItemFn,
    block: &ItemImpl,
    self_path: &Path,
    outer: &Arguments,
    sink: &mut Sink,
) -> Result<CoroutineFn, Refused> {
    let mut arguments = match &attribute.meta {
        syn::Meta::Path(_) => Arguments::default(),
        syn::Meta::List(list) => Arguments::read(list.tokens.clone(), sink),
        syn::Meta::NameValue(meta) => {
            let message = "`#[coroutine]` takes its arguments in parentheses\nnote: they are a list\nhelp: write `#[coroutine(recv = Type)]`";
            return Err(refused(syn::Error::new(meta.eq_token.span, message), sink));
        }
    };
    arguments.runtime = arguments.runtime.or_else(|| outer.runtime.clone());
    let type_name = &self_path.segments.last().expect("bug: a path has a segment").ident;
    arguments.name.get_or_insert_with(|| names::method_machine(type_name, &method.sig.ident));

    let ImplItemFn { attrs, vis, modifiers, sig, block: body } = method;
    let mut item = ItemFn { attrs, vis, modifiers, sig, block: Box::new(body) };
    // A method that a `macro_rules!` writes has the receiver and its uses from the same place, which may be another one.
    let span = item.sig.receiver().map_or_else(Span::call_site, |receiver| receiver.self_token.span);
    // Messages of the compiler show it.
    let this = Names::avoiding(&item).fresh("self_", span);
    let has_receiver = receiver_to_argument(&mut item, &this, self_path);
    let mut unself = Unself { this, self_path };
    unself.visit_item_fn_mut(&mut item);
    let types = [&mut arguments.received, &mut arguments.yielded, &mut arguments.thrown];
    types.into_iter().flatten().for_each(|ty| unself.visit_type_mut(ty));
    let outer_params = block.generics.params.iter().cloned().collect();
    merge_generics(&mut item, block, &mut unself);
    let names = Names::avoiding(&item);
    let method = Method { outer: outer_params, has_receiver };
    Ok(signature::analyse(arguments, item, names, Some(method), sink))
}

fn refused(error: syn::Error, sink: &mut Sink) -> Refused {
    sink.push_syn(error);
    Refused
}

/// `&mut self` → `self_: &mut Scanner`
fn receiver_to_argument(item: &mut ItemFn, this: &Ident, self_path: &Path) -> bool {
    let Some(FnArg::Receiver(receiver)) = item.sig.inputs.first() else { return false };
    let mutability = &receiver.mutability;
    // What the compiler has against the type is said of the word `self`.
    let self_type = names::type_blamed_at(&syn::parse_quote!(#self_path), receiver.self_token.span);
    let argument = match &receiver.kind {
        ReceiverKind::Reference(and, lifetime, mutability) => {
            syn::parse_quote!(#this: #and #lifetime #mutability #self_type)
        }
        ReceiverKind::Typed(_, ty) => syn::parse_quote!(#mutability #this: #ty),
        _ => syn::parse_quote!(#mutability #this: #self_type),
    };
    item.sig.inputs[0] = argument;
    true
}

/// The machine has the parameters of the `impl` block and those of the method.
fn merge_generics(item: &mut ItemFn, block: &ItemImpl, unself: &mut Unself<'_>) {
    let generics = &mut item.sig.generics;
    let own = std::mem::take(&mut generics.params);
    let (lifetimes, rest): (Vec<_>, Vec<_>) = block
        .generics
        .params
        .iter()
        .cloned()
        .chain(own)
        .partition(|param| matches!(param, GenericParam::Lifetime(_)));
    generics.params = lifetimes.into_iter().chain(rest).collect::<Punctuated<_, _>>();
    if let Some(outer) = &block.generics.where_clause {
        let mut predicates = outer.predicates.clone();
        predicates.iter_mut().for_each(|predicate| unself.visit_where_predicate_mut(predicate));
        generics.make_where_clause().predicates.extend(predicates);
    }
}

/// `self` → `self_`, `Self` → the type.
struct Unself<'p> {
    this: Ident,
    self_path: &'p Path,
}

impl VisitMut for Unself<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if path.is_ident("self") {
            let span = path.segments[0].ident.span();
            path.segments[0].ident = Ident::new(&self.this.to_string(), span);
        } else if path.leading_colon.is_none() && path.segments[0].ident == "Self" {
            let rest = std::mem::take(&mut path.segments).into_iter().skip(1);
            path.leading_colon = self.self_path.leading_colon;
            path.segments = self.self_path.segments.iter().cloned().chain(rest).collect();
        }
    }
    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        mac.tokens = self.tokens(std::mem::take(&mut mac.tokens));
    }
    // An item has a `self` of its own.
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

impl Unself<'_> {
    fn tokens(&self, tokens: TokenStream) -> TokenStream {
        let mut tokens = tokens.into_iter().peekable();
        let mut renamed = TokenStream::new();
        while let Some(token) = tokens.next() {
            let is_path = matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
            match token {
                TokenTree::Ident(ident) if ident == "self" && !is_path => {
                    Ident::new(&self.this.to_string(), ident.span()).to_tokens(&mut renamed);
                }
                TokenTree::Ident(ident) if ident == "Self" => self.self_path.to_tokens(&mut renamed),
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.tokens(group.stream()));
                    inner.set_span(group.span());
                    inner.to_tokens(&mut renamed);
                }
                TokenTree::Literal(literal) if captured_names(&literal).iter().any(|name| name == "self") => {
                    let renames = HashMap::from([("self".to_owned(), self.this.clone())]);
                    rename_captures(&literal, &renames).to_tokens(&mut renamed);
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {
                    token.to_tokens(&mut renamed);
                }
            }
        }
        renamed
    }
}
