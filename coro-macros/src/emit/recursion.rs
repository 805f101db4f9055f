//! The driver of a coroutine that delegates to itself: its frames are states in one `Vec`, so that a resume goes to the
//! innermost one at once.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::Emitter;
use super::driver::Resumes;
use crate::names;
use crate::normalize::Role;
use crate::plan::State;

impl Emitter<'_> {
    /// `drive`: runs frames until one hands a value out or the outermost has ended.
    pub(super) fn drive(&self) -> Option<TokenStream> {
        if !self.machine.body.is_recursive {
            return None;
        }
        let (frames, suspended) = (self.private("Frames"), self.private("Suspended"));
        let (state, enum_) = (self.runtime("CoroutineState"), &self.states);
        let (impl_generics, ty_generics, where_clause) = self.generics();
        let (guard, outcome, value) = (names::guard(), names::outcome(), names::input());
        let (yielded, returned, handed) = (&self.function.yielded, &self.function.returned, self.handed());
        let per_send = self.function.received.per_send.iter();
        let generics = quote!(<'frames #(, #per_send)*>);
        let args: Vec<_> = self.function.args.iter().map(|arg| &arg.field).collect();
        let started = self.split(&quote!(#guard.state.start(#guard.callers, #(#args),*)));
        let arms = self
            .calling_states()
            .map(|state| {
                let name = self.state_name(state);
                let fields: Vec<_> =
                    state.fields.iter().map(|field| self.ident(field.local).to_token_stream()).collect();
                let call = self.call(state, &quote!(#value), &fields);
                quote!(#enum_::#name { #(#fields),* } => #call,)
            })
            .collect::<Vec<_>>();
        let gone_on = self.split(&quote! {
            match caller {
                #(#arms)*
                _ => ::core::unreachable!("only a frame that called is a caller"),
            }
        });
        Some(quote! {
            impl #impl_generics #enum_ #ty_generics #where_clause {
                /// Runs frames until the one that has `floor` callers ends, or one hands a value out.
                #[inline(always)]
                fn drive #generics(
                    #guard: #frames<'frames, Self>,
                    mut #outcome: #state<#handed, #returned>,
                    floor: usize,
                ) -> ::core::result::Result<#state<#yielded, #returned>, (#frames<'frames, Self>, #returned)> {
                    loop {
                        let #value = loop {
                            match #outcome {
                                #state::Yielded(#suspended::Yielded(#value)) => {
                                    #guard.disarm();
                                    return ::core::result::Result::Ok(#state::Yielded(#value));
                                }
                                #state::Yielded(#suspended::Called((#(#args,)*))) => #outcome = #started,
                                #state::Complete(#value) => break #value,
                            }
                        };
                        let caller = if #guard.callers.len() > floor { #guard.callers.pop() } else { ::core::option::Option::None };
                        let ::core::option::Option::Some(caller) = caller else {
                            return ::core::result::Result::Err((#guard, #value));
                        };
                        #outcome = #gone_on;
                    }
                }
            }
        })
    }

    fn calling_states(&self) -> impl Iterator<Item = &State> {
        self.reachable_states()
            .filter(|state| matches!(self.machine.body.suspension(state.number).role, Role::Calls))
    }

    /// States in which the innermost frame waits for the user.
    fn waiting_states(&self) -> impl Iterator<Item = &State> {
        self.reachable_states()
            .filter(|state| !matches!(self.machine.body.suspension(state.number).role, Role::Calls))
    }

    /// Drives on `from` a state to the machine's own answer.
    fn driven(&self, from: &TokenStream) -> TokenStream {
        let (enum_, guard) = (&self.states, names::guard());
        let (state, value) = (self.runtime("CoroutineState"), names::input());
        quote! {
            match #enum_::drive(#guard, #from, 0) {
                ::core::result::Result::Ok(state) => ::core::result::Result::Ok(state),
                ::core::result::Result::Err((#guard, #value)) => {
                    #guard.finish();
                    ::core::result::Result::Ok(#state::Complete(#value))
                }
            }
        }
    }

    pub(super) fn recursive_resumes(&self) -> Resumes {
        let (error, guard, outcome) = (self.runtime("ResumeError"), names::guard(), names::outcome());
        let over = self.over();
        let driven = self.driven(&self.split(&quote!(#outcome)));
        let prime = self.primed_under_guard();
        let send = match self.sent_under_guard(self.waiting_states()) {
            Some(send) => quote!(#over #send #driven),
            None => {
                let value = names::input();
                quote!(let _ = #value; #over #guard.refuse(#error::NotPrimed))
            }
        };
        Resumes { prime: quote!(#over #prime #driven), send, close: self.recursive_close() }
    }

    /// The innermost frame is told, and whatever it returns, its callers end where they are.
    fn recursive_close(&self) -> TokenStream {
        let (error, enum_) = (self.runtime("ResumeError"), &self.states);
        let (guard, outcome, value) = (names::guard(), names::outcome(), names::input());
        let over = self.over();
        let delegates = self.close_delegate(&guard).map(|close| quote!({ #over #close }));
        let arms = self.closed_arms();
        if arms.is_empty() {
            return quote!(#delegates #over #guard.close());
        }
        let split = self.split(&quote!(#outcome));
        quote! {
            #delegates
            #over
            let floor = #guard.callers.len();
            let #outcome = match *#guard.state {
                #(#arms)*
                _ => return #guard.close(),
            };
            match #enum_::drive(#guard, #split, floor) {
                ::core::result::Result::Ok(_) => ::core::result::Result::Err(#error::IgnoredClose),
                ::core::result::Result::Err((#guard, #value)) if floor == 0 => {
                    #guard.finish();
                    ::core::result::Result::Ok(::core::option::Option::Some(#value))
                }
                ::core::result::Result::Err((#guard, #value)) => {
                    #guard.end_callers_after(#value);
                    ::core::result::Result::Ok(::core::option::Option::None)
                }
            }
        }
    }

    pub(super) fn recursive_throw(&self) -> TokenStream {
        let (guard, outcome, returned) = (names::guard(), names::outcome(), self.thrown_value());
        let (over, driven) = (self.over(), self.driven(&quote!(#outcome)));
        // A frame that waits for another is not the innermost.
        let arms = self.thrown_arms(&|call| {
            let split = self.split(&call);
            quote!({ let #outcome = #split; (#guard, #outcome) })
        });
        quote! {
            #over
            let (#guard, #outcome) = match *#guard.state {
                #(#arms)*
                _ => #guard.throw(#returned)?,
            };
            #driven
        }
    }
}
