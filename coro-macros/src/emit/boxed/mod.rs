//! A machine whose state rustc lays out: the body is an `async` block in a box.
//!
//! ```text
//! fn grep(pattern: String) -> Grep {
//!     let channel = Channel::new();
//!     let body = async move { let pattern: String = pattern; … };
//!     Grep { machine: Boxed::new(channel, Box::pin(body)), … }
//! }
//! struct Grep { machine: Boxed<Local<String, ()>, Body<'static, ()>> }
//! const _: () = { impl Coroutine<String> for Grep { … } };
//! ```
//!
//! The type of the body has no name, so the field's is a trait object. It needs a lifetime that all the parameters of
//! the machine outlive; where the text does not show one of them to be it, the machine has one more type parameter,
//! which is the trait object.

mod body;
mod places;
mod region;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{GenericParam, Generics, Lifetime, Path};

use super::Output;
use super::states::{is_outer, named_like};
use crate::names;
use crate::parse::CoroutineFn;
use body::Body;
use region::Region;

/// The machine of `function`, whose body stays in one piece.
pub(crate) fn emit_boxed(function: &mut CoroutineFn) -> Output {
    let region = Region::of(function);
    let channel = names::channel();
    let block = std::mem::replace(&mut function.body, syn::parse_quote!({}));
    let mut body = Body::new(function, &channel);
    let lowered = body.lower(block);
    let resolved = super::resolved(&body.paths);
    let emitter = Emitter { function, region, channel };
    let constructor = emitter.constructor(&lowered);
    let structure = emitter.structure();
    let impls = [emitter.coroutine(), emitter.throw(), emitter.iterator(), emitter.debug()];
    let lints = &function.lint_attrs;
    let items = quote! {
        #structure
        #(#lints)*
        const _: () = { #resolved #(#impls)* };
    };
    Output { constructor, items }
}

struct Emitter<'f> {
    function: &'f CoroutineFn,
    /// What the trait object lives for.
    region: Region,
    channel: Ident,
}

impl Emitter<'_> {
    fn private(&self, name: &str) -> Path {
        self.function.runtime.private(name)
    }

    fn is_send(&self) -> bool {
        self.function.boxed.as_ref().is_some_and(|boxed| boxed.send.is_some())
    }

    /// `Local<In, Yield, Error>`
    fn channel_type(&self) -> TokenStream {
        let channel = self.private(if self.is_send() { "Shared" } else { "Local" });
        let (input, yielded) = (self.function.input(), &self.function.yielded);
        let thrown = self.function.thrown.iter();
        quote!(#channel<#input, #yielded #(, #thrown)*>)
    }

    /// `Body<'b, Return>`
    fn body_type(&self, lifetime: &Lifetime) -> TokenStream {
        let body = self.private(if self.is_send() { "SendBody" } else { "Body" });
        let returned = &self.function.returned;
        quote!(#body<#lifetime, #returned>)
    }

    /// The generics of an `impl`, and the machine with its arguments.
    fn implemented(&self) -> (Generics, TokenStream) {
        let CoroutineFn { machine, generics, .. } = self.function;
        let mut arguments = arguments(generics);
        let mut generics = generics.clone();
        if let Region::Parameter { lifetime, .. } = &self.region {
            arguments.push(self.body_type(lifetime));
            generics.params.insert(0, syn::parse_quote!(#lifetime));
        }
        (generics, quote!(#machine<#(#arguments),*>))
    }

    fn structure(&self) -> TokenStream {
        let CoroutineFn { vis, machine, name, generics, returned, .. } = self.function;
        let params = generics.params.iter();
        let where_clause = &generics.where_clause;
        let (body, parameter) = match &self.region {
            Region::Known(lifetime) => (self.body_type(lifetime), None),
            Region::Parameter { name, default, .. } => {
                let default = self.body_type(default);
                let bound = quote!(?::core::marker::Sized + ::core::future::Future<Output = #returned>);
                (name.to_token_stream(), Some(quote!(#name: #bound = #default)))
            }
        };
        let params = params.map(ToTokens::to_token_stream).chain(parameter);
        let (engine, channel) = (self.private("Boxed"), self.channel_type());
        let marker = marker(generics).map(|marker| quote!(marker: #marker,));
        let doc = format!("The coroutine that [`{name}`] makes.");
        let attrs = self.function.machine_attrs.iter().filter_map(without_debug);
        let (struct_, fields) = named_like(machine, &quote!(machine: #engine<#channel, #body>, #marker));
        quote! {
            #[doc = #doc]
            #(#attrs)*
            #[must_use = "a coroutine does nothing until it is primed"]
            #vis #struct_ #machine<#(#params),*> #where_clause #fields
        }
    }

    /// The function as the user knows it: it makes the machine and runs nothing.
    fn constructor(&self, body: &TokenStream) -> TokenStream {
        let function = self.function;
        let CoroutineFn { attrs, vis, fn_token, name, machine, .. } = function;
        let (mut generics, made) = self.implemented();
        self.region.outlived(&mut generics, |param| is_outer(function, param));
        let params = generics.params.iter().filter(|param| !is_outer(function, param));
        let where_clause = &generics.where_clause;
        let has_receiver = function.method.as_ref().is_some_and(|method| method.has_receiver);
        let args = function.args.iter().enumerate().map(|(idx, arg)| {
            let (field, ty) = (&arg.field, &arg.ty);
            if has_receiver && idx == 0 { quote!(self: #ty) } else { quote!(#field: #ty) }
        });
        let this = has_receiver.then(|| {
            let field = &function.args[0].field;
            quote!(let #field = self;)
        });
        let (channel, channel_type, passes) = (&self.channel, self.channel_type(), self.private("Channel"));
        let (engine, pin) = (self.private("Boxed"), self.private("Box"));
        let marker = marker(&function.generics).map(|_| quote!(, marker: ::core::marker::PhantomData));
        let body_name = names::body();
        let machine = quote! {
            #machine { machine: #engine::new(#channel, #body_name) #marker }
        };
        let machine = if function.is_primed {
            let (coroutine, this) = (function.runtime.item("Coroutine"), names::primed());
            quote! {
                let mut #this: #made = #machine;
                // A body that ends at once leaves a finished machine.
                let _ = #coroutine::prime(&mut #this);
                #this
            }
        } else {
            machine
        };
        quote! {
            #(#attrs)*
            // What is held over a suspension is meant to be: no other task waits for it. And a bound of ours may stand
            // apart from those of the user.
            #[allow(
                clippy::await_holding_lock, clippy::await_holding_refcell_ref, clippy::multiple_bound_locations
            )]
            #vis #fn_token #name<#(#params),*>(#(#args),*) -> #made #where_clause {
                #this
                let #channel = <#channel_type as #passes>::new();
                let #body_name = {
                    let #channel = ::core::clone::Clone::clone(&#channel);
                    #pin::pin(async move { #body })
                };
                #machine
            }
        }
    }

    fn coroutine(&self) -> TokenStream {
        let CoroutineFn { yielded, returned, runtime, .. } = self.function;
        let (coroutine, state, status, error) = (
            runtime.item("Coroutine"),
            runtime.item("CoroutineState"),
            runtime.item("Status"),
            runtime.item("ResumeError"),
        );
        let (input, value) = (self.function.input(), names::input());
        let (generics, made) = self.implemented();
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let answer = quote!(::core::result::Result<#state<#yielded, #returned>, #error>);
        quote! {
            impl #impl_generics #coroutine<#input> for #made #where_clause {
                type Yield = #yielded;
                type Return = #returned;

                #[inline]
                fn prime(&mut self) -> #answer {
                    self.machine.prime()
                }

                #[inline]
                fn send(&mut self, #value: #input) -> #answer {
                    self.machine.send(#value)
                }

                #[inline]
                fn close(&mut self) -> ::core::result::Result<::core::option::Option<#returned>, #error> {
                    self.machine.close()
                }

                #[inline]
                fn status(&self) -> #status {
                    self.machine.status()
                }
            }
        }
    }

    fn throw(&self) -> TokenStream {
        let CoroutineFn { yielded, returned, thrown, runtime, .. } = self.function;
        let Some(thrown) = thrown else { return TokenStream::new() };
        let (trait_, state, error) =
            (runtime.item("Throw"), runtime.item("CoroutineState"), runtime.item("ResumeError"));
        let (input, value) = (self.function.input(), names::input());
        let (generics, made) = self.implemented();
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        // What the body returns has to take the error.
        let throw = Ident::new("throw", returned.span());
        quote! {
            impl #impl_generics #trait_<#thrown, #input> for #made #where_clause {
                fn throw(
                    &mut self,
                    #value: #thrown,
                ) -> ::core::result::Result<#state<#yielded, #returned>, #error> {
                    self.machine.#throw(#value)
                }
            }
        }
    }

    /// A machine that is sent nothing is an iterator over what it yields.
    fn iterator(&self) -> TokenStream {
        let CoroutineFn { yielded, .. } = self.function;
        if !matches!(self.function.input(), syn::Type::Tuple(tuple) if tuple.elems.is_empty()) {
            return TokenStream::new();
        }
        let next = self.private("next");
        let (generics, made) = self.implemented();
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        quote! {
            impl #impl_generics ::core::iter::Iterator for #made #where_clause {
                type Item = #yielded;
                fn next(&mut self) -> ::core::option::Option<#yielded> {
                    #next(self)
                }
            }
            impl #impl_generics ::core::iter::FusedIterator for #made #where_clause {}
        }
    }

    /// `Grep { status: Suspended, line: 7 }`, whether it is derived or not: nobody can look into the state.
    fn debug(&self) -> TokenStream {
        let name = self.function.machine.to_string();
        let (generics, made) = self.implemented();
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        quote! {
            impl #impl_generics ::core::fmt::Debug for #made #where_clause {
                #[inline]
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    self.machine.fmt_as(#name, f)
                }
            }
        }
    }
}

/// The parameters of a struct, as its arguments.
fn arguments(generics: &Generics) -> Vec<TokenStream> {
    let argument = |param: &GenericParam| match param {
        GenericParam::Lifetime(param) => param.lifetime.to_token_stream(),
        GenericParam::Type(param) => param.ident.to_token_stream(),
        GenericParam::Const(param) => param.ident.to_token_stream(),
    };
    generics.params.iter().map(argument).collect()
}

/// A field that uses each parameter: the trait object mentions none of them.
fn marker(generics: &Generics) -> Option<TokenStream> {
    let uses: Vec<_> = generics
        .params
        .iter()
        .filter_map(|param| match param {
            GenericParam::Lifetime(param) => {
                let lifetime = &param.lifetime;
                Some(quote!(&#lifetime ()))
            }
            GenericParam::Type(param) => {
                let ident = &param.ident;
                Some(quote!(::core::marker::PhantomData<#ident>))
            }
            GenericParam::Const(_) => None,
        })
        .collect();
    // A function that returns them has no destructor and every auto trait.
    (!uses.is_empty()).then(|| quote!(::core::marker::PhantomData<fn() -> (#(#uses,)*)>))
}

/// `attr` without the `Debug` that every boxed machine has.
fn without_debug(attr: &syn::Attribute) -> Option<TokenStream> {
    if !attr.path().is_ident("derive") {
        return Some(attr.to_token_stream());
    }
    let mut kept = Vec::new();
    let _ = attr.parse_nested_meta(|meta| {
        if meta.path.segments.last().is_none_or(|last| last.ident != "Debug") {
            kept.push(meta.path);
        }
        Ok(())
    });
    (!kept.is_empty()).then(|| quote!(#[derive(#(#kept),*)]))
}
