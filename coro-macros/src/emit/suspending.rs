//! Prints how a unit hands over: to the caller at a suspension, or to the unit that goes on by value.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};

use super::printer::{Printer, is_unit, respanned};
use crate::names;
use crate::normalize::{Body, LocalId, Role, Suspend};
use crate::plan::{Pass, Passed, UnitId};

impl Printer<'_, '_> {
    /// The value first, then the moves, and nothing after.
    pub(super) fn suspend(&mut self, number: usize, fields: &[Passed], is_in_place: bool) -> TokenStream {
        let body = &self.emitter.machine.body;
        let suspension = body.suspension(number);
        if is_in_place {
            let written = self.written_back(number, fields);
            let suspended = self.emitter.suspended(&suspension.role, &self.handed(suspension));
            return quote!(#written return #suspended;);
        }
        let reads_state = fields.iter().any(|field| self.is_in_place(field.local));
        let fields = fields.iter().rev().map(|field| {
            // A local that is gone by now is rustc's error at this suspension.
            let ident = names::located_at(self.emitter.ident(field.local), suspension.span);
            let written = match field.how {
                Pass::Whole if self.is_in_place(field.local) => {
                    quote!(#ident: ::core::clone::Clone::clone(#ident))
                }
                Pass::Whole => quote!(#ident),
                Pass::Some | Pass::None | Pass::Option => {
                    let value = self.passed(*field);
                    quote!(#ident: #value)
                }
            };
            (field.local, written)
        });
        let fields = fields.collect::<Vec<_>>();
        let value = self.handed(suspension);
        let suspended = self.emitter.suspended(&suspension.role, &value);
        match suspension.role {
            Role::Own | Role::Delegates(_) => {
                let stored = self.emitter.spelled(&quote!(Self), number, &fields, None);
                let store = self.emitter.private("store");
                if reads_state {
                    // It is made before the old one is reached.
                    let next = names::next();
                    quote!(let #next = #stored; #store(self, #next); return #suspended;)
                } else {
                    quote!(#store(self, #stored); return #suspended;)
                }
            }
            Role::Calls => {
                let (push, callers) = (self.emitter.private("push"), names::callers());
                let frame = self.emitter.frame(number, &fields);
                let waits = frame.map(|frame| quote!(#push(#callers, #frame);));
                quote!(#waits return #suspended;)
            }
        }
    }

    /// The value that a suspension hands out.
    fn handed(&self, suspension: &Suspend) -> TokenStream {
        if suspension.operand.is_some() {
            names::value().to_token_stream()
        } else if is_unit(&self.emitter.function.yielded) {
            quote!(())
        } else {
            let yielded = respanned(self.emitter.function.yielded.to_token_stream(), suspension.span);
            let empty = self.emitter.runtime("Empty");
            quote_spanned!(suspension.span=> <#yielded as #empty>::empty())
        }
    }

    /// Whether the unit uses the local where the state keeps it.
    pub(super) fn is_in_place(&self, local: LocalId) -> bool {
        self.unit.in_place.iter().any(|(it, _)| *it == local)
    }

    /// `*place_of_total = total;` for what may have another value than when it was read out.
    fn written_back(&self, number: usize, fields: &[Passed]) -> TokenStream {
        let body = &self.emitter.machine.body;
        let outermost = body.block(Body::ROOT);
        let is_outermost = |local: &LocalId| {
            outermost.binders.contains(local) || outermost.lets.iter().any(|(_, it)| it == local)
        };
        let may_change = |local: &LocalId| body.local(*local).mutable || !is_outermost(local);
        let group = self.emitter.group_of(number);
        let is_shared = |local: &LocalId| group.is_none_or(|(_, group)| group.shared.contains(local));
        let read = fields.iter().map(|field| field.local).filter(|local| !self.is_in_place(*local));
        let (shared, own): (Vec<_>, Vec<_>) = read.partition(is_shared);
        let changed = shared.into_iter().filter(may_change).map(|local| {
            let ident = self.emitter.ident(local);
            let place = names::place_of(ident);
            quote!(*#place = #ident;)
        });
        let is_elsewhere = self.unit.id != UnitId::Resume(number);
        let moved = group.filter(|_| is_elsewhere || !own.is_empty()).map(|(idx, _)| {
            let (at, positions) = (names::position(), names::positions(&self.emitter.function.machine, idx));
            let state = names::state(body.suspension(number).kind, number);
            let own = own.iter().map(|&local| self.emitter.ident(local));
            quote!(*#at = #positions::#state { #(#own),* };)
        });
        changed.chain(moved).collect()
    }

    /// `return match take(self) { Self::Recv1 { target, .. } => self.join_1(threshold, target), … };`
    pub(super) fn leave(
        &self,
        number: usize,
        unit: UnitId,
        args: &[Passed],
        taken: &[LocalId],
    ) -> TokenStream {
        let (take, name) = (self.emitter.private("take"), self.emitter.called_unit(unit));
        let args = args.iter().map(|arg| self.passed(*arg));
        let taken = self.emitter.by_name(taken.iter().copied());
        let state = self.emitter.spelled(&quote!(Self), number, &taken, Some(&quote!(..)));
        let unreachable = self.emitter.private("unreachable");
        quote! {
            return match #take(self) {
                #state => self.#name(#(#args),*),
                _ => #unreachable(),
            };
        }
    }

    pub(super) fn passed(&self, passed: Passed) -> TokenStream {
        let ident = self.emitter.ident(passed.local);
        match passed.how {
            Pass::Whole => quote!(#ident),
            Pass::Some => quote!(::core::option::Option::Some(#ident)),
            Pass::None => quote!(::core::option::Option::None),
            Pass::Option => names::option_of(ident).to_token_stream(),
        }
    }
}
