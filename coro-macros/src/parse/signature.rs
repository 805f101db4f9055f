//! The signature: qualifiers, arguments and generics.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    FnArg, GenericParam, Generics, ItemFn, Lifetime, LifetimeParam, Pat, Signature, Token, Type, TypeParam,
};

use super::clash::refuse_clash;
use super::protocol::{Elision, lifetimes_of, received_type, returned_type, thrown_type, yielded_type};
use super::{
    Arg, Arguments, CoroutineFn, Elided, Method, machine_name, name_elided, refuse, sort_attributes,
};
use crate::diagnostics::Sink;
use crate::names::{self, Names, Runtime};
use crate::text::text;
use crate::walk::visit::Visit;
use crate::walk::visit_mut::{self, VisitMut};

/// Takes the function apart; refuses what no machine can be. `names` avoids those of the function.
pub(super) fn analyse(
    arguments: Arguments,
    item: ItemFn,
    mut names: Names,
    method: Option<Method>,
    sink: &mut Sink,
) -> CoroutineFn {
    refuse_qualifiers(&item.sig, sink);
    let machine = machine_name(&arguments, &item.sig.ident);
    let machine = refuse_clash(machine, &arguments, &item, &mut names, sink);
    let attrs = sort_attributes(item.attrs);
    let mut generics = item.sig.generics;
    strip_defaults(&mut generics);
    let mut args = Vec::new();
    let mut lifetimes = Vec::new();
    let mut undeclared = Vec::new();
    for (idx, input) in item.sig.inputs.into_iter().enumerate() {
        if let FnArg::Typed(input) = input {
            let stem = arg_stem(&input.pat);
            let mut ty = *input.ty;
            name_elided(&mut ty, |Elided { span }| {
                let lifetime = names.fresh_lifetime(&stem, span);
                lifetimes.push(lifetime.clone());
                Some(lifetime)
            });
            refuse_untold(&input.pat, &ty, &machine, sink);
            let n_declared = generics.params.len();
            ImplTraits { stem: &stem, names: &mut names, generics: &mut generics }.visit_type_mut(&mut ty);
            let field = match &*input.pat {
                Pat::Ident(pat) if pat.subpat.is_none() => pat.ident.clone(),
                pat => names.fresh(&format!("arg_{idx}"), pat.span()),
            };
            let new = generics.params.iter().skip(n_declared).filter_map(|param| match param {
                GenericParam::Type(param) => Some((field.clone(), param.ident.clone())),
                GenericParam::Lifetime(_) | GenericParam::Const(_) => None,
            });
            undeclared.extend(new);
            args.push(Arg { attrs: input.attrs, pat: *input.pat, ty, field });
        }
    }
    add_lifetimes(&mut generics, lifetimes);
    // As for any function, a lifetime left out in the result is that of `&self`, if there is one.
    let n_deciding = if method.as_ref().is_some_and(|method| method.has_receiver) { 1 } else { args.len() };
    let receiver = Some(lifetimes_of(&args[..n_deciding])).filter(|lifetimes| lifetimes.len() == 1);
    let elision = Elision {
        inputs: receiver.unwrap_or_else(|| lifetimes_of(&args)),
        machine: generics.lifetimes().map(|param| param.lifetime.clone()).collect(),
    };
    let received = received_type(&arguments, &item.block, &mut names, sink);
    let returned = returned_type(item.sig.output, &elision, &received, sink);
    let yielded = yielded_type(&arguments, &received, &elision, sink);
    let thrown = thrown_type(&arguments, &elision, sink);
    refuse_priming(&arguments, &yielded, item.sig.constness.is_some(), sink);
    let is_refused = !sink.is_empty();
    let unmentioned = unmentioned(&generics, args.iter().map(|arg| arg.ty.to_token_stream()).collect());
    let runtime = Runtime::new(arguments.runtime());
    CoroutineFn {
        attrs: attrs.function,
        machine_attrs: attrs.machine,
        lint_attrs: attrs.lints,
        vis: item.vis,
        constness: item.sig.constness,
        fn_token: item.sig.fn_token,
        name: item.sig.ident,
        machine,
        generics,
        undeclared,
        unmentioned,
        args,
        method,
        received,
        yielded,
        returned,
        thrown,
        is_primed: arguments.primed.is_some() && !is_refused,
        boxed: arguments.boxed,
        is_refused,
        unread: None,
        body: *item.block,
        runtime,
        names,
    }
}

pub(super) fn refuse_qualifiers(sig: &Signature, sink: &mut Sink) {
    if let Some(token) = &sig.asyncness {
        refuse(
            sink,
            token.span,
            "a coroutine cannot be `async`",
            "a machine is resumed by `send`, a future by its executor",
            "remove `async`",
        );
    }
    if matches!(sig.safety, syn::Safety::Unsafe(_)) {
        let what = "a coroutine cannot be an `unsafe fn`";
        refuse(
            sink,
            sig.ident.span(),
            what,
            "the function only makes the machine, its body runs when it is sent something",
            "remove `unsafe` and write `unsafe { … }` blocks in the body",
        );
    }
    if let Some(abi) = &sig.abi {
        refuse(
            sink,
            abi.span(),
            "a coroutine cannot have a foreign ABI",
            "it returns a Rust struct",
            "remove `extern`",
        );
    }
    if let Some(variadic) = &sig.variadic {
        refuse(
            sink,
            variadic.span(),
            "a coroutine cannot be variadic",
            "its arguments become fields of a struct",
            "take a slice or a `Vec`",
        );
    }
}

/// Defaults stand on types only; the same generics go to the struct and to `impl` headers.
fn strip_defaults(generics: &mut Generics) {
    for param in &mut generics.params {
        match param {
            GenericParam::Type(param) => param.default = None,
            GenericParam::Const(param) => param.default = None,
            GenericParam::Lifetime(_) => {}
        }
    }
}

/// After what the lifetimes and type parameters of an argument are called.
fn arg_stem(pat: &Pat) -> String {
    let name = match pat {
        Pat::Ident(pat) => pat.ident.to_string(),
        _ => String::new(),
    };
    match name.trim_start_matches("r#").trim_start_matches('_') {
        "" => "arg".to_owned(),
        stem => stem.to_owned(),
    }
}

/// A `_` in the type of an argument.
fn refuse_untold(pat: &Pat, ty: &Type, machine: &Ident, sink: &mut Sink) {
    struct Find(Option<Span>);
    impl<'ast> Visit<'ast> for Find {
        fn visit_type_infer(&mut self, ty: &'ast syn::TypeInfer) {
            self.0.get_or_insert(ty.underscore_token.span);
        }
    }
    let mut find = Find(None);
    find.visit_type(ty);
    if let Some(span) = find.0 {
        let name = match pat {
            Pat::Ident(pat) => text(&pat.ident),
            pat => text(pat),
        };
        let what = format!("the type of `{name}` must be written");
        let note = format!("it is an argument, and so a field of `{machine}`");
        refuse(
            sink,
            span,
            &what,
            &note,
            "write the type out, or `impl Trait` for any type that has the trait",
        );
    }
}

/// `target: impl Consumer<i32>` → `target: Target` with `Target: Consumer<i32>`. A `_`, which is refused, is any type.
struct ImplTraits<'n> {
    stem: &'n str,
    names: &'n mut Names,
    generics: &'n mut Generics,
}

impl VisitMut for ImplTraits<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        visit_mut::visit_type_mut(self, ty);
        let (span, bounds) = match ty {
            Type::ImplTrait(bounds) => (bounds.impl_token.span, bounds.bounds.clone()),
            Type::Infer(infer) => (infer.underscore_token.span, Punctuated::new()),
            _ => return,
        };
        let stem = names::upper_camel(&Ident::new(self.stem, Span::call_site())).to_string();
        let ident = self.names.fresh_type(&stem, span);
        self.generics.params.push(GenericParam::Type(TypeParam {
            attrs: Vec::new(),
            ident: ident.clone(),
            colon_token: Some(Token![:](ident.span())),
            bounds,
            default: None,
        }));
        *ty = syn::parse_quote!(#ident);
    }
    fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut syn::ParenthesizedGenericArguments) {}
}

/// Lifetimes come before the other parameters.
fn add_lifetimes(generics: &mut Generics, lifetimes: Vec<Lifetime>) {
    let (old, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut generics.params)
        .into_iter()
        .partition(|param| matches!(param, GenericParam::Lifetime(_)));
    let new = lifetimes.into_iter().map(|lifetime| GenericParam::Lifetime(LifetimeParam::new(lifetime)));
    generics.params = old.into_iter().chain(new).chain(rest).collect::<Punctuated<_, _>>();
}

/// The parameters that the types of a struct's fields leave out, though a struct has to mention each.
pub(crate) fn unmentioned(generics: &Generics, fields: TokenStream) -> Vec<GenericParam> {
    let is_mentioned = |name: &Ident| crate::mentions::span_of(&fields, &name.to_string()).is_some();
    let is_unmentioned = |param: &&GenericParam| match param {
        GenericParam::Lifetime(param) => !is_mentioned(&param.lifetime.ident),
        GenericParam::Type(param) => !is_mentioned(&param.ident),
        GenericParam::Const(_) => false,
    };
    generics.params.iter().filter(is_unmentioned).cloned().collect()
}

/// A constructor that primes has nobody to hand a value to, and runs code.
fn refuse_priming(arguments: &Arguments, yielded: &Type, is_const: bool, sink: &mut Sink) {
    let Some(primed) = &arguments.primed else { return };
    if !matches!(yielded, Type::Tuple(tuple) if tuple.elems.is_empty()) {
        let what = "a coroutine that yields values cannot be `primed`";
        let note = "the constructor would have to drop the first value that is yielded";
        refuse(sink, primed.span(), what, note, "remove `primed` and call `prime()`, which gives that value");
    }
    if is_const {
        let what = "a `const fn` cannot be `primed`";
        refuse(sink, primed.span(), what, "priming runs the body", "remove `const`, or `primed`");
    }
}
