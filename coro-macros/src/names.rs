//! Every generated identifier and every path into the runtime.

use std::collections::HashMap;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{Lifetime, Path, PathSegment};

use crate::diagnostics::Asked;
use crate::suspend::Suspension;

/// Makes identifiers that cannot meet one of the user's.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: Taken,
    lifetimes: Taken,
}

/// Names, each with the number that is tried behind it next.
type Taken = HashMap<String, usize>;

/// `total` is followed by `total_2`.
const FIRST_SUFFIX: usize = 2;

impl Names {
    /// Takes note of every identifier in `tokens`.
    pub(crate) fn avoiding(tokens: &impl ToTokens) -> Self {
        let mut names = Self::default();
        names.avoid(tokens.to_token_stream());
        names
    }

    fn avoid(&mut self, tokens: TokenStream) {
        let mut is_lifetime = false;
        for token in tokens {
            let follows_apostrophe = std::mem::replace(&mut is_lifetime, is_apostrophe(&token));
            match token {
                TokenTree::Ident(ident) => {
                    let taken = if follows_apostrophe { &mut self.lifetimes } else { &mut self.taken };
                    taken.insert(ident.to_string(), FIRST_SUFFIX);
                }
                TokenTree::Group(group) => self.avoid(group.stream()),
                TokenTree::Punct(_) => {}
                // A format string can name a local.
                TokenTree::Literal(literal) => {
                    let names = crate::mentions::captured_names(&literal).into_iter();
                    self.taken.extend(names.map(|name| (name, FIRST_SUFFIX)));
                }
            }
        }
    }

    /// `stem`, or `stem_2`, `stem_3`, … if that is taken.
    pub(crate) fn fresh(&mut self, stem: &str, span: Span) -> Ident {
        Ident::new(&free(&mut self.taken, stem.strip_prefix("r#").unwrap_or(stem)), span)
    }

    /// As [`Names::fresh`], for a type: `Stem`, `Stem2`, ….
    pub(crate) fn fresh_type(&mut self, stem: &str, span: Span) -> Ident {
        let numbers =
            std::iter::once(stem.to_owned()).chain((2..).map(|number: usize| format!("{stem}{number}")));
        let name = numbers
            .into_iter()
            .find(|name| self.taken.insert(name.clone(), FIRST_SUFFIX).is_none())
            .expect("bug: numbers do not end");
        Ident::new(&name, span)
    }

    /// As [`Names::fresh`], for a lifetime.
    pub(crate) fn fresh_lifetime(&mut self, stem: &str, span: Span) -> Lifetime {
        let name = free(&mut self.lifetimes, stem);
        // A keyword is no lifetime.
        let ident = syn::parse_str::<Ident>(&name)
            .unwrap_or_else(|_| Ident::new(&free(&mut self.lifetimes, "arg"), span));
        Lifetime { apostrophe: span, ident: Ident::new(&ident.to_string(), span) }
    }
}

fn is_apostrophe(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '\'')
}

/// The first of `stem`, `stem_2`, … that is not taken.
fn free(taken: &mut Taken, stem: &str) -> String {
    let Some(mut suffix) = taken.get(stem).copied() else {
        taken.insert(stem.to_owned(), FIRST_SUFFIX);
        return stem.to_owned();
    };
    let separator = if stem.ends_with('_') { "" } else { "_" };
    loop {
        let name = format!("{stem}{separator}{suffix}");
        suffix += 1;
        if !taken.contains_key(&name) {
            taken.insert(stem.to_owned(), suffix);
            taken.insert(name.clone(), FIRST_SUFFIX);
            return name;
        }
    }
}

/// An identifier of the generated functions that user code cannot see or shadow.
fn hygienic(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// The sent value, in a unit and in the driver.
pub(crate) fn input() -> Ident {
    hygienic("input")
}

/// As [`input`], blamed at `span`.
pub(crate) fn input_at(span: Span) -> Ident {
    located_at(&input(), span)
}

/// The same identifier, blamed at `span`.
pub(crate) fn located_at(ident: &Ident, span: Span) -> Ident {
    let mut ident = ident.clone();
    ident.set_span(ident.span().located_at(span));
    ident
}

/// Generated `tokens`, blamed at `span`: an error in them is shown as one of that token's.
pub(crate) fn blamed_at(tokens: impl ToTokens, span: Span) -> TokenStream {
    let blame = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    tokens.into_token_stream().into_iter().map(blame).collect()
}

/// `ty`, blamed at `span`; what it means is as before.
pub(crate) fn type_blamed_at(ty: &syn::Type, span: Span) -> syn::Type {
    type_with_spans(ty, &|own| own.located_at(span))
}

/// `ty` where the user has not written it: what lints have against the way it is written is not said.
pub(crate) fn generated_type(ty: &syn::Type) -> syn::Type {
    type_with_spans(ty, &generated_at)
}

/// The span of generated code that is blamed at `span`.
pub(crate) fn generated_at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

fn type_with_spans(ty: &syn::Type, respanned: &dyn Fn(Span) -> Span) -> syn::Type {
    fn walk(tokens: TokenStream, respanned: &dyn Fn(Span) -> Span) -> TokenStream {
        let walk = |token| match token {
            TokenTree::Group(group) => {
                let mut walked = Group::new(group.delimiter(), walk(group.stream(), respanned));
                walked.set_span(respanned(group.span()));
                TokenTree::Group(walked)
            }
            mut token => {
                token.set_span(respanned(token.span()));
                token
            }
        };
        tokens.into_iter().map(walk).collect()
    }
    syn::parse2(walk(ty.to_token_stream(), respanned)).expect("bug: it was a type")
}

/// What the body returns.
pub(crate) fn returned() -> Ident {
    hygienic("returned")
}

/// What a suspension hands out, evaluated before the state is stored.
pub(crate) fn value() -> Ident {
    hygienic("value")
}

/// The frames that wait for the running one.
pub(crate) fn callers() -> Ident {
    hygienic("callers")
}

/// The machine that a constructor primes.
pub(crate) fn primed() -> Ident {
    hygienic("machine")
}

/// What lies between a boxed machine and its body.
pub(crate) fn channel() -> Ident {
    hygienic("channel")
}

/// The body of a boxed machine.
pub(crate) fn body() -> Ident {
    hygienic("body")
}

/// The coroutine that a boxed body delegates to.
pub(crate) fn delegate() -> Ident {
    hygienic("delegate")
}

/// The state that takes the place of another.
pub(crate) fn next() -> Ident {
    hygienic("next")
}

/// The guard over the state, in the driver.
pub(crate) fn guard() -> Ident {
    hygienic("guard")
}

/// Where the first unit stores the next state.
pub(crate) fn place() -> Ident {
    hygienic("place")
}

/// The state that the first unit is made from.
pub(crate) fn created() -> Ident {
    hygienic("created")
}

/// What a unit returned, in the driver.
pub(crate) fn outcome() -> Ident {
    hygienic("outcome")
}

/// An identifier's text without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map_or_else(|| text.clone(), str::to_owned)
}

/// The kept option of a local that may have been moved.
pub(crate) fn option_of(local: &Ident) -> Ident {
    Ident::new(&format!("maybe_{}", plain(local)), Span::mixed_site())
}

/// Where the state keeps a local that is read out of it.
pub(crate) fn place_of(local: &Ident) -> Ident {
    Ident::new(&format!("place_of_{}", plain(local)), Span::mixed_site())
}

/// A typed local's way out of a block that ends an untyped one; such blocks nest.
pub(crate) fn kept(local: &Ident, depth: usize) -> Ident {
    match depth {
        1 => Ident::new(&format!("kept_{}", plain(local)), Span::mixed_site()),
        depth => Ident::new(&format!("kept_{}_{depth}", plain(local)), Span::mixed_site()),
    }
}

/// The private enum of a machine's states.
pub(crate) fn states(machine: &Ident) -> Ident {
    format_ident!("{machine}States")
}

/// The private enum of the frames that wait for another one.
pub(crate) fn frames(machine: &Ident) -> Ident {
    format_ident!("{machine}Callers")
}

/// The state that waits at the `number`th suspension.
pub(crate) fn state(kind: Suspension, number: usize) -> Ident {
    format_ident!("{}{number}", kind.state_stem())
}

/// The variant of the states of a group.
pub(crate) fn shared_state(group: usize) -> Ident {
    format_ident!("Shared{group}")
}

/// The enum that tells the states of a group apart.
pub(crate) fn positions(machine: &Ident, group: usize) -> Ident {
    format_ident!("{machine}Positions{group}")
}

/// Where the field is that says which of its group a state is.
pub(crate) fn position() -> Ident {
    hygienic("at")
}

/// A field beside locals; fields have no hygiene, so it must not be called like another.
pub(crate) fn field_beside(name: &str, is_taken: &dyn Fn(&Ident) -> bool) -> Ident {
    let numbered = (2..).map(|number: usize| format_ident!("{name}_{number}"));
    std::iter::once(format_ident!("{name}"))
        .chain(numbered)
        .find(|ident| !is_taken(ident))
        .expect("bug: numbers do not end")
}

/// The unit that runs from the start of the body.
pub(crate) fn start_unit() -> Ident {
    format_ident!("start")
}

/// The unit that goes on after the `number`th suspension.
pub(crate) fn resume_unit(kind: Suspension, number: usize) -> Ident {
    format_ident!("after_{}_{number}", kind.spelling().trim_end_matches('_'))
}

/// The unit that several places go on with.
pub(crate) fn join_unit(number: usize) -> Ident {
    format_ident!("join_{number}")
}

/// Where `break` goes, out of a loop or labelled block that was entered in its middle.
pub(crate) fn break_label(target: &str) -> Lifetime {
    Lifetime::new(&format!("'break_{target}"), Span::mixed_site())
}

/// Behind a loop that does not come round, and so is a block.
pub(crate) fn leave_label(target: &str) -> Lifetime {
    Lifetime::new(&format!("'leave_{target}"), Span::mixed_site())
}

/// Where `continue` goes, in a loop that was entered in its middle.
pub(crate) fn continue_label(target: &str) -> Lifetime {
    Lifetime::new(&format!("'continue_{target}"), Span::mixed_site())
}

/// The block that ends where a branch of an `if` has been chosen whose condition suspends.
pub(crate) fn chosen_label(number: usize) -> Lifetime {
    Lifetime::new(&format!("'chosen_{number}"), Span::mixed_site())
}

/// A real loop that has no label and needs one.
pub(crate) fn loop_label(number: usize) -> Lifetime {
    Lifetime::new(&format!("'loop_{number}"), Span::mixed_site())
}

/// `snake_case` → `SnakeCase`, as the struct of a function is called.
pub(crate) fn upper_camel(name: &Ident) -> Ident {
    let text = plain(name);
    let mut camel = String::with_capacity(text.len());
    for word in text.split('_').filter(|word| !word.is_empty()) {
        let mut chars = word.chars();
        camel.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        camel.push_str(chars.as_str());
    }
    match camel.chars().next() {
        Some(first) if !first.is_ascii_digit() && camel != "Self" => Ident::new(&camel, name.span()),
        Some(_) | None => Ident::new(&format!("Coroutine{camel}"), name.span()),
    }
}

/// The trait that asks for the type of a value: as good as unique, so that the compiler calls it by its name alone.
pub(crate) fn type_of(asked: &Asked, idx: usize, machine: &Ident, span: Span) -> Ident {
    let value = match asked {
        Asked::Binding(local) => upper_camel(local).to_string(),
        Asked::Value(_) => format!("Value{}", idx + 1),
        Asked::Iterated => format!("Items{}", idx + 1),
        Asked::Item => format!("Item{}", idx + 1),
    };
    Ident::new(&format!("TypeOf{value}In{machine}"), span)
}

/// The struct of a method: `feed` of a `Scanner` makes a `ScannerFeed`.
pub(crate) fn method_machine(type_name: &Ident, method: &Ident) -> Ident {
    Ident::new(&format!("{}{}", plain(type_name), upper_camel(method)), method.span())
}

/// Paths into the runtime crate.
#[derive(Clone, Debug)]
pub(crate) struct Runtime {
    root: Path,
}

impl Runtime {
    pub(crate) fn new(root: Path) -> Self {
        Self { root }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// `::coro_runtime::Name`
    pub(crate) fn item(&self, name: &str) -> Path {
        self.path(&[name])
    }

    /// `::coro_runtime::Interrupt<E>`
    pub(crate) fn interrupt(&self, thrown: Option<&syn::Type>) -> TokenStream {
        let interrupt = self.item("Interrupt");
        match thrown {
            Some(thrown) => quote!(#interrupt<#thrown>),
            None => interrupt.into_token_stream(),
        }
    }

    /// `::coro_runtime::__private::Name`
    pub(crate) fn private(&self, name: &str) -> Path {
        self.path(&["__private", name])
    }

    fn path(&self, names: &[&str]) -> Path {
        let mut path = self.root.clone();
        path.segments.extend(names.iter().map(|name| PathSegment::from(Ident::new(name, Span::call_site()))));
        path
    }
}
