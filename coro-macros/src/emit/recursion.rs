//! The driver of a coroutine that delegates to itself: its frames are states in one `Vec`, so that a resume goes to the
//! innermost one at once.

use proc_macro2::TokenStream;
use quote::quote;

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
            .map(|state| self.resumed_with(state, &quote!(#guard.state), &quote!(#value)))
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

    fn take(&self) -> TokenStream {
        let (frames, guard, taken) = (self.private("Frames"), names::guard(), names::taken());
        quote!(let (#guard, #taken) = #frames::take(&mut self.state, &mut self.callers);)
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
        let (error, enum_) = (self.runtime("ResumeError"), &self.states);
        let (guard, taken, outcome) = (names::guard(), names::taken(), names::outcome());
        let (created, take) = (self.created(), self.take());
        let driven = self.driven(&self.split(&quote!(#outcome)));
        let start_args = self.function.args.iter().map(|arg| &arg.field);
        let value = names::input();
        let prime = quote! {
            #take
            let #outcome = match #taken {
                #enum_::Created { #created } => #guard.state.start(#guard.callers, #(#start_args),*),
                #taken => return #guard.refuse(#taken, #error::AlreadyPrimed),
            };
            #driven
        };
        let arms: Vec<_> = self
            .waiting_states()
            .map(|state| self.resumed_with(state, &quote!(#guard.state), &self.sent(state, &quote!(#value))))
            .collect();
        let send = if arms.is_empty() {
            quote!(let _ = #value; #take #guard.refuse(#taken, #error::NotPrimed))
        } else {
            quote! {
                #take
                let #outcome = match #taken {
                    #(#arms)*
                    #taken => return #guard.refuse(#taken, #error::NotPrimed),
                };
                #driven
            }
        };
        Resumes { prime, send, close: self.recursive_close() }
    }

    /// The innermost frame is told, and whatever it returns, its callers end where they are.
    fn recursive_close(&self) -> TokenStream {
        let (frames, error, enum_) = (self.private("Frames"), self.runtime("ResumeError"), &self.states);
        let (guard, taken, outcome, value) =
            (names::guard(), names::taken(), names::outcome(), names::input());
        let take = self.take();
        let delegates = self
            .close_delegate(&quote!(#guard.state), &guard)
            .map(|close| quote!({ let #guard = #frames::over(&mut self.state, &mut self.callers); #close }));
        let arms = self.closed_arms(&quote!(#guard.state));
        if arms.is_empty() {
            return quote!(#delegates #take #guard.close(#taken));
        }
        let split = self.split(&quote!(#outcome));
        quote! {
            #delegates
            #take
            let floor = #guard.callers.len();
            let #outcome = match #taken {
                #(#arms)*
                #taken => return #guard.close(#taken),
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
        let (guard, taken, outcome, value) =
            (names::guard(), names::taken(), names::outcome(), names::input());
        let (frames, driven) = (self.private("Frames"), self.driven(&quote!(#outcome)));
        let arms = self.waiting_states().filter_map(|state| {
            let thrown = self.thrown(state, &quote!(#value))?;
            let (pat, call) = self.pat_and_call(state, &quote!(#guard.state), &thrown);
            let split = self.split(&call);
            Some(quote!(#pat => #split,))
        });
        quote! {
            let (mut #guard, #taken) = #frames::take(&mut self.state, &mut self.callers);
            let #outcome = match #taken {
                #(#arms)*
                #taken => match #guard.throw(#taken, #value) {
                    ::core::result::Result::Ok(state) => state,
                    ::core::result::Result::Err(error) => {
                        #guard.disarm();
                        return ::core::result::Result::Err(error);
                    }
                },
            };
            #driven
        }
    }
}
