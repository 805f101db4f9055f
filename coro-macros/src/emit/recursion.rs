//! The driver of a coroutine that delegates to itself. The innermost frame is the machine's state; those that wait for
//! another one lie in a `Vec`, so that a resume costs the same at any depth. They are an enum of their own, which in many
//! a walk is as small as what it holds:
//!
//! ```text
//! enum WalkCallers<'tree> { YieldFrom1 { tree: &'tree Tree }, YieldFrom3 {} }
//! ```

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::Emitter;
use super::driver::Resumes;
use super::states::{marker_of, state_attrs};
use super::variants::Written;
use crate::names;
use crate::normalize::Role;
use crate::parse::unmentioned;
use crate::plan::{State, UnitId};

impl Emitter<'_> {
    /// The enum of the frames that wait for another one.
    pub(super) fn frames(&self) -> Option<TokenStream> {
        self.calling_states().next()?;
        let (frames, (_, _, where_clause)) = (names::frames(&self.function.machine), self.generics());
        let params = &self.function.generics.params;
        let attrs = state_attrs(self.function);
        let mut marker = self.frames_marker();
        let variants = self.calling_states().map(|state| {
            let marker = marker.take().map(|ty| {
                let marker = self.field_beside("marker");
                quote!(#marker: #ty,)
            });
            self.variant(&self.state_name(state), state, &|_| true, marker)
        });
        let variants = variants.collect::<Vec<_>>();
        Some(quote!(#(#attrs)* enum #frames<#params> #where_clause { #(#variants,)* }))
    }

    /// The type of a frame that waits. Where none ever does, it is one that would return what it waited for.
    pub(super) fn frame_type(&self) -> TokenStream {
        let (frames, (_, ty_generics, _)) = (names::frames(&self.function.machine), self.generics());
        self.calling_states().next().map_or(quote!(()), |_| quote!(#frames #ty_generics))
    }

    /// What uses the parameters that no frame mentions. The first variant has it, so that the others stay small.
    fn frames_marker(&self) -> Option<TokenStream> {
        let fields = self.calling_states().flat_map(|state| &state.fields);
        let types = fields.map(|field| self.ty(field.local).to_token_stream()).collect();
        marker_of(&unmentioned(&self.function.generics, types))
    }

    /// A frame that waits, as a value, if it has anything to wait for.
    pub(super) fn frame(&self, number: usize, fields: &[Written]) -> Option<TokenStream> {
        let (frames, name) = (names::frames(&self.function.machine), self.state_ident(number));
        let idx = self.calling_states().position(|state| state.number == number)?;
        let marker = self.frames_marker().filter(|_| idx == 0).map(|_| {
            let marker = self.field_beside("marker");
            quote!(#marker: ::core::marker::PhantomData,)
        });
        let fields = fields.iter().map(|(_, written)| written);
        Some(quote!(#frames::#name { #marker #(#fields),* }))
    }

    /// `drive`: runs frames until one hands a value out or the outermost has ended.
    pub(super) fn drive(&self) -> Option<TokenStream> {
        if !self.machine.body.is_recursive {
            return None;
        }
        let (guarded, frames) = (self.private("Frames"), names::frames(&self.function.machine));
        let (answer, enum_) = (self.runtime("CoroutineState"), &self.states);
        let (impl_generics, ty_generics, where_clause) = self.generics();
        let frame_type = self.frame_type();
        let guarded = quote!(#guarded<'frames, Self, #frame_type>);
        let (guard, outcome, value, callers) =
            (names::guard(), names::outcome(), names::input(), names::callers());
        let (yielded, returned, handed) = (&self.function.yielded, &self.function.returned, self.handed());
        let per_send = self.function.received.per_send.iter();
        let generics = quote!(<'frames #(, #per_send)*>);
        let args: Vec<_> = self.function.args.iter().map(|arg| &arg.field).collect();
        let started = self.split(&quote!(state.start(#callers, #(#args),*)));
        let mut marked = self.frames_marker();
        let arms = self
            .calling_states()
            .map(|state| {
                let name = self.state_name(state);
                let fields: Vec<_> =
                    state.fields.iter().map(|field| self.ident(field.local).to_token_stream()).collect();
                let unit = self.unit_name(UnitId::Resume(state.number));
                let call = quote!(state.#unit(#callers, #value, #(#fields),*));
                let rest = marked.take().map(|_| quote!(..));
                let fields = fields.into_iter().chain(rest);
                quote!(#frames::#name { #(#fields),* } => #call,)
            })
            .collect::<Vec<_>>();
        let gone_on = if arms.is_empty() {
            quote!({ let () = caller; #answer::Complete(#value) })
        } else {
            self.split(&quote!(match caller { #(#arms)* }))
        };
        Some(quote! {
            impl #impl_generics #enum_ #ty_generics #where_clause {
                #[inline(always)]
                fn drive #generics(
                    #guard: #guarded,
                    #outcome: #answer<#handed, #returned>,
                    floor: ::core::primitive::usize,
                ) -> ::core::result::Result<#answer<#yielded, #returned>, (#guarded, #returned)> {
                    #guard.drive(
                        #outcome,
                        floor,
                        |state, #callers, (#(#args,)*)| #started,
                        |state, #callers, caller, #value| #gone_on,
                    )
                }
            }
        })
    }

    /// What waits for another frame.
    fn calling_states(&self) -> impl Iterator<Item = &State> {
        self.machine.states.iter().filter(|state| state.is_reachable && !state.is_tail && self.calls(state))
    }

    pub(super) fn calls(&self, state: &State) -> bool {
        matches!(self.machine.body.suspension(state.number).role, Role::Calls)
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
        let send = match self.sent_under_guard(self.reachable_states()) {
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
