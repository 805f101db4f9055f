//! [`Machine`] → tokens. Nothing is decided and nothing is reported here.
//!
//! ```text
//! fn averager<'name>(name: &'name str) -> Averager<'name> { … }     the constructor
//! struct Averager<'name> { state: AveragerStates<'name> }
//! enum AveragerStates<'name> { Created { name }, Recv1 { total, name }, Finished, Poisoned }
//! const _: () = {
//!     impl AveragerStates { fn start(…), fn after_recv_1(…) }       the units
//!     impl Coroutine<&'i f64> for Averager { … }                    the driver
//! };
//! ```

mod bounds;
mod boxed;
mod control;
mod driver;
mod fallback;
mod interrupts;
mod plain;
mod printer;
mod recursion;
mod request;
mod retarget;
mod states;
mod suspending;
mod units;
mod variants;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Generics, Lifetime, Path, Type};

pub(crate) use boxed::emit_boxed;
pub(crate) use fallback::{fallback, stub};
pub(crate) use plain::Plain;

use crate::check::has_no_question;
use crate::names;
use crate::normalize::Role;
use crate::parse::CoroutineFn;
use crate::plan::Machine;

/// What takes a function's place.
#[derive(Debug, Default)]
pub(crate) struct Output {
    /// The function that makes the machine: a method stays in its `impl` block.
    pub constructor: TokenStream,
    /// Everything else.
    pub items: TokenStream,
}

/// The machine of `function`.
pub(crate) fn emit(function: &CoroutineFn, machine: &Machine) -> Output {
    let emitter = Emitter::new(function, machine);
    let constructor = emitter.constructor();
    let structure = emitter.structure();
    let states = emitter.states();
    let frames = emitter.frames();
    let resolved = resolved(&machine.body.suspension_paths);
    let items = &machine.body.items;
    let units = emitter.units();
    let drive = emitter.drive();
    let driver = emitter.driver();
    let lints = &function.lint_attrs;
    let items = quote! {
        #structure
        #states
        #frames
        #(#lints)*
        const _: () = {
            #resolved
            #(#items)*
            #units
            #drive
            #driver
        };
    };
    if machine.body.is_recursive {
        let recursion = emitter.private("recursion");
        let Output { constructor: fallback, items: fallback_items } = fallback(function, None);
        let items = quote!(#recursion! { { #constructor #items } { #fallback #fallback_items } });
        return Output { constructor: TokenStream::new(), items };
    }
    Output { constructor, items }
}

/// What every part of the output needs.
struct Emitter<'m> {
    function: &'m CoroutineFn,
    machine: &'m Machine,
    /// The state enum.
    states: Ident,
    /// What a send brings.
    input: Type,
    /// Whether the outcome of a unit is wrapped in the returned type, for `?`.
    is_wrapped: bool,
}

impl<'m> Emitter<'m> {
    fn new(function: &'m CoroutineFn, machine: &'m Machine) -> Self {
        Self {
            function,
            machine,
            states: names::states(&function.machine),
            input: function.input(),
            is_wrapped: is_wrapped(function, machine),
        }
    }

    fn runtime(&self, name: &str) -> Path {
        self.function.runtime.item(name)
    }

    fn private(&self, name: &str) -> Path {
        self.function.runtime.private(name)
    }

    /// `<'p, T: Bound>`, `<'p, T>` and `where …` of the machine.
    fn generics(&self) -> (syn::ImplGenerics<'_>, syn::TypeGenerics<'_>, Option<&syn::WhereClause>) {
        self.function.generics.split_for_impl()
    }

    /// The machine's generics with the lifetime of one send before them.
    fn generics_per_send(&self) -> Generics {
        with_lifetime(&self.function.generics, self.function.received.per_send.as_ref())
    }

    /// `<'i>`, for a unit that mentions the lifetime of one send.
    fn unit_generics(&self, unit: impl FnOnce() -> TokenStream) -> Option<TokenStream> {
        let lifetime = self.function.received.per_send.as_ref()?;
        crate::mentions::has_lifetime(&unit(), lifetime).then(|| quote!(<#lifetime>))
    }

    /// What a unit hands out when it is suspended.
    fn handed(&self) -> TokenStream {
        let yielded = &self.function.yielded;
        if !self.machine.body.is_recursive {
            return yielded.to_token_stream();
        }
        let (suspended, args) = (self.private("Suspended"), self.frame_args());
        quote!(#suspended<#yielded, #args>)
    }

    /// The arguments of a new frame, as a tuple.
    fn frame_args(&self) -> TokenStream {
        let types = self.function.args.iter().map(|arg| &arg.ty);
        quote!((#(#types,)*))
    }

    /// What a unit returns.
    fn outcome(&self) -> TokenStream {
        if self.is_wrapped {
            let outcome = self.wrapping();
            quote!(<#outcome>::Out)
        } else {
            let (state, handed, returned) =
                (self.runtime("CoroutineState"), self.handed(), &self.function.returned);
            quote!(#state<#handed, #returned>)
        }
    }

    /// `Result<u32, E> as Outcome<()>`
    fn wrapping(&self) -> TokenStream {
        let (handed, returned) = (self.handed(), &self.function.returned);
        if names_a_question(returned) || self.is_parametric(returned) {
            let outcome = self.private("Outcome");
            return quote!(#returned as #outcome<#handed>);
        }
        let (outcome, may_question) = (self.private("OutcomeOf"), self.private("may_question"));
        quote!(#returned as #outcome<#handed, { #may_question!(#returned) }>)
    }

    /// Whether a parameter of the machine is part of `ty`, so that no constant can ask about it.
    fn is_parametric(&self, ty: &Type) -> bool {
        let tokens = ty.to_token_stream();
        self.function.generics.params.iter().any(|param| {
            let name = match param {
                syn::GenericParam::Lifetime(param) => &param.lifetime.ident,
                syn::GenericParam::Type(param) => &param.ident,
                syn::GenericParam::Const(param) => &param.ident,
            };
            crate::mentions::span_of(&tokens, &name.to_string()).is_some()
        })
    }

    /// A unit ends suspended.
    fn suspended(&self, role: &Role, value: &TokenStream) -> TokenStream {
        let handed = match (self.machine.body.is_recursive, role) {
            (false, _) => value.clone(),
            (true, Role::Own | Role::Delegates(_)) => {
                let suspended = self.private("Suspended");
                quote!(#suspended::Yielded(#value))
            }
            (true, Role::Calls) => {
                let suspended = self.private("Suspended");
                quote!(#suspended::Called(#value))
            }
        };
        if self.is_wrapped {
            let outcome = self.wrapping();
            quote!(<#outcome>::suspended(#handed))
        } else {
            let state = self.runtime("CoroutineState");
            quote!(#state::Yielded(#handed))
        }
    }

    /// The body has ended with `value`.
    fn complete(&self, value: &dyn ToTokens) -> TokenStream {
        if self.is_wrapped {
            let outcome = self.wrapping();
            quote!(<#outcome>::complete(#value))
        } else {
            let state = self.runtime("CoroutineState");
            quote!(#state::Complete(#value))
        }
    }

    /// What a unit returned, as the state that it left the coroutine in.
    fn split(&self, outcome: &TokenStream) -> TokenStream {
        if !self.is_wrapped {
            return outcome.clone();
        }
        let wrapping = self.wrapping();
        quote!(<#wrapping>::split(#outcome))
    }
}

/// An inert call of each suspension's macro by the user's own path, so that imports count as used and a missing one gives
/// rustc's own message.
fn resolved(paths: &[syn::Path]) -> TokenStream {
    let mut seen = std::collections::HashSet::new();
    paths
        .iter()
        .filter(|path| seen.insert(path.to_token_stream().to_string()))
        .map(|path| quote!(#path! { @resolved }))
        .collect()
}

/// `generics` with one more lifetime in front.
fn with_lifetime(generics: &Generics, lifetime: Option<&Lifetime>) -> Generics {
    let mut generics = generics.clone();
    if let Some(lifetime) = lifetime {
        generics.params.insert(0, syn::GenericParam::Lifetime(syn::LifetimeParam::new(lifetime.clone())));
    }
    generics
}

/// Whether `?` may stand in the body: it does, or a macro may hide one.
fn is_wrapped(function: &CoroutineFn, machine: &Machine) -> bool {
    let questions = retarget::questions(&machine.body);
    (questions.has_question && !has_no_question(&function.returned))
        || (names_a_question(&function.returned) && questions.has_unknown_macro)
}

/// Whether `ty` is a type with `?`, or an alias that is called like one.
fn names_a_question(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let last = path.path.segments.last();
    last.is_some_and(|last| ["Result", "Option", "ControlFlow"].iter().any(|name| last.ident == name))
}
