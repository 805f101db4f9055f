//! How a state is spelled, as a pattern and as a value: a variant of the state enum, or for a group of states one variant
//! with what they share and a small enum beside it.
//!
//! ```text
//! Self::Recv1 { n, buf }          Self::Shared1 { at: SwapPositions1::Recv1 { n }, buf }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Emitter;
use super::states::state_attrs;
use crate::names;
use crate::normalize::LocalId;
use crate::plan::{Group, State};

/// A field with what is written for it: `x`, `ref x`, `x: value`.
pub(super) type Written = (LocalId, TokenStream);

impl Emitter<'_> {
    /// The group of a state, with its number.
    pub(super) fn group_of(&self, number: usize) -> Option<(usize, &Group)> {
        let groups = self.machine.groups.iter().enumerate();
        groups.map(|(idx, group)| (idx + 1, group)).find(|(_, group)| group.numbers.contains(&number))
    }

    /// The state of the suspension of that number in `enum_`, with these fields; `rest` stands behind them.
    pub(super) fn spelled(
        &self,
        enum_: &TokenStream,
        number: usize,
        fields: &[Written],
        rest: Option<&TokenStream>,
    ) -> TokenStream {
        let name = self.state_ident(number);
        let all = |fields: Vec<&Written>| {
            let fields = fields.into_iter().map(|(_, written)| written);
            quote!(#(#fields,)*)
        };
        let Some((idx, group)) = self.group_of(number) else {
            let fields = all(fields.iter().collect());
            return quote!(#enum_::#name { #fields #rest });
        };
        let (variant, positions) = (names::shared_state(idx), names::positions(&self.function.machine, idx));
        let (shared, own): (Vec<_>, Vec<_>) =
            fields.iter().partition(|(local, _)| group.shared.contains(local));
        let (shared, own, at) = (all(shared), all(own), self.position_field());
        quote!(#enum_::#variant { #at: #positions::#name { #own #rest }, #shared #rest })
    }

    /// A pattern for the state, whatever its fields are.
    pub(super) fn any(&self, enum_: &TokenStream, number: usize) -> TokenStream {
        self.spelled(enum_, number, &[], Some(&quote!(..)))
    }

    /// The variants in which the body waits, and the enums that tell those of a group apart.
    pub(super) fn variants(&self) -> (Vec<TokenStream>, TokenStream) {
        let (mut variants, mut enums) = (Vec::new(), TokenStream::new());
        for state in self.reachable_states() {
            let Some((idx, group)) = self.group_of(state.number) else {
                variants.push(self.variant(&self.state_name(state), state, &|_| true, None));
                continue;
            };
            if group.numbers[0] != state.number {
                continue;
            }
            let positions = names::positions(&self.function.machine, idx);
            let at = self.position_field();
            let is_shared = |local| group.shared.contains(&local);
            variants.push(self.variant(
                &names::shared_state(idx),
                state,
                &is_shared,
                Some(quote!(#at: #positions,)),
            ));
            let own = self.reachable_states().filter(|state| group.numbers.contains(&state.number));
            let own = own
                .map(|state| self.variant(&self.state_name(state), state, &|local| !is_shared(local), None));
            let attrs = state_attrs(self.function);
            enums.extend(quote!(#(#attrs)* enum #positions { #(#own,)* }));
        }
        (variants, enums)
    }

    /// A variant with those fields that it `has`, behind the `first` ones.
    pub(super) fn variant(
        &self,
        name: &Ident,
        state: &State,
        has: &dyn Fn(LocalId) -> bool,
        first: Option<TokenStream>,
    ) -> TokenStream {
        // Fields drop in their order, locals in the reverse of theirs.
        let fields = state.fields.iter().rev().filter(|field| has(field.local)).map(|field| {
            let (ident, ty) = (self.ident(field.local), self.field_type(field));
            quote!(#ident: #ty)
        });
        quote!(#name { #first #(#fields),* })
    }

    pub(super) fn position_field(&self) -> Ident {
        self.field_beside("at")
    }

    /// A field that is called like no local.
    pub(super) fn field_beside(&self, name: &str) -> Ident {
        names::field_beside(name, &|ident| self.machine.body.locals.iter().any(|local| local.ident == *ident))
    }

    pub(super) fn state_name(&self, state: &State) -> Ident {
        self.state_ident(state.number)
    }

    pub(super) fn state_ident(&self, number: usize) -> Ident {
        names::state(self.machine.body.suspension(number).kind, number)
    }
}
