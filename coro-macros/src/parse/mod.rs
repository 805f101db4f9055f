//! Tokens → [`CoroutineFn`]: the attribute's arguments and the function's signature, taken apart.
//!
//! Comes out with
//! - every lifetime of the arguments named, every `impl Trait` argument a type parameter;
//! - the received, yielded and returned types written out, with the one lifetime that lasts for a single send told apart;
//! - the body untouched.
//!
//! ```text
//! #[coroutine]                          fn averager<'name>(name: &'name str)
//! fn averager(name: &str) {             recv &'i f64 for one send 'i, yield (), return ()
//!     let mut total = 0.0;
//!     loop {
//!         let x: &f64 = recv!();
//!         total += x;
//!         println!("{name} {total}");
//!     }
//! }
//! ```

mod arguments;
mod clash;
mod display;
mod lifetimes;
mod lone_method;
mod methods;
mod protocol;
mod received;
mod signature;
#[cfg(test)]
mod tests;
mod unfinished;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::{Attribute, GenericParam, Generics, ItemFn, Lifetime, Pat, Token, Type, Visibility};

pub(crate) use arguments::{Arguments, Boxed};
pub(crate) use lifetimes::{Elided, has_elided, name_elided};
pub(crate) use lone_method::LoneMethod;
pub(crate) use methods::{ImplBlock, parse_impl};
pub(crate) use signature::unmentioned;
pub(crate) use unfinished::{Unread, impl_block as unfinished_impl};

use crate::diagnostics::{Diagnostic, Refused, Sink};
use crate::names::{self, Names, Runtime};

/// A function that is to become a machine.
#[derive(Debug)]
pub(crate) struct CoroutineFn {
    /// Attributes that stay on the function.
    pub attrs: Vec<Attribute>,
    /// `derive`s and what belongs to them: they go to the struct.
    pub machine_attrs: Vec<Attribute>,
    /// Lint levels: they hold for the units of the body too.
    pub lint_attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub constness: Option<Token![const]>,
    pub fn_token: Token![fn],
    pub name: Ident,
    /// The struct's name.
    pub machine: Ident,
    pub generics: Generics,
    pub args: Vec<Arg>,
    /// Type parameters that the user has not declared: each argument that is an `impl Trait`, with its type.
    pub undeclared: Vec<(Ident, Ident)>,
    /// Lifetime and type parameters that no argument mentions.
    pub unmentioned: Vec<GenericParam>,
    /// For a method: what its `impl` block already declares.
    pub method: Option<Method>,
    pub received: Received,
    pub yielded: Type,
    pub returned: Type,
    /// The error that may be thrown in.
    pub thrown: Option<Type>,
    /// Whether the constructor primes too.
    pub is_primed: bool,
    /// The state is laid out by rustc.
    pub boxed: Option<Boxed>,
    /// The signature or the attribute is refused: only the surroundings are made.
    pub is_refused: bool,
    /// Why the body could not be read. The compiler has read it before and said so.
    pub unread: Option<syn::Error>,
    pub body: syn::Block,
    pub runtime: Runtime,
    pub names: Names,
}

/// What is special about a coroutine that is a method.
#[derive(Debug)]
pub(crate) struct Method {
    /// The generics that the `impl` block declares, as far as the method need not.
    pub outer: Vec<GenericParam>,
    /// Whether the first argument is `self`.
    pub has_receiver: bool,
}

/// One argument.
#[derive(Debug)]
pub(crate) struct Arg {
    /// Attributes in front of it.
    pub attrs: Vec<Attribute>,
    pub pat: Pat,
    pub ty: Type,
    /// The name it is kept under while the machine is Created.
    pub field: Ident,
}

/// What a suspension evaluates to.
#[derive(Debug)]
pub(crate) struct Received {
    /// `None`: written nowhere, so it is `()` as long as nobody looks at it.
    pub ty: Option<Type>,
    /// The lifetime of one send, where the type borrows for just that.
    pub per_send: Option<Lifetime>,
}

impl CoroutineFn {
    /// The received type, `()` where none is written.
    pub(crate) fn input(&self) -> Type {
        self.received.ty.clone().unwrap_or_else(|| syn::parse_quote!(()))
    }

    /// What `self` is called in the body of a method.
    pub(crate) fn receiver(&self) -> Option<&Ident> {
        self.method.as_ref().filter(|method| method.has_receiver)?;
        self.args.first().map(|arg| &arg.field)
    }

    /// The struct's lifetimes.
    pub(crate) fn lifetimes(&self) -> impl Iterator<Item = &Lifetime> {
        self.generics.lifetimes().map(|param| &param.lifetime)
    }

    /// The function, refused if its body could not be read.
    fn without_body(mut self, unread: Option<syn::Error>) -> Self {
        self.is_refused |= unread.is_some();
        self.unread = unread;
        self
    }

    /// What a lifetime that is not written means in a type that the machine keeps: its only lifetime, if it has just one.
    pub(crate) fn only_lifetime(&self) -> Option<Lifetime> {
        let mut lifetimes = self.lifetimes();
        let first = lifetimes.next()?;
        lifetimes.next().is_none().then(|| first.clone())
    }
}

/// Whether `item` looks like an `impl` block: that word comes before any other, but for the qualifiers of one.
pub(crate) fn is_impl(item: &TokenStream) -> bool {
    let mut words = item.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word),
        TokenTree::Punct(_) | TokenTree::Group(_) | TokenTree::Literal(_) => None,
    });
    words.find(|word| word != "unsafe" && word != "default").is_some_and(|word| word == "impl")
}

/// What the attribute stands on.
#[derive(Debug)]
pub(crate) enum Parsed {
    Function(Box<CoroutineFn>),
    /// There is no place for the struct inside of an `impl` block.
    Method(Box<LoneMethod>),
}

#[cfg(test)]
impl Parsed {
    /// Where a test has written a function.
    pub(crate) fn function(self) -> CoroutineFn {
        match self {
            Self::Function(function) => *function,
            Self::Method(method) => panic!("`{}` is a method", method.sig.ident),
        }
    }
}

/// Reads the attribute's arguments and the item under it.
pub(crate) fn parse(arguments: TokenStream, item: TokenStream, sink: &mut Sink) -> Result<Parsed, Refused> {
    let arguments = Arguments::read(arguments, sink);
    let names = Names::avoiding(&item);
    let (function, unread) = match syn::parse2::<ItemFn>(item.clone()) {
        Ok(function) => (function, None),
        Err(error) => match unfinished::function(&item) {
            Some(head) => (head, Some(error)),
            None => {
                not_a_function(item, error, sink);
                return Err(Refused);
            }
        },
    };
    if let Some(of_a_method) = lone_method::sign(&function) {
        signature::refuse_qualifiers(&function.sig, sink);
        lone_method::refuse(of_a_method, sink);
        return Ok(Parsed::Method(Box::new(LoneMethod::read(arguments, function))));
    }
    let function = signature::analyse(arguments, function, names, None, sink);
    Ok(Parsed::Function(Box::new(function.without_body(unread))))
}

/// The attribute on something else than a function gets a sentence of its own.
fn not_a_function(item: TokenStream, error: syn::Error, sink: &mut Sink) {
    match syn::parse2::<syn::Item>(item) {
        Ok(syn::Item::Fn(_)) | Err(_) => sink.push_syn(error),
        Ok(_) => refuse(
            sink,
            Span::call_site(),
            "`#[coroutine]` stands on a function",
            "it turns the function's body into a state machine",
            "move it to a `fn`",
        ),
    }
}

/// Refuses an argument or qualifier that the machine cannot have.
fn refuse(sink: &mut Sink, span: Span, what: &str, note: &str, help: &str) {
    sink.push(Diagnostic::new(span, what).note(note).help(help));
}

/// Attributes sorted by whom they concern.
#[derive(Debug, Default)]
struct SortedAttributes {
    function: Vec<Attribute>,
    machine: Vec<Attribute>,
    lints: Vec<Attribute>,
}

fn sort_attributes(attrs: Vec<Attribute>) -> SortedAttributes {
    let mut sorted = SortedAttributes::default();
    for attr in attrs {
        let is = |name: &str| attr.path().is_ident(name);
        if is("derive") || is("serde") {
            sorted.machine.push(attr);
        } else if is("expect") {
            // What it expects is in the body, no longer in the function.
            sorted.lints.push(attr);
        } else {
            if ["allow", "warn", "deny", "forbid"].into_iter().any(is) {
                sorted.lints.push(attr.clone());
            }
            sorted.function.push(attr);
        }
    }
    sorted
}

/// The struct's name: asked for, or that of the function.
fn machine_name(arguments: &Arguments, function: &Ident) -> Ident {
    arguments.name.clone().unwrap_or_else(|| names::upper_camel(function))
}
