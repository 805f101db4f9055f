//! Lifetimes that a guessed type may hide: `Parser::new(text)` is read as a `Parser`, and only the compiler knows
//! whether that is a `Parser<'text>`.
//!
//! ```text
//! let parser = Parser::new(text);   →   Recv1 { parser: <fn(&'text ()) -> Parser as Elided>::Type }
//! ```
//!
//! A field cannot leave a lifetime out. What a function pointer returns can, and means the lifetime of the argument
//! there, so that such a field is right whether there is one to leave out or not.

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{Expr, Lifetime, Lit, Path, PathArguments, Type};

use super::refusals::init_of;
use crate::mentions;
use crate::names;
use crate::normalize::{Body, Local};
use crate::parse::CoroutineFn;

/// Types of std that come by themselves and borrow nothing. Sorted.
const WITHOUT: &[&str] =
    &["CString", "Duration", "File", "Instant", "OsString", "PathBuf", "Self", "String", "SystemTime"];

/// Finds for each local what a lifetime stands for that its type may hide.
pub(super) fn find(body: &mut Body, function: &CoroutineFn) {
    let mut lent = Lent::default();
    for idx in 0..body.locals.len() {
        let hidden = lifetime(body, &body.locals[idx], function, &lent);
        let local = &mut body.locals[idx];
        let own = lent.entry(local.ident.to_string()).or_default();
        own.extend(lifetimes_in(local.ty.as_ref()));
        own.extend(hidden.clone());
        local.hidden = hidden;
    }
}

/// By the name of a local, the lifetimes of what it may lend.
type Lent = HashMap<String, Vec<Lifetime>>;

/// `<fn(&'text ()) -> Parser as Elided>::Type`, blamed at the local.
pub(super) fn shown(ty: &Type, lifetime: &Lifetime, local: &Local, function: &CoroutineFn) -> Type {
    let span = names::generated_at(local.written.span());
    let elided = names::blamed_at(function.runtime.private("Elided"), span);
    let (ty, mut lifetime) = (names::generated_type(ty), lifetime.clone());
    lifetime.set_span(lifetime.span().located_at(span));
    syn::parse_quote_spanned!(span=> <fn(&#lifetime ()) -> #ty as #elided>::Type)
}

fn lifetime(body: &Body, local: &Local, function: &CoroutineFn, lent: &Lent) -> Option<Lifetime> {
    let ty = local.ty.as_ref().filter(|_| !local.is_annotated)?;
    if !may_hide(ty, body) {
        return None;
    }
    let Some(init) = init_of(body, local) else { return function.only_lifetime() };
    let mut mentioned: Vec<_> = mentions::in_expr(init).into_iter().collect();
    mentioned.sort();
    let lifetimes: Vec<_> = mentioned.iter().filter_map(|name| lent.get(name)).flatten().collect();
    let per_send = function.received.per_send.as_ref();
    let is_kept = |lifetime: &&Lifetime| Some(*lifetime) != per_send && lifetime.ident != "static";
    match lifetimes.iter().copied().find(is_kept) {
        Some(lifetime) => Some(lifetime.clone()),
        None if lifetimes.is_empty() && !lends(init) => {
            // `Names::new()` may be filled from an argument later.
            let is_empty = matches!(init, Expr::Call(call) if call.args.is_empty());
            function.only_lifetime().filter(|_| is_empty)
        }
        None => {
            let any = || Lifetime::new("'static", local.written.span());
            Some(function.only_lifetime().unwrap_or_else(any))
        }
    }
}

fn lifetimes_in(ty: Option<&Type>) -> Vec<Lifetime> {
    #[derive(Default)]
    struct Find(Vec<Lifetime>);
    impl<'ast> Visit<'ast> for Find {
        fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
            if lifetime.ident != "_" {
                self.0.push(lifetime.clone());
            }
        }
    }
    let mut find = Find::default();
    ty.into_iter().for_each(|ty| find.visit_type(ty));
    find.0
}

/// Whether a type in `ty` may leave a lifetime out: it has a name, and no arguments.
fn may_hide(ty: &Type, body: &Body) -> bool {
    struct Find<'b>(&'b Body, bool);
    impl<'ast> Visit<'ast> for Find<'_> {
        fn visit_type_path(&mut self, path: &'ast syn::TypePath) {
            if path.qself.is_none() {
                self.1 |= is_bare(&path.path, self.0);
            }
            visit::visit_type_path(self, path);
        }
    }
    let mut find = Find(body, false);
    find.visit_type(ty);
    find.1
}

/// `lexer::Lexer`; not `String`, not `T::Item`.
fn is_bare(path: &Path, body: &Body) -> bool {
    let (Some(first), Some(last)) = (path.segments.first(), path.segments.last()) else { return false };
    let name = last.ident.to_string();
    let is_known = name.starts_with(char::is_lowercase) || WITHOUT.contains(&&*name);
    let is_projected = first.ident == "Self" || body.type_params.contains(&first.ident.to_string());
    matches!(last.arguments, PathArguments::None) && !is_known && !is_projected
}

/// Whether something borrowed may be handed to what makes the value.
fn lends(init: &Expr) -> bool {
    #[derive(Default)]
    struct Find(bool);
    impl<'ast> Visit<'ast> for Find {
        fn visit_expr_reference(&mut self, _: &'ast syn::ExprReference) {
            self.0 = true;
        }
        fn visit_expr_method_call(&mut self, _: &'ast syn::ExprMethodCall) {
            self.0 = true;
        }
        fn visit_lit(&mut self, lit: &'ast Lit) {
            self.0 |= matches!(lit, Lit::Str(_) | Lit::ByteStr(_) | Lit::CStr(_));
        }
    }
    let mut find = Find::default();
    find.visit_expr(init);
    find.0
}
