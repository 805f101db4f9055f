//! The constructor, the struct, and the private enum of its states.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{GenericParam, Generics};

use super::Emitter;
use crate::names;
use crate::parse::CoroutineFn;
use crate::plan::{Field, State};

impl Emitter<'_> {
    /// `fn grep<'pattern>(pattern: &'pattern str) -> Grep<'pattern>`
    pub(super) fn constructor(&self) -> TokenStream {
        let states = &self.states;
        let has_receiver = self.function.method.as_ref().is_some_and(|method| method.has_receiver);
        let fields = self.function.args.iter().enumerate().rev().map(|(idx, arg)| {
            let field = &arg.field;
            if has_receiver && idx == 0 { quote!(#field: self) } else { quote!(#field) }
        });
        let marker = marker(self.function).map(|_| quote!(marker: ::core::marker::PhantomData));
        let fields = fields.chain(marker);
        let callers = self.machine.body.is_recursive.then(|| {
            let vec = self.private("Vec");
            quote!(callers: #vec::new(),)
        });
        let CoroutineFn { machine, runtime, .. } = self.function;
        let made = quote!(#machine { state: #states::Created { #(#fields),* }, #callers });
        if !self.function.is_primed {
            return constructor(self.function, &made);
        }
        let (coroutine, this) = (runtime.item("Coroutine"), names::primed());
        let primed = quote! {
            let mut #this = #made;
            // A body that ends at once leaves a finished machine.
            let _ = #coroutine::prime(&mut #this);
            #this
        };
        constructor(self.function, &primed)
    }

    pub(super) fn structure(&self) -> TokenStream {
        let CoroutineFn { vis, machine, machine_attrs, name, .. } = self.function;
        let states = &self.states;
        let (_, ty_generics, _) = self.generics();
        let Generics { params, where_clause, .. } = self.declared_generics();
        let doc = format!("The coroutine that [`{name}`] makes.");
        let callers = self.machine.body.is_recursive.then(|| {
            let vec = self.private("Vec");
            let frame = self.frame_type();
            quote!(callers: #vec<#frame>,)
        });
        let (struct_, fields) = named_like(machine, &quote!(state: #states #ty_generics, #callers));
        quote! {
            #[doc = #doc]
            #(#machine_attrs)*
            #[must_use = "a coroutine does nothing until it is primed"]
            #vis #struct_ #machine<#params> #where_clause #fields
        }
    }

    pub(super) fn states(&self) -> TokenStream {
        let states = &self.states;
        let Generics { params, where_clause, .. } = self.declared_generics();
        let derives = state_attrs(self.function);
        let args = self.function.args.iter().rev().map(|arg| {
            let (field, ty) = (&arg.field, &arg.ty);
            quote!(#field: #ty)
        });
        let args = args.chain(marker(self.function).map(|ty| quote!(marker: #ty)));
        let (suspended, positions) = self.variants();
        quote! {
            #(#derives)*
            enum #states<#params> #where_clause {
                Created { #(#args),* },
                #(#suspended,)*
                Finished,
                Poisoned,
            }
            #positions
        }
    }

    /// The states in which the machine waits for its user.
    pub(super) fn reachable_states(&self) -> impl Iterator<Item = &State> {
        self.machine.states.iter().filter(|state| state.is_reachable && !self.calls(state))
    }

    pub(super) fn field_type(&self, field: &Field) -> TokenStream {
        let ty = self.ty(field.local);
        if field.is_optional { quote!(::core::option::Option<#ty>) } else { ty.to_token_stream() }
    }
}

/// `struct` and the braces with its fields: where the compiler shows the struct, it shows the function's name, which the user
/// knows.
pub(super) fn named_like(name: &Ident, fields: &TokenStream) -> (TokenStream, Group) {
    let shown = Span::call_site().located_at(name.span());
    let mut fields = Group::new(Delimiter::Brace, fields.clone());
    fields.set_span(shown);
    (quote_spanned!(shown=> struct), fields)
}

/// The function as the user knows it, with the `body` that makes the machine.
pub(super) fn constructor(function: &CoroutineFn, body: &TokenStream) -> TokenStream {
    let CoroutineFn { attrs, vis, constness, fn_token, name, machine, generics, method, .. } = function;
    let (_, ty_generics, where_clause) = generics.split_for_impl();
    let params = generics.params.iter().filter(|param| !is_outer(function, param));
    let mut receiver = method.as_ref().filter(|method| method.has_receiver).and(function.args.first());
    let args = function.args.iter().map(|arg| {
        let (field, ty) = (&arg.field, &arg.ty);
        match receiver.take() {
            Some(_) => quote!(self: #ty),
            None => quote!(#field: #ty),
        }
    });
    quote! {
        #(#attrs)*
        #vis #constness #fn_token #name<#(#params),*>(#(#args),*) -> #machine #ty_generics #where_clause {
            #body
        }
    }
}

/// Whether the `impl` block of a method declares `param`.
pub(super) fn is_outer(function: &CoroutineFn, param: &GenericParam) -> bool {
    let outer = function.method.iter().flat_map(|method| &method.outer);
    outer.into_iter().any(|outer| param_name(outer) == param_name(param))
}

pub(super) fn param_name(param: &GenericParam) -> String {
    match param {
        GenericParam::Lifetime(param) => param.lifetime.to_string(),
        GenericParam::Type(param) => param.ident.to_string(),
        GenericParam::Const(param) => param.ident.to_string(),
    }
}

/// The type of a field that uses the type and lifetime parameters which no argument mentions.
pub(super) fn marker(function: &CoroutineFn) -> Option<TokenStream> {
    marker_of(&function.unmentioned)
}

/// The type of a field that uses these type and lifetime parameters, if there are any.
pub(super) fn marker_of(params: &[GenericParam]) -> Option<TokenStream> {
    let uses: Vec<_> = params
        .iter()
        .map(|param| match param {
            GenericParam::Lifetime(param) => {
                let lifetime = &param.lifetime;
                quote!(&#lifetime ())
            }
            GenericParam::Type(syn::TypeParam { ident, .. })
            | GenericParam::Const(syn::ConstParam { ident, .. }) => {
                quote!(::core::marker::PhantomData<#ident>)
            }
        })
        .collect();
    // A function that returns them has no destructor and every auto trait.
    (!uses.is_empty()).then(|| quote!(::core::marker::PhantomData<fn() -> (#(#uses,)*)>))
}

/// The struct's derives have to hold for its state.
pub(super) fn state_attrs(function: &CoroutineFn) -> impl Iterator<Item = &syn::Attribute> {
    function.machine_attrs.iter().filter(|attr| {
        let text = attr.to_token_stream().to_string();
        attr.path().is_ident("derive") || text.contains("bound") || text.contains("crate")
    })
}
