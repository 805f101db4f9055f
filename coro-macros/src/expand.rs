//! The pipeline, a line a stage.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ImplItem, ItemImpl};

use crate::check::{can_be_boxed, check};
use crate::diagnostics::{Refused, Sink};
use crate::emit::{Output, Plain, emit, emit_boxed, fallback, stub};
use crate::moves::Followed;
use crate::normalize::normalize;
use crate::parse::{CoroutineFn, ImplBlock, Parsed, Unread, is_impl, parse, parse_impl, unfinished_impl};
use crate::plan::{Machine, Unplanned, plan};

/// The attribute: `arguments` are its own, `item` is what it stands on.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    if !is_impl(&item) {
        return expand_fn(arguments, item);
    }
    match syn::parse2::<ItemImpl>(item.clone()) {
        Ok(block) => expand_impl(arguments, block, Unread::new()),
        Err(_) => match unfinished_impl(&item) {
            Some((block, unread)) => expand_impl(arguments, block, unread),
            None => expand_fn(arguments, item),
        },
    }
}

fn expand_fn(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut sink = Sink::default();
    let Output { constructor, items } = match parse(arguments, item, &mut sink) {
        Ok(Parsed::Function(function)) => machine(*function, &mut sink),
        Ok(Parsed::Method(method)) => Output { constructor: stub(&method), items: TokenStream::new() },
        Err(Refused) => Output::default(),
    };
    let errors = sink.into_tokens();
    quote!(#errors #constructor #items)
}

/// The methods that are coroutines stay in the block, their machines stand beside it.
fn expand_impl(arguments: TokenStream, block: ItemImpl, unread: Unread) -> TokenStream {
    let mut sink = Sink::default();
    let ImplBlock { mut rest, coroutines } = parse_impl(arguments, block, unread, &mut sink);
    let mut machines = TokenStream::new();
    for function in coroutines.into_iter().flatten() {
        let Output { constructor, items } = machine(function, &mut sink);
        rest.items.push(ImplItem::Verbatim(constructor));
        machines.extend(items);
    }
    let errors = sink.into_tokens();
    quote!(#errors #rest #machines)
}

/// The machine of one function; its errors go to `sink`.
fn machine(mut function: CoroutineFn, sink: &mut Sink) -> Output {
    let mut own = Sink::offering_box(can_be_boxed(&function));
    let output = if function.is_refused {
        Err(Refused)
    } else if function.boxed.is_some() {
        // rustc does what lies between: its own state machine is the plan.
        check(&function, &mut own);
        own.gate().map(|()| emit_boxed(&mut function))
    } else {
        compile(&mut function, &mut own).map(|machine| emit(&function, &machine))
    };
    let output = output.unwrap_or_else(|Refused| {
        let plain = plain(&mut function, &mut own);
        fallback(&function, plain)
    });
    sink.append(own);
    output
}

/// The refused body as plain Rust, if that is what it would be; a type that is asked for there is not asked for in `sink`.
fn plain(function: &mut CoroutineFn, sink: &mut Sink) -> Option<TokenStream> {
    if function.is_refused || !sink.is_plain_rust() {
        return None;
    }
    let Plain { tokens, mut is_asked } = Plain::body(function, sink.refusals())?;
    is_asked.reverse();
    sink.retain(|_| !is_asked.pop().unwrap_or_default());
    Some(tokens)
}

/// The stages in the middle; what they refuse is in `sink`.
fn compile(function: &mut CoroutineFn, sink: &mut Sink) -> Result<Machine, Refused> {
    check(function, sink);
    sink.gate()?;
    let mut followed = Followed::new();
    loop {
        let body = normalize(function, &followed, sink);
        sink.gate()?;
        match plan(function, body, &followed, sink) {
            Ok(machine) => return Ok(machine),
            Err(Unplanned::Refused) => return Err(Refused),
            // Only what has to be is taken apart.
            Err(Unplanned::Unclear(locals)) => followed.extend(locals),
        }
    }
}

#[cfg(test)]
#[path = "expand/tests.rs"]
mod tests;
