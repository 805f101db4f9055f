//! The traits of a machine: `Coroutine`, `Iterator`, `Debug`, and the small ones that the runtime asks for.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};

use super::Emitter;
use super::states::marker;
use super::variants::Written;
use crate::names;
use crate::normalize::{LocalId, Role};
use crate::parse::CoroutineFn;
use crate::plan::{Hold, State, UnitId};
use crate::types;

/// The bodies of `prime`, `send` and `close`.
pub(super) struct Resumes {
    pub prime: TokenStream,
    pub send: TokenStream,
    pub close: TokenStream,
}

impl Emitter<'_> {
    pub(super) fn driver(&self) -> TokenStream {
        let states = self.states_impl();
        let coroutine = self.coroutine_impl();
        let throw = self.throw_impl();
        let drop = self.drop_impl();
        let iterator = iterator_impl(self.function);
        let debug = self.debug_impl();
        quote!(#states #coroutine #throw #drop #iterator #debug)
    }

    /// What the guard has to know of the states.
    fn states_impl(&self) -> TokenStream {
        let (trait_, position) = (self.private("States"), self.private("Position"));
        let states = &self.states;
        let (impl_generics, ty_generics, where_clause) = self.generics();
        let suspended = self.reachable_states().map(|state| {
            let any = self.any(&quote!(Self), state.number);
            let line = quote_spanned!(self.machine.body.suspension(state.number).span=> ::core::line!());
            quote!(#any => #position::Suspended(#line),)
        });
        quote! {
            impl #impl_generics #trait_ for #states #ty_generics #where_clause {
                const FINISHED: Self = Self::Finished;
                const POISONED: Self = Self::Poisoned;
                #[inline]
                fn is_created(&self) -> ::core::primitive::bool {
                    ::core::matches!(self, Self::Created { .. })
                }
                #[inline]
                fn position(&self) -> #position {
                    match self {
                        Self::Created { .. } => #position::Created,
                        #(#suspended)*
                        Self::Finished => #position::Finished,
                        Self::Poisoned => #position::Poisoned,
                    }
                }
            }
        }
    }

    fn coroutine_impl(&self) -> TokenStream {
        let (coroutine, status) = (self.runtime("Coroutine"), self.runtime("Status"));
        let states = self.private("States");
        let (machine, input) = (&self.function.machine, &self.input);
        let (yielded, returned) = (&self.function.yielded, &self.function.returned);
        let generics = self.generics_per_send();
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let (_, ty_generics, _) = self.generics();
        let Resumes { prime, send, close } =
            if self.machine.body.is_recursive { self.recursive_resumes() } else { self.resumes() };
        let (answer, value) = (self.answer(), names::input());
        let error = self.runtime("ResumeError");
        quote! {
            impl #impl_generics #coroutine<#input> for #machine #ty_generics #where_clause {
                type Yield = #yielded;
                type Return = #returned;

                #[inline]
                fn prime(&mut self) -> #answer {
                    #prime
                }

                #[inline]
                fn send(&mut self, #value: #input) -> #answer {
                    #send
                }

                #[inline]
                fn close(&mut self) -> ::core::result::Result<::core::option::Option<#returned>, #error> {
                    #close
                }

                #[inline]
                fn status(&self) -> #status {
                    #states::status(&self.state)
                }
            }
        }
    }

    /// What `prime`, `send` and `throw` return.
    pub(super) fn answer(&self) -> TokenStream {
        let (state, error) = (self.runtime("CoroutineState"), self.runtime("ResumeError"));
        let (yielded, returned) = (&self.function.yielded, &self.function.returned);
        quote!(::core::result::Result<#state<#yielded, #returned>, #error>)
    }

    /// The bodies of a machine that has one frame.
    fn resumes(&self) -> Resumes {
        let (guard, error) = (names::guard(), self.runtime("ResumeError"));
        let over = self.over();
        let finish = self.finish();
        let send = match self.sent_under_guard(self.reachable_states()) {
            Some(send) => quote!(#over #send #finish),
            // A body that never waits refuses every send, so that its argument is not used.
            None => {
                let value = names::input();
                quote!(let _ = #value; #over #guard.refuse(#error::NotPrimed))
            }
        };
        Resumes { prime: self.primed(), send, close: self.close() }
    }

    /// `let guard = Guard::over(&mut self.state);`
    pub(super) fn over(&self) -> TokenStream {
        let guard = names::guard();
        if self.machine.body.is_recursive {
            let frames = self.private("Frames");
            quote!(let #guard = #frames::over(&mut self.state, &mut self.callers);)
        } else {
            let guard_type = self.private("Guard");
            quote!(let #guard = #guard_type::over(&mut self.state);)
        }
    }

    /// `Guard::over(&mut self.state).prime(…)`
    fn primed(&self) -> TokenStream {
        let (enum_, guard, unreachable) = (&self.states, self.private("Guard"), self.private("unreachable"));
        let (place, created, fields) = (names::place(), names::created(), self.created());
        let args = self.function.args.iter().map(|arg| &arg.field);
        let started = self.split(&quote!(#place.start(#(#args),*)));
        quote! {
            #guard::over(&mut self.state).prime(|#place, #created| match #created {
                #enum_::Created { #fields } => #started,
                _ => #unreachable(),
            })
        }
    }

    /// `let outcome = …` from the start of the body, where that is a frame that begins as every other does.
    pub(super) fn primed_under_guard(&self) -> TokenStream {
        let (enum_, error) = (&self.states, self.runtime("ResumeError"));
        let (guard, outcome, take) = (names::guard(), names::outcome(), self.private("take"));
        let unreachable = self.private("unreachable");
        let created = self.created();
        let args = self.function.args.iter().map(|arg| &arg.field);
        let started = self.suspended(&Role::Calls, &quote!((#(#args,)*)));
        quote! {
            let #outcome = match #guard.state {
                #enum_::Created { .. } => match #take(#guard.state) {
                    #enum_::Created { #created } => #started,
                    _ => #unreachable(),
                },
                _ => return #guard.refuse(#error::AlreadyPrimed),
            };
        }
    }

    /// `let outcome = …` behind the suspension at which the body waits, if it ever does.
    pub(super) fn sent_under_guard<'s>(
        &self,
        states: impl Iterator<Item = &'s State>,
    ) -> Option<TokenStream> {
        let (guard, outcome, value) = (names::guard(), names::outcome(), names::input());
        let error = self.runtime("ResumeError");
        let refuse = if self.has_single_state() { quote!(refuse_single) } else { quote!(refuse) };
        let arms: Vec<_> =
            states.map(|state| self.resumed(state, &self.sent(state, &quote!(#value)))).collect();
        (!arms.is_empty()).then(|| {
            quote! {
                let #outcome = match *#guard.state {
                    #(#arms)*
                    _ => return #guard.#refuse(#error::NotPrimed),
                };
            }
        })
    }

    /// Whether there is one state to be resumed in, in which nothing is delegated to.
    fn has_single_state(&self) -> bool {
        let mut states = self.reachable_states();
        let role = states.next().map(|state| &self.machine.body.suspension(state.number).role);
        states.next().is_none() && matches!(role, Some(Role::Own)) && !self.machine.body.is_recursive
    }

    /// The argument by which a frame gets at those that wait for it.
    fn callers(&self) -> Option<TokenStream> {
        let guard = names::guard();
        self.machine.body.is_recursive.then(|| quote!(#guard.callers,))
    }

    /// The fields of the state Created.
    pub(super) fn created(&self) -> TokenStream {
        let args = self.function.args.iter().map(|arg| &arg.field);
        let marker = marker(self.function).map(|_| quote!(..));
        let args = args.map(|field| quote!(#field)).chain(marker);
        quote!(#(#args),*)
    }

    /// `GrepStates::Recv1 { pattern } => guard.state.after_recv_1(input, pattern),`, where the state is in its place.
    pub(super) fn resumed(&self, state: &State, value: &TokenStream) -> TokenStream {
        self.resumed_as(state, value, &|call| call)
    }

    /// As [`Emitter::resumed`], with something around the call.
    pub(super) fn resumed_as(
        &self,
        state: &State,
        value: &TokenStream,
        wrap: &dyn Fn(TokenStream) -> TokenStream,
    ) -> TokenStream {
        let (guard, take, unreachable) = (names::guard(), self.private("take"), self.private("unreachable"));
        let enum_ = self.states.to_token_stream();
        let locals = state.fields.iter().map(|field| field.local);
        match state.hold {
            Hold::Copied => {
                let (fields, args): (Vec<_>, Vec<_>) = locals.map(|local| self.copied(local)).unzip();
                let state_pat = self.spelled(&enum_, state.number, &fields, None);
                let call = wrap(self.call(state, value, &args));
                quote!(#state_pat => #call,)
            }
            Hold::InPlace => {
                let state_pat = self.any(&enum_, state.number);
                let call = wrap(self.call(state, value, &[]));
                quote!(#state_pat => #call,)
            }
            Hold::Moved => {
                let (any, fields) = (self.any(&enum_, state.number), self.by_name(locals));
                let state_pat = self.spelled(&enum_, state.number, &fields, None);
                let args: Vec<_> = fields.into_iter().map(|(_, name)| name).collect();
                let call = wrap(self.call(state, value, &args));
                quote! {
                    #any => match #take(#guard.state) {
                        #state_pat => #call,
                        _ => #unreachable(),
                    },
                }
            }
        }
    }

    /// Each field under its own name.
    pub(super) fn by_name(&self, locals: impl Iterator<Item = LocalId>) -> Vec<Written> {
        locals.map(|local| (local, self.ident(local).to_token_stream())).collect()
    }

    /// A field that is read out of its state, as a pattern and as a value.
    fn copied(&self, local: LocalId) -> (Written, TokenStream) {
        let ident = self.ident(local);
        if self.is_copy(local) {
            ((local, quote!(#ident)), quote!(#ident))
        } else {
            ((local, quote!(ref #ident)), quote!(::core::clone::Clone::clone(#ident)))
        }
    }

    pub(super) fn is_copy(&self, local: LocalId) -> bool {
        self.machine.body.local(local).ty.as_ref().is_some_and(types::is_copy)
    }

    /// The call of the unit behind a state.
    pub(super) fn call(&self, state: &State, value: &TokenStream, fields: &[TokenStream]) -> TokenStream {
        let (unit, guard) = (self.unit_name(UnitId::Resume(state.number)), names::guard());
        let callers = self.callers();
        quote!(#guard.state.#unit(#callers #value, #(#fields),*))
    }

    /// What a send is to the unit behind a suspension.
    pub(super) fn sent(&self, state: &State, value: &TokenStream) -> TokenStream {
        let suspension = self.machine.body.suspension(state.number);
        match &suspension.role {
            Role::Own if suspension.kind.is_try() => quote!(::core::result::Result::Ok(#value)),
            Role::Delegates(_) if self.function.thrown.is_some() => {
                let resumed = self.private("Resumed");
                quote!(#resumed::Sent(#value))
            }
            Role::Own | Role::Delegates(_) | Role::Calls => value.clone(),
        }
    }

    /// What a thrown error is to the unit behind a suspension that looks at it.
    pub(super) fn thrown(&self, state: &State, error: &TokenStream) -> Option<TokenStream> {
        let suspension = self.machine.body.suspension(state.number);
        match &suspension.role {
            Role::Own if suspension.kind.is_try() => {
                let interrupt = self.runtime("Interrupt");
                Some(quote!(::core::result::Result::Err(#interrupt::Throw(#error))))
            }
            Role::Delegates(_) => {
                let resumed = self.private("Resumed");
                Some(quote!(#resumed::Thrown(#error)))
            }
            Role::Own | Role::Calls => None,
        }
    }

    /// The machine's own answer for what a unit returned.
    pub(super) fn finish(&self) -> TokenStream {
        let (guard, outcome) = (names::guard(), names::outcome());
        let split = self.split(&quote!(#outcome));
        quote!(#guard.finish(#split))
    }

    /// `Grep { status: Suspended, line: 7 }`
    fn debug_impl(&self) -> Option<TokenStream> {
        if derives_debug(self.function) {
            return None;
        }
        let (machine, debug) = (&self.function.machine, self.private("debug"));
        let (impl_generics, ty_generics, where_clause) = self.generics();
        let name = machine.to_string();
        Some(quote! {
            impl #impl_generics ::core::fmt::Debug for #machine #ty_generics #where_clause {
                #[inline]
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #debug(&self.state, #name, f)
                }
            }
        })
    }
}

/// A machine that is sent nothing is an iterator over what it yields.
pub(super) fn iterator_impl(function: &CoroutineFn) -> Option<TokenStream> {
    let is_sent_nothing = matches!(function.input(), syn::Type::Tuple(tuple) if tuple.elems.is_empty());
    let CoroutineFn { machine, yielded, runtime, .. } = function;
    let next = runtime.private("next");
    let (impl_generics, ty_generics, where_clause) = function.generics.split_for_impl();
    is_sent_nothing.then(|| {
        quote! {
            impl #impl_generics ::core::iter::Iterator for #machine #ty_generics #where_clause {
                type Item = #yielded;
                fn next(&mut self) -> ::core::option::Option<#yielded> {
                    #next(self)
                }
            }
            impl #impl_generics ::core::iter::FusedIterator for #machine #ty_generics #where_clause {}
        }
    })
}

/// Whether the user derives `Debug`.
pub(super) fn derives_debug(function: &CoroutineFn) -> bool {
    function.machine_attrs.iter().any(|attr| match &attr.meta {
        syn::Meta::List(list) if attr.path().is_ident("derive") => {
            crate::mentions::span_of(&list.tokens, "Debug").is_some()
        }
        _ => false,
    })
}
