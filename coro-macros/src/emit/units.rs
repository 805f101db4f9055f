//! Units: private functions of the state enum, each of which runs the body from one position on.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Type;
use syn::spanned::Spanned;

use super::Emitter;
use super::printer::Printer;
use super::variants::Written;
use crate::names;
use crate::normalize::{Local, LocalId, Role};
use crate::plan::{Access, Unit, UnitId};

impl Emitter<'_> {
    /// `impl GrepStates { fn start(…) … }`
    pub(super) fn units(&self) -> TokenStream {
        let states = &self.states;
        let (impl_generics, ty_generics, where_clause) = self.generics();
        let units = self.machine.units.iter().map(|unit| self.unit(unit));
        quote! {
            #[allow(
                unused_mut,
                unused_variables,
                unused_assignments,
                unused_labels,
                unreachable_code,
                unused_parens,
                clippy::borrow_deref_ref,
                clippy::explicit_auto_deref,
                clippy::ignored_unit_patterns,
                clippy::let_unit_value,
                clippy::needless_late_init,
                clippy::ptr_arg,
                clippy::too_many_arguments,
                clippy::type_complexity,
                clippy::unnecessary_semicolon
            )]
            impl #impl_generics #states #ty_generics #where_clause {
                #(#units)*
            }
        }
    }

    fn unit(&self, unit: &Unit) -> TokenStream {
        let name = self.unit_name(unit.id);
        let outcome = self.outcome();
        let input = match unit.id {
            UnitId::Resume(number) => Some(self.input_param(number)),
            UnitId::Start | UnitId::Join(_) => None,
        };
        let params = unit.params.iter().map(|field| {
            let (ident, ty) = (self.ident(field.local), self.field_type(field));
            let mutable = self.machine.body.local(field.local).mutable && !field.is_optional;
            let mutable = mutable.then(|| quote!(mut));
            quote!(#mutable #ident: #ty)
        });
        let params = params.filter(|_| !unit.stays);
        let params: Vec<_> = self.callers_param().into_iter().chain(input).chain(params).collect();
        let body = Printer::new(self, unit).block(&unit.code);
        let generics = self.unit_generics(|| quote!(#(#params)* #outcome #body));
        if unit.stays {
            let reached = self.reached(unit);
            return quote! {
                #[inline]
                fn #name #generics(&mut self, #(#params),*) -> #outcome {
                    #reached
                    #body
                }
            };
        }
        quote! {
            #[inline]
            fn #name #generics(&mut self, #(#params),*) -> #outcome {
                #body
            }
        }
    }

    /// `let Self::Recv1 { threshold: place_of_threshold, target } = self …; let threshold: i32 = *place_of_threshold;`
    fn reached(&self, unit: &Unit) -> TokenStream {
        let UnitId::Resume(number) = unit.id else {
            panic!("bug: only behind a suspension is anything in place")
        };
        let access = |local| unit.in_place.iter().find(|(it, _)| *it == local).map(|(_, access)| *access);
        let (mut fields, mut locals) = (Vec::new(), TokenStream::new());
        for field in &unit.params {
            let (local, ident) = (field.local, self.ident(field.local));
            match access(local) {
                Some(Access::Exclusive) => fields.push((local, quote!(#ident))),
                Some(Access::Shared | Access::Unclear) => {
                    fields.push((local, quote!(#ident)));
                    locals.extend(quote!(let #ident = &*#ident;));
                }
                None => {
                    let (place, ty) = (names::place_of(ident), self.ty(local));
                    let mutable = self.machine.body.local(local).mutable.then(|| quote!(mut));
                    let value = if self.is_copy(local) {
                        quote!(*#place)
                    } else {
                        quote!(::core::clone::Clone::clone(#place))
                    };
                    fields.push((local, quote!(#ident: #place)));
                    locals.extend(if self.is_receiver_by_reference(local) {
                        // The type stands nowhere, and the compiler would advise to change it.
                        quote!(let &mut #ident = #place;)
                    } else {
                        quote!(let #mutable #ident: #ty = #value;)
                    });
                }
            }
        }
        let reached = self.fields_of(number, &fields);
        quote!(#reached #locals)
    }

    /// `&self`, as a local.
    fn is_receiver_by_reference(&self, local: LocalId) -> bool {
        let Local { written, mutable, ty, .. } = self.machine.body.local(local);
        written == "self" && !mutable && matches!(ty, Some(Type::Reference(ty)) if ty.mutability.is_none())
    }

    /// The fields of the state in `self`, where they are.
    fn fields_of(&self, number: usize, fields: &[Written]) -> TokenStream {
        let unreachable = self.private("unreachable");
        let Some((idx, group)) = self.group_of(number) else {
            let state = self.spelled(&quote!(Self), number, fields, None);
            return quote!(let #state = self else { #unreachable() };);
        };
        let (variant, positions) = (names::shared_state(idx), names::positions(&self.function.machine, idx));
        let (shared, own): (Vec<_>, Vec<_>) =
            fields.iter().partition(|(local, _)| group.shared.contains(local));
        let written =
            |fields: Vec<&Written>| fields.into_iter().map(|(_, written)| written.clone()).collect();
        let (shared, own): (Vec<_>, Vec<_>) = (written(shared), written(own));
        let (at, name) = (names::position(), names::state(self.machine.body.suspension(number).kind, number));
        let field = self.position_field();
        quote! {
            let Self::#variant { #field: #at, #(#shared),* } = self else { #unreachable() };
            let #positions::#name { #(#own),* } = &*#at else { #unreachable() };
        }
    }

    /// A frame that calls another puts itself among the callers.
    fn callers_param(&self) -> Option<TokenStream> {
        self.machine.body.is_recursive.then(|| {
            let (callers, vec, frame) = (names::callers(), self.private("Vec"), self.frame_type());
            quote!(#callers: &mut #vec<#frame>)
        })
    }

    /// The argument for it.
    pub(super) fn callers_arg(&self) -> Option<TokenStream> {
        let callers = names::callers();
        self.machine.body.is_recursive.then(|| quote!(#callers,))
    }

    fn input_param(&self, number: usize) -> TokenStream {
        let (input, ty) = (names::input(), self.result_type(number));
        quote!(#input: #ty)
    }

    /// What a suspension is resumed with.
    pub(super) fn result_type(&self, number: usize) -> TokenStream {
        let ty = &self.input;
        let suspension = self.machine.body.suspension(number);
        match (&suspension.role, &self.function.thrown) {
            (Role::Calls, _) => self.function.returned.to_token_stream(),
            (Role::Delegates(_), Some(thrown)) => {
                let resumed = self.private("Resumed");
                quote!(#resumed<#ty, #thrown>)
            }
            (Role::Own, thrown) if suspension.kind.is_try() => {
                let interrupt = self.function.runtime.interrupt(thrown.as_ref());
                quote!(::core::result::Result<#ty, #interrupt>)
            }
            (Role::Own | Role::Delegates(_), _) => ty.to_token_stream(),
        }
    }

    pub(super) fn unit_name(&self, id: UnitId) -> Ident {
        match id {
            UnitId::Start => names::start_unit(),
            UnitId::Resume(number) => names::resume_unit(self.machine.body.suspension(number).kind, number),
            UnitId::Join(number) => names::join_unit(number),
        }
    }

    /// As [`Emitter::unit_name`], in a call. It is blamed where a coroutine is delegated to whose returned type the
    /// arguments name: there alone may that type be missing.
    pub(super) fn called_unit(&self, id: UnitId) -> Ident {
        let mut name = self.unit_name(id);
        let unit = self.machine.units.iter().find(|unit| unit.id == id);
        let params = unit.into_iter().flat_map(|unit| &unit.params);
        let blamed = params.into_iter().find_map(|param| match &self.machine.body.local(param.local).ty {
            Some(ty @ syn::Type::Path(path)) if path.qself.is_some() => Some(ty.span()),
            _ => None,
        });
        if let Some(span) = blamed {
            name.set_span(span);
        }
        name
    }

    pub(super) fn ident(&self, local: LocalId) -> &Ident {
        &self.machine.body.local(local).ident
    }

    pub(super) fn ty(&self, local: LocalId) -> &Option<syn::Type> {
        &self.machine.body.local(local).ty
    }
}
