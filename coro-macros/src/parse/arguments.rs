//! `#[coroutine(recv = …, yield = …, throw = …, name = …, primed, boxed, crate = …)]`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Path, Token, Type};

use crate::diagnostics::Sink;
use crate::text::text;

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

impl Arguments {
    /// Reads those that can be read; what is wrong with the others goes to `sink`.
    pub(crate) fn read(tokens: TokenStream, sink: &mut Sink) -> Self {
        let mut arguments = Self::default();
        for argument in split(tokens) {
            let parse = |input: ParseStream<'_>| arguments.add(input);
            if let Err(error) = parse.parse2(argument) {
                sink.push_syn(error);
            }
        }
        arguments
    }

    fn add(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let key = input.fork().call(Ident::parse_any).map_err(|_| unnamed(input))?;
        let known = ["recv", "yield", "throw", "primed", "boxed", "name", "crate"];
        if known.iter().all(|name| key != name) {
            return Err(unknown(&key, input));
        }
        input.call(Ident::parse_any)?;
        match key.to_string().as_str() {
            "recv" => set(&mut self.received, &key, input)?,
            "yield" => set(&mut self.yielded, &key, input)?,
            "throw" => set(&mut self.thrown, &key, input)?,
            "primed" => once(&mut self.primed, &key, key.clone())?,
            "boxed" => {
                let boxed = Boxed { span: key.span(), send: thread(input)? };
                once(&mut self.boxed, &key, boxed)?;
            }
            "name" => {
                equals(&key, input)?;
                once(&mut self.name, &key, name(input)?)?;
            }
            _ => {
                equals(&key, input)?;
                once(&mut self.runtime, &key, input.call(Path::parse_mod_style)?)?;
            }
        }
        if input.is_empty() {
            return Ok(());
        }
        let message = "a comma is missing between the arguments\nnote: they are a list\nhelp: write `recv = Type, yield = Type`";
        let error = input.error(message);
        rest(input)?;
        Err(error)
    }
}

/// The arguments, each by itself: commas between angle brackets belong to a type.
fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut arguments = vec![TokenStream::new()];
    let mut depth = 0_usize;
    let mut is_arrow = false;
    for token in tokens {
        let sign = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
        match sign {
            ',' if depth == 0 && arguments.last().is_some_and(|last| !last.is_empty()) => {
                arguments.push(TokenStream::new());
                continue;
            }
            // It ends nothing, and stands for what is missing.
            ',' if depth == 0 => {
                arguments.insert(arguments.len() - 1, token.into());
                continue;
            }
            '<' => depth += 1,
            '>' if !is_arrow => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_arrow = sign == '-';
        arguments.last_mut().expect("bug: it begins with one").extend([token]);
    }
    if arguments.last().is_some_and(TokenStream::is_empty) {
        arguments.pop();
    }
    arguments
}

/// What is left, which is not looked at.
fn rest(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    input.parse()
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
    if has_equals && !input.is_empty() {
        return Ok(());
    }
    let shape = match key.to_string().as_str() {
        "name" => "Name",
        "crate" => "path",
        _ => "Type",
    };
    // `recv: Type`, `recv(Type)`
    let (note, value) = match rest(input)?.into_iter().collect::<Vec<_>>().as_slice() {
        [TokenTree::Group(group)] => ("it stands behind `=`", text(&group.stream())),
        [TokenTree::Punct(colon), value @ ..] if colon.as_char() == ':' && !value.is_empty() => {
            ("it stands behind `=`", text(&value.iter().cloned().collect::<TokenStream>()))
        }
        _ => ("all arguments but `primed` and `boxed` have one", shape.to_owned()),
    };
    let message = format!("`{key}` needs a value\nnote: {note}\nhelp: write `{key} = {value}`");
    Err(syn::Error::new(key.span(), message))
}

/// The name of the struct.
fn name(input: ParseStream<'_>) -> syn::Result<Ident> {
    let ident = input.fork().call(|input| {
        let ident = input.parse::<Ident>()?;
        if input.is_empty() { Ok(ident) } else { Err(input.error("")) }
    });
    let value = rest(input)?;
    ident.map_err(|_| {
        let named = value.clone().into_iter().next().and_then(|first| match first {
            // `name = "Name"`
            TokenTree::Literal(literal) => syn::parse_str::<Ident>(literal.to_string().trim_matches('"')).ok(),
            TokenTree::Ident(_) | TokenTree::Group(_) | TokenTree::Punct(_) => None,
        });
        let named = named.map_or_else(|| "Name".to_owned(), |named| named.to_string());
        let message = format!(
            "`name` takes one identifier\nnote: it is what the struct is called, without its generics\nhelp: write `name = {named}`"
        );
        syn::Error::new_spanned(value, message)
    })
}

fn set(slot: &mut Option<Type>, key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
    equals(key, input)?;
    let span = input.span();
    let ty = input.parse::<Type>().map_err(|_| {
        let message = format!(
            "`{key}` takes a type\nnote: the values are those of the body, and each of them has that type\nhelp: write `{key} = Type`"
        );
        syn::Error::new(span, message)
    });
    if ty.is_err() {
        rest(input)?;
    }
    once(slot, key, ty?)
}

fn once<T>(slot: &mut Option<T>, key: &Ident, value: T) -> syn::Result<()> {
    if slot.replace(value).is_some() {
        let message =
            format!("`{key}` is given twice\nnote: a coroutine has one of each\nhelp: remove one of them");
        return Err(syn::Error::new(key.span(), message));
    }
    Ok(())
}

fn unknown(key: &Ident, input: ParseStream<'_>) -> syn::Error {
    let name = key.to_string();
    let argument = rest(input).unwrap_or_default();
    let is_type = |argument: &TokenStream| syn::parse2::<Type>(argument.clone()).is_ok();
    let begins = |stems: &[&str]| stems.iter().any(|stem| name.starts_with(stem));
    let help = if name == "return" {
        "write it in the signature, `fn name(…) -> Type`"
    } else if begins(&["re", "in", "arg", "send"]) {
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
    } else if begins(&["b"]) && !is_type(&argument) {
        "write `boxed`"
    } else if is_type(&argument) {
        return refused(
            key.span(),
            &name,
            &format!("write `recv = {}` if it is what `recv!()` evaluates to", text(&argument)),
        );
    } else {
        "remove it"
    };
    refused(key.span(), &name, help)
}

/// What does not even begin with a word.
fn unnamed(input: ParseStream<'_>) -> syn::Error {
    let span = input.span();
    if input.peek(Token![,]) {
        let message =
            "an argument is missing in front of this comma\nnote: they are a list\nhelp: remove the comma";
        return syn::Error::new(span, message);
    }
    let argument = rest(input).unwrap_or_default();
    let is_type = syn::parse2::<Type>(argument.clone()).is_ok();
    let argument = text(&argument);
    let help = if is_type {
        format!("write `recv = {argument}` if it is what `recv!()` evaluates to")
    } else {
        "remove it".to_owned()
    };
    refused(span, &argument, &help)
}

fn refused(span: Span, name: &str, help: &str) -> syn::Error {
    syn::Error::new(
        span,
        format!(
            "unknown argument `{name}`\nnote: `#[coroutine]` takes `recv = Type`, `yield = Type`, `throw = Type`, `name = Name`, `primed`, `boxed`, `boxed(send)` and `crate = path`\nhelp: {help}"
        ),
    )
}
