//! The traits of a machine: `Coroutine`, `Iterator`, `Debug`, and the small ones that the runtime asks for.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::Emitter;
use super::states::marker;
use crate::names;
use crate::parse::CoroutineFn;
use crate::plan::{State, UnitId};

impl Emitter<'_> {
    pub(super) fn driver(&self) -> TokenStream {
        let states = self.states_impl();
        let coroutine = self.coroutine_impl();
        let drop = self.drop_impl();
        let iterator = iterator_impl(self.function);
        let debug = self.debug_impl();
        quote!(#states #coroutine #drop #iterator #debug)
    }

    /// What the guard has to know of the states.
    fn states_impl(&self) -> TokenStream {
        let (trait_, status) = (self.private("States"), self.runtime("Status"));
        let states = &self.states;
        let (impl_generics, ty_generics, where_clause) = self.generics();
        let waiting: Vec<_> = self.reachable_states().map(|state| self.state_name(state)).collect();
        let suspended =
            (!waiting.is_empty()).then(|| quote!(#(Self::#waiting { .. })|* => #status::Suspended,));
        quote! {
            impl #impl_generics #trait_ for #states #ty_generics #where_clause {
                const FINISHED: Self = Self::Finished;
                const POISONED: Self = Self::Poisoned;
                fn status(&self) -> #status {
                    match self {
                        Self::Created { .. } => #status::Created,
                        #suspended
                        Self::Finished => #status::Finished,
                        Self::Poisoned => #status::Poisoned,
                    }
                }
            }
        }
    }

    fn coroutine_impl(&self) -> TokenStream {
        let (coroutine, state, status, error) = (
            self.runtime("Coroutine"),
            self.runtime("CoroutineState"),
            self.runtime("Status"),
            self.runtime("ResumeError"),
        );
        let (guard_type, states) = (self.private("Guard"), self.private("States"));
        let (guard, taken, outcome) = (names::guard(), names::taken(), names::outcome());
        let (machine, input) = (&self.function.machine, &self.input);
        let (yielded, returned) = (&self.function.yielded, &self.function.returned);
        let generics = self.generics_per_send();
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let (_, ty_generics, _) = self.generics();
        let created = self.created();
        let start_args = self.function.args.iter().map(|arg| &arg.field);
        let value = names::input();
        let enum_ = &self.states;
        let resumed: Vec<_> = self.reachable_states().map(|state| self.resumed(state)).collect();
        let finish = self.finish();
        // A body that never waits refuses every send, so that its argument is not used.
        let send = if resumed.is_empty() { quote!(let _ = #value;) } else { TokenStream::new() };
        let sent = if resumed.is_empty() {
            quote!(#guard.refuse(#taken, #error::NotPrimed))
        } else {
            quote! {
                let #outcome = match #taken {
                    #(#resumed)*
                    #taken => return #guard.refuse(#taken, #error::NotPrimed),
                };
                #finish
            }
        };
        let close = self.close();
        let result = quote!(::core::result::Result);
        quote! {
            impl #impl_generics #coroutine<#input> for #machine #ty_generics #where_clause {
                type Yield = #yielded;
                type Return = #returned;

                fn prime(&mut self) -> #result<#state<#yielded, #returned>, #error> {
                    let (#guard, #taken) = #guard_type::take(&mut self.state);
                    let #outcome = match #taken {
                        #enum_::Created { #created } => #guard.0.start(#(#start_args),*),
                        #taken => return #guard.refuse(#taken, #error::AlreadyPrimed),
                    };
                    #finish
                }

                fn send(&mut self, #value: #input) -> #result<#state<#yielded, #returned>, #error> {
                    #send
                    let (#guard, #taken) = #guard_type::take(&mut self.state);
                    #sent
                }

                fn close(&mut self) -> #result<::core::option::Option<#returned>, #error> {
                    let (#guard, #taken) = #guard_type::take(&mut self.state);
                    #close
                }

                fn status(&self) -> #status {
                    #states::status(&self.state)
                }
            }
        }
    }

    /// The fields of the state Created.
    fn created(&self) -> TokenStream {
        let args = self.function.args.iter().map(|arg| &arg.field);
        let marker = marker(self.function).map(|_| quote!(..));
        let args = args.map(|field| quote!(#field)).chain(marker);
        quote!(#(#args),*)
    }

    /// `GrepStates::Recv1 { pattern } => guard.0.after_recv_1(input, pattern),`
    fn resumed(&self, state: &State) -> TokenStream {
        let (enum_, name, value) = (&self.states, self.state_name(state), names::input());
        let unit = self.unit_name(UnitId::Resume(state.number));
        let fields: Vec<_> = state.fields.iter().map(|field| self.ident(field.local)).collect();
        let is_try = self.machine.body.suspension(state.number).kind.is_try();
        let value = if is_try { quote!(::core::result::Result::Ok(#value)) } else { quote!(#value) };
        let guard = names::guard();
        quote!(#enum_::#name { #(#fields),* } => #guard.0.#unit(#value, #(#fields),*),)
    }

    /// The machine's own answer for what a unit returned.
    fn finish(&self) -> TokenStream {
        let (guard, outcome) = (names::guard(), self.split());
        quote!(::core::result::Result::Ok(#guard.finish(#outcome)))
    }

    fn split(&self) -> TokenStream {
        let outcome = names::outcome();
        if !self.is_wrapped {
            return quote!(#outcome);
        }
        let (trait_, yielded, returned) =
            (self.private("Outcome"), &self.function.yielded, &self.function.returned);
        quote!(<#returned as #trait_<#yielded>>::split(#outcome))
    }

    /// At a `try_` form the body gets to know; anywhere else it ends.
    fn close(&self) -> TokenStream {
        let (guard, taken, outcome) = (names::guard(), names::taken(), names::outcome());
        let interrupt = self.runtime("Interrupt");
        let arms: Vec<_> = self
            .try_states()
            .map(|state| {
                let (enum_, name) = (&self.states, self.state_name(state));
                let unit = self.unit_name(UnitId::Resume(state.number));
                let fields: Vec<_> = state.fields.iter().map(|field| self.ident(field.local)).collect();
                quote!(#enum_::#name { #(#fields),* } => #guard.0.#unit(::core::result::Result::Err(#interrupt::Close), #(#fields),*),)
            })
            .collect();
        if arms.is_empty() {
            return quote!(#guard.close(#taken));
        }
        let split = self.split();
        quote! {
            let #outcome = match #taken {
                #(#arms)*
                #taken => return #guard.close(#taken),
            };
            #guard.closed(#split)
        }
    }

    fn try_states(&self) -> impl Iterator<Item = &State> {
        self.reachable_states().filter(|state| self.machine.body.suspension(state.number).kind.is_try())
    }

    /// Dropping a machine that waits at a `try_` form closes it; no other machine has a destructor of its own.
    fn drop_impl(&self) -> Option<TokenStream> {
        self.try_states().next()?;
        let (machine, coroutine) = (&self.function.machine, self.runtime("Coroutine"));
        let (impl_generics, ty_generics, where_clause) = self.generics();
        Some(quote! {
            impl #impl_generics ::core::ops::Drop for #machine #ty_generics #where_clause {
                fn drop(&mut self) {
                    let _ = #coroutine::close(self);
                }
            }
        })
    }

    /// `Grep { status: Suspended, line: 7 }`
    fn debug_impl(&self) -> Option<TokenStream> {
        if derives(self.function, "Debug") {
            return None;
        }
        let (machine, enum_, states) = (&self.function.machine, &self.states, self.private("States"));
        let (impl_generics, ty_generics, where_clause) = self.generics();
        let name = machine.to_string();
        let lines: Vec<_> = self
            .reachable_states()
            .map(|state| {
                let name = self.state_name(state);
                let line = quote_spanned!(self.machine.body.suspension(state.number).span=> ::core::line!());
                quote!(#enum_::#name { .. } => ::core::option::Option::Some(#line),)
            })
            .collect();
        let line = (!lines.is_empty()).then(|| {
            quote! {
                let line: ::core::option::Option<u32> = match self.state {
                    #(#lines)*
                    _ => ::core::option::Option::None,
                };
                if let ::core::option::Option::Some(line) = line {
                    debug.field("line", &line);
                }
            }
        });
        Some(quote! {
            impl #impl_generics ::core::fmt::Debug for #machine #ty_generics #where_clause {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    let mut debug = f.debug_struct(#name);
                    debug.field("status", &#states::status(&self.state));
                    #line
                    debug.finish()
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

fn derives(function: &CoroutineFn, name: &str) -> bool {
    function.machine_attrs.iter().any(|attr| match &attr.meta {
        syn::Meta::List(list) if attr.path().is_ident("derive") => {
            crate::mentions::span_of(&list.tokens, name).is_some()
        }
        _ => false,
    })
}
