//! Close, throw and drop: what ends a body from outside.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::Emitter;
use crate::names;
use crate::normalize::Role;
use crate::plan::State;

impl Emitter<'_> {
    /// What is delegated to ends first; at a `try_` form the body gets to know; anywhere else it ends.
    pub(super) fn close(&self) -> TokenStream {
        let (guard, outcome) = (names::guard(), names::outcome());
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
            let #outcome = match *#guard.state {
                #(#arms)*
                _ => return #guard.close(),
            };
            #guard.closed(#split)
        }
    }

    /// The arms that tell the body of a close.
    pub(super) fn closed_arms(&self) -> Vec<TokenStream> {
        let interrupt = self.runtime("Interrupt");
        let close = quote!(::core::result::Result::Err(#interrupt::Close));
        self.try_states().map(|state| self.resumed(state, &close)).collect()
    }

    /// Closes the coroutine that is delegated to, under guard; one that ignores it keeps the machine where it is.
    pub(super) fn close_delegate(&self, guard: &proc_macro2::Ident) -> Option<TokenStream> {
        let (error, enum_) = (self.runtime("ResumeError"), &self.states);
        let ignores_close = self.private("ignores_close");
        let input = &self.input;
        let arms: Vec<_> = self
            .reachable_states()
            .filter_map(|state| {
                let Role::Delegates(delegate) = &self.machine.body.suspension(state.number).role else {
                    return None;
                };
                let root = place_root(delegate)?;
                let local =
                    state.fields.iter().map(|field| field.local).find(|&it| self.ident(it) == root)?;
                let fields = [(local, root.to_token_stream())];
                let waiting =
                    self.spelled(&enum_.to_token_stream(), state.number, &fields, Some(&quote!(..)));
                let span = root.span();
                let coroutine = names::blamed_at(self.runtime("Coroutine"), span);
                let input = names::type_blamed_at(input, span);
                let place = match &**delegate {
                    syn::Expr::Path(_) => quote!(#root),
                    delegate => quote_spanned!(span=> &mut #delegate),
                };
                let close = quote_spanned!(span=> #coroutine::<#input>::close(#place));
                Some(quote!(#waiting => #ignores_close(#close),))
            })
            .collect();
        (!arms.is_empty()).then(|| {
            quote! {
                let is_ignored = match &mut *#guard.state {
                    #(#arms)*
                    _ => false,
                };
                #guard.disarm();
                if is_ignored {
                    return ::core::result::Result::Err(#error::IgnoredClose);
                }
            }
        })
    }

    /// `Throw<E, In>`
    pub(super) fn throw_impl(&self) -> Option<TokenStream> {
        let thrown = self.function.thrown.as_ref()?;
        let trait_ = self.runtime("Throw");
        let (machine, input) = (&self.function.machine, &self.input);
        let generics = self.generics_per_send();
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let (_, ty_generics, _) = self.generics();
        let (answer, value) = (self.answer(), names::input());
        let body = if self.machine.body.is_recursive { self.recursive_throw() } else { self.throw() };
        Some(quote! {
            impl #impl_generics #trait_<#thrown, #input> for #machine #ty_generics #where_clause {
                fn throw(&mut self, #value: #thrown) -> #answer {
                    #body
                }
            }
        })
    }

    fn throw(&self) -> TokenStream {
        let (guard, outcome, returned) = (names::guard(), names::outcome(), self.thrown_value());
        let arms = self.thrown_arms(&|call| call);
        let over = self.over();
        if arms.is_empty() {
            return quote!(#over #guard.throw(#returned));
        }
        let finish = self.finish();
        quote! {
            #over
            let #outcome = match *#guard.state {
                #(#arms)*
                _ => return #guard.throw(#returned),
            };
            #finish
        }
    }

    /// What the body returns where it does not look at a thrown error; the returned type has to take it.
    pub(super) fn thrown_value(&self) -> Option<TokenStream> {
        let (thrown, returned) = (self.function.thrown.as_ref()?, &self.function.returned);
        // A type that is not written is blamed on the argument that asks for another.
        let (returned, span) = match returned {
            syn::Type::Tuple(unit) if unit.elems.is_empty() => {
                (quote_spanned!(thrown.span()=> ()), thrown.span())
            }
            returned => {
                (names::type_blamed_at(returned, returned.span()).into_token_stream(), returned.span())
            }
        };
        let trait_ = names::blamed_at(self.runtime("Thrown"), span);
        let thrown = names::type_blamed_at(thrown, span);
        let value = names::located_at(&names::input(), span);
        Some(quote_spanned!(span=> || <#returned as #trait_<#thrown>>::thrown(#value)))
    }

    /// The arms that hand a thrown error to the body.
    pub(super) fn thrown_arms(&self, wrap: &dyn Fn(TokenStream) -> TokenStream) -> Vec<TokenStream> {
        let value = names::input();
        let arm = |state| Some(self.resumed_as(state, &self.thrown(state, &quote!(#value))?, wrap));
        self.reachable_states().filter_map(arm).collect()
    }

    pub(super) fn try_states(&self) -> impl Iterator<Item = &State> {
        self.reachable_states().filter(|state| self.machine.body.suspension(state.number).kind.is_try())
    }

    /// Dropping a machine that waits at a `try_` form closes it; its frames drop innermost first. No other machine has
    /// a destructor of its own.
    pub(super) fn drop_impl(&self) -> Option<TokenStream> {
        let (machine, coroutine) = (&self.function.machine, self.runtime("Coroutine"));
        let close = self.try_states().next().map(|_| quote!(let _ = #coroutine::close(self);));
        let frames = self.machine.body.is_recursive.then(|| {
            let frames = self.private("Frames");
            quote!(#frames::drop_all(&mut self.state, &mut self.callers);)
        });
        if close.is_none() && frames.is_none() {
            return None;
        }
        let (impl_generics, ty_generics, where_clause) = self.generics();
        Some(quote! {
            impl #impl_generics ::core::ops::Drop for #machine #ty_generics #where_clause {
                fn drop(&mut self) {
                    #close
                    #frames
                }
            }
        })
    }
}

/// The local that a place lies in.
fn place_root(place: &syn::Expr) -> Option<&proc_macro2::Ident> {
    match place {
        syn::Expr::Path(path) => path.path.get_ident(),
        syn::Expr::Field(field) => place_root(&field.base),
        syn::Expr::Unary(unary) => place_root(&unary.expr),
        syn::Expr::Paren(paren) => place_root(&paren.expr),
        _ => None,
    }
}
