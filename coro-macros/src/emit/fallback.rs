//! What takes the place of a refused function: its struct, its traits and a constructor that never returns, so that
//! one mistake stays one error and editors know the rest of the crate.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::Signature;

use super::driver::{derives_debug, iterator_impl};
use super::states::{constructor, marker, named_like};
use super::{Output, with_lifetime};
use crate::parse::{CoroutineFn, LoneMethod};

/// The function's surroundings, with the body as plain Rust beside them if it is that.
pub(crate) fn fallback(function: &CoroutineFn, plain: Option<TokenStream>) -> Output {
    let CoroutineFn { vis, machine, generics, yielded, returned, runtime, .. } = function;
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let params = &generics.params;
    let state_of_refused = match &function.unread {
        // What the compiler cannot read either is its own error, and no code is made then. This is for what only syn
        // cannot read: in a generic function a constant is not evaluated before.
        Some(error) => {
            let message = error.to_string();
            quote_spanned! {error.span()=>
                {
                    fn unread<T>(_: T) -> ! {
                        const { ::core::panic!("{}", #message) }
                    }
                    unread(())
                }
            }
        }
        None => quote!({ loop {} }),
    };
    let args = function.args.iter().map(|arg| arg.ty.to_token_stream());
    let uses: Vec<_> = args.chain(marker(function)).collect();
    let constructor = constructor(function, &quote!(#machine { state: #state_of_refused }));
    let (coroutine, state, status, error) = (
        runtime.item("Coroutine"),
        runtime.item("CoroutineState"),
        runtime.item("Status"),
        runtime.item("ResumeError"),
    );
    let iterator = iterator_impl(function);
    let fields = quote!(state: ::core::marker::PhantomData<fn() -> (#(#uses,)*)>,);
    let (struct_, fields) = named_like(machine, &fields);
    let (sent, sent_generics) = match &function.received.ty {
        Some(ty) => (ty.to_token_stream(), with_lifetime(generics, function.received.per_send.as_ref())),
        None => (quote!(Sent), with_sent(generics)),
    };
    let (sent_impl_generics, _, _) = sent_generics.split_for_impl();
    let result = quote!(::core::result::Result<#state<#yielded, #returned>, #error>);
    let methods = quote! {
        fn prime(&mut self) -> #result { loop {} }
        fn close(&mut self) -> ::core::result::Result<::core::option::Option<#returned>, #error> { loop {} }
        fn status(&self) -> #status { loop {} }
    };
    let throw = function.thrown.as_ref().map(|thrown| {
        let trait_ = runtime.item("Throw");
        quote! {
            impl #sent_impl_generics #trait_<#thrown, #sent> for #machine #ty_generics #where_clause {
                fn throw(&mut self, _: #thrown) -> #result { loop {} }
            }
        }
    });
    let derives = function.machine_attrs.iter().filter(|attr| attr.path().is_ident("derive"));
    let debug = (!derives_debug(function)).then(|| {
        quote! {
            impl #impl_generics ::core::fmt::Debug for #machine #ty_generics #where_clause {
                fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { loop {} }
            }
        }
    });
    // Where the sent type is not known, anything may be sent, and nothing has to be inferred.
    let inherent = function.received.ty.is_none().then(|| {
        let methods = [
            quote!(fn prime(&mut self) -> #result { loop {} }),
            quote!(fn send<Sent>(&mut self, _: Sent) -> #result { loop {} }),
            quote!(fn close(&mut self) -> ::core::result::Result<::core::option::Option<#returned>, #error> { loop {} }),
            quote!(fn status(&self) -> #status { loop {} }),
        ];
        quote!(impl #impl_generics #machine #ty_generics #where_clause { #(#vis #methods)* })
    });
    let constructor = quote! {
        #[allow(unused_variables, unreachable_code, dead_code, clippy::all)]
        #constructor
    };
    let items = quote! {
        #(#derives)*
        #[allow(dead_code)]
        #vis #struct_ #machine<#params> #where_clause #fields
        #[allow(dead_code, unused_variables, clippy::all)]
        const _: () = {
            #inherent
            impl #sent_impl_generics #coroutine<#sent> for #machine #ty_generics #where_clause {
                type Yield = #yielded;
                type Return = #returned;
                #methods
                fn send(&mut self, _: #sent) -> #result { loop {} }
            }
            #throw
            #iterator
            #debug
            #plain
        };
    };
    Output { constructor, items }
}

fn with_sent(generics: &syn::Generics) -> syn::Generics {
    let mut generics = generics.clone();
    generics.params.push(syn::parse_quote!(Sent));
    generics
}

/// `fn feed(&mut self) -> Stub<fn(u32) -> (), ()> { loop {} }`: a method that stays where no struct can be.
pub(crate) fn stub(method: &LoneMethod) -> TokenStream {
    let LoneMethod { attrs, vis, sig, received, yielded, returned, runtime } = method;
    let stub = runtime.private("Stub");
    let protocol = match received {
        Some(received) => quote!(fn(#received) -> #yielded),
        None => {
            let any_sent = runtime.private("AnySent");
            quote!(#any_sent<#yielded>)
        }
    };
    let sig = Signature { output: syn::parse_quote!(-> #stub<#protocol, #returned>), ..sig.clone() };
    let attrs = attrs.iter().filter(|attr| !attr.path().is_ident("derive") && !attr.path().is_ident("serde"));
    quote! {
        #(#attrs)*
        #[allow(unused_variables, dead_code, clippy::all)]
        #vis #sig {
            loop {}
        }
    }
}
