//! Whether the function means something else by the name that its struct would have: `fn report() -> Report`.

use proc_macro2::Span;
use quote::ToTokens;
use syn::{Ident, ItemFn, Path, ReturnType};

use super::refuse;
use crate::diagnostics::Sink;
use crate::mentions;
use crate::names::Names;
use crate::walk::visit::{self, Visit};

/// Functions that a machine has, which can be called by its name. Sorted.
const OF_A_MACHINE: &[&str] =
    &["clone", "close", "eq", "fmt", "next", "prime", "send", "send_all", "status", "throw", "try_send"];

/// `machine`, or another name for the struct if that one is refused.
pub(super) fn refuse_clash(machine: Ident, item: &ItemFn, names: &mut Names, sink: &mut Sink) -> Ident {
    let param = item.sig.generics.type_params().find(|param| param.ident == machine);
    let mut other = || names.fresh_type(&format!("{machine}Machine"), machine.span());
    let note = "the struct is named after the function, unless the attribute gives it a name";
    if let Some(param) = param {
        let what = format!("`{machine}` is both a type parameter and the struct of this coroutine");
        let help = "rename the parameter, or give the struct a name: `name = …`";
        refuse(sink, param.ident.span(), &what, note, help);
        return other();
    }
    let mut find = Find { machine: &machine, found: None };
    find.visit_item_fn(item);
    if let Some(span) = find.found.or_else(|| returned(item, &machine)) {
        let what = format!("`{machine}` is also what the struct of this coroutine is called");
        let other = other();
        refuse(sink, span, &what, note, &format!("write `name = {other}` in the attribute"));
        return other;
    }
    machine
}

/// What the function returns is hardly the machine that it makes if the body makes none.
fn returned(item: &ItemFn, machine: &Ident) -> Option<Span> {
    struct Returned<'m>(&'m Ident, Option<Span>);
    impl<'ast> Visit<'ast> for Returned<'_> {
        fn visit_type_path(&mut self, path: &'ast syn::TypePath) {
            if path.qself.is_none() && path.path.segments.len() == 1 && path.path.segments[0].ident == *self.0
            {
                self.1.get_or_insert(path.path.segments[0].ident.span());
            }
            visit::visit_type_path(self, path);
        }
    }
    let ReturnType::Type(_, ty) = &item.sig.output else { return None };
    let mut find = Returned(machine, None);
    find.visit_type(ty);
    let calls_itself = || {
        let body = item.block.to_token_stream();
        mentions::span_of(&body, &item.sig.ident.to_string()).is_some()
    };
    find.1.filter(|_| !calls_itself())
}

/// Looks for what no struct of a machine can be: a trait, an enum, a struct with fields or functions.
struct Find<'m> {
    machine: &'m Ident,
    found: Option<Span>,
}

impl Find<'_> {
    fn note(&mut self, path: &Path) {
        if let Some(first) = path.segments.first().filter(|first| first.ident == *self.machine) {
            self.found.get_or_insert(first.ident.span());
        }
    }

    /// `Report::new`, `Report::Empty`
    fn note_associated(&mut self, path: &Path) {
        let is_own = |name: &Ident| OF_A_MACHINE.iter().any(|own| name == own);
        if path.segments.iter().nth(1).is_some_and(|second| !is_own(&second.ident)) {
            self.note(path);
        }
    }
}

impl<'ast> Visit<'ast> for Find<'_> {
    fn visit_trait_bound(&mut self, bound: &'ast syn::TraitBound) {
        if bound.path.segments.len() == 1 {
            self.note(&bound.path);
        }
        visit::visit_trait_bound(self, bound);
    }
    fn visit_expr_struct(&mut self, literal: &'ast syn::ExprStruct) {
        self.note(&literal.path);
        visit::visit_expr_struct(self, literal);
    }
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let syn::Expr::Path(func) = &*call.func
            && func.path.segments.len() == 1
        {
            self.note(&func.path);
        }
        visit::visit_expr_call(self, call);
    }
    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        self.note_associated(&path.path);
        visit::visit_expr_path(self, path);
    }
    fn visit_pat_struct(&mut self, pat: &'ast syn::PatStruct) {
        self.note(&pat.path);
        visit::visit_pat_struct(self, pat);
    }
    fn visit_pat_tuple_struct(&mut self, pat: &'ast syn::PatTupleStruct) {
        self.note(&pat.path);
        visit::visit_pat_tuple_struct(self, pat);
    }
    fn visit_item(&mut self, _: &'ast syn::Item) {}
}
