//! `#[coroutine(recv = …, yield = …, throw = …, name = …, primed, boxed, crate = …)]`.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Path, Token, Type};

/// What the attribute says.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    /// `recv = Type`
    pub received: Option<Type>,
    /// `yield = Type`
    pub yielded: Option<Type>,
    /// `throw = Type`
    pub thrown: Option<Type>,
    /// `primed`
    pub primed: Option<Ident>,
    /// `boxed`, `boxed(send)`
    pub boxed: Option<Boxed>,
    /// `name = Ident`
    pub name: Option<Ident>,
    /// `crate = path`
    pub runtime: Option<Path>,
}

/// The state is laid out by rustc, on the heap.
#[derive(Clone, Debug)]
pub(crate) struct Boxed {
    /// Where it says `boxed`.
    pub span: Span,
    /// Where it says `send`: the machine may change threads.
    pub send: Option<Ident>,
}

impl Arguments {
    /// What only a function can say, on an `impl` block.
    pub(crate) fn misplaced(&self) -> Option<Span> {
        let types = [&self.received, &self.yielded, &self.thrown].into_iter().flatten();
        let spans = types.map(syn::spanned::Spanned::span);
        let words = [&self.primed, &self.name].into_iter().flatten().map(Ident::span);
        spans.chain(words).chain(self.boxed.iter().map(|boxed| boxed.span)).next()
    }

    /// Where the runtime is.
    pub(crate) fn runtime(&self) -> Path {
        self.runtime.clone().unwrap_or_else(|| syn::parse_quote!(::coro_runtime))
    }
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut arguments = Self::default();
        while !input.is_empty() {
            let key = input.call(Ident::parse_any)?;
            match key.to_string().as_str() {
                "recv" => set(&mut arguments.received, &key, input)?,
                "yield" => set(&mut arguments.yielded, &key, input)?,
                "throw" => set(&mut arguments.thrown, &key, input)?,
                "primed" => once(&mut arguments.primed, &key, key.clone())?,
                "boxed" => {
                    let boxed = Boxed { span: key.span(), send: thread(input)? };
                    once(&mut arguments.boxed, &key, boxed)?;
                }
                "name" => set(&mut arguments.name, &key, input)?,
                "crate" => {
                    equals(&key, input)?;
                    once(&mut arguments.runtime, &key, input.call(Path::parse_mod_style)?)?;
                }
                _ => return Err(unknown(&key)),
            }
            if !input.is_empty() && !input.peek(Token![,]) {
                return Err(input.error(
                    "a comma is missing between the arguments\nnote: they are a list\nhelp: write `recv = Type, yield = Type`",
                ));
            }
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(arguments)
    }
}

/// What stands behind `boxed`: `(send)`, or nothing.
fn thread(input: ParseStream<'_>) -> syn::Result<Option<Ident>> {
    if !input.peek(syn::token::Paren) {
        return Ok(None);
    }
    let content;
    syn::parenthesized!(content in input);
    let word: Option<Ident> = content.call(Ident::parse_any).ok();
    match word {
        Some(word) if word == "send" && content.is_empty() => Ok(Some(word)),
        word => Err(syn::Error::new(
            word.map_or_else(|| content.span(), |word| word.span()),
            "`boxed` takes `send` or nothing\nhelp: write `boxed(send)` for a machine that may change threads, else `boxed`",
        )),
    }
}

fn equals(key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
    let has_equals = input.parse::<Option<Token![=]>>()?.is_some();
    if has_equals && !input.is_empty() && !input.peek(Token![,]) {
        return Ok(());
    }
    let shape = match key.to_string().as_str() {
        "name" => "Name",
        "crate" => "path",
        _ => "Type",
    };
    let message = format!(
        "`{key}` needs a value\nnote: all arguments but `primed` have one\nhelp: write `{key} = {shape}`"
    );
    Err(syn::Error::new(key.span(), message))
}

fn set<T: Parse>(slot: &mut Option<T>, key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
    equals(key, input)?;
    once(slot, key, input.parse()?)
}

fn once<T>(slot: &mut Option<T>, key: &Ident, value: T) -> syn::Result<()> {
    if slot.replace(value).is_some() {
        let message =
            format!("`{key}` is given twice\nnote: a coroutine has one of each\nhelp: remove one of them");
        return Err(syn::Error::new(key.span(), message));
    }
    Ok(())
}

fn unknown(key: &Ident) -> syn::Error {
    let name = key.to_string();
    let begins = |stems: &[&str]| stems.iter().any(|stem| name.starts_with(stem));
    let help = if begins(&["re", "in", "arg", "send"]) {
        "write `recv = Type`"
    } else if begins(&["y", "out", "item"]) {
        "write `yield = Type`"
    } else if begins(&["th", "err"]) {
        "write `throw = Type`"
    } else if begins(&["n", "struct", "rename"]) {
        "write `name = Name`"
    } else if begins(&["p"]) {
        "write `primed`"
    } else if begins(&["cr", "coro"]) {
        "write `crate = path`"
    } else {
        "remove it"
    };
    syn::Error::new(
        key.span(),
        format!(
            "unknown argument `{key}`\nnote: `#[coroutine]` takes `recv = Type`, `yield = Type`, `throw = Type`, `name = Name`, `primed`, `boxed`, `boxed(send)` and `crate = path`\nhelp: {help}"
        ),
    )
}
