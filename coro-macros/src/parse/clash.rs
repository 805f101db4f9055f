//! Whether the function means something else by the name that its struct would have: `fn report() -> Report`.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Ident, ItemFn, Path, Type};

use super::{Arguments, refuse};
use crate::diagnostics::Sink;
use crate::mentions;
use crate::names::Names;
use crate::walk::visit::{self, Visit};

/// Functions that a machine has, which can be called by its name. Sorted.
const OF_A_MACHINE: &[&str] =
    &["clone", "close", "eq", "fmt", "next", "prime", "send", "send_all", "status", "throw", "try_send"];

/// What a machine is kept in that can get at itself, or at others of its kind.
const OWNERS: &[&str] = &["Arc", "Box", "Cell", "Mutex", "Pin", "Rc", "RefCell", "RwLock", "Weak"];

/// `machine`, or another name for the struct if that one is refused.
pub(super) fn refuse_clash(
    machine: Ident,
    arguments: &Arguments,
    item: &ItemFn,
    names: &mut Names,
    sink: &mut Sink,
) -> Ident {
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
    if let Some(span) = find.found.or_else(|| as_a_type(item, arguments, &machine)) {
        let what = format!("`{machine}` is also what the struct of this coroutine is called");
        let other = other();
        refuse(sink, span, &what, note, &format!("write `name = {other}` in the attribute"));
        return other;
    }
    machine
}

/// Where a type of that name is hardly the machine: it would hold itself, or the body drives none.
fn as_a_type(item: &ItemFn, arguments: &Arguments, machine: &Ident) -> Option<Span> {
    let typed = item.sig.inputs.iter().filter_map(|input| match input {
        syn::FnArg::Typed(input) => Some(&*input.ty),
        syn::FnArg::Receiver(_) => None,
    });
    if let Some(span) = typed.filter_map(|ty| held(ty, machine)).next() {
        return Some(span);
    }
    let mut types = Types { machine, found: None };
    let written = [&arguments.received, &arguments.yielded, &arguments.thrown];
    written.into_iter().flatten().for_each(|ty| types.visit_type(ty));
    types.visit_item_fn(item);
    let body = item.block.to_token_stream();
    let is_mentioned = |name: &str| mentions::span_of(&body, name).is_some();
    let drives = || {
        let mut driving = OF_A_MACHINE.iter().chain(&["for", "yield_from"]);
        driving.any(|name| is_mentioned(name)) || calls(body.clone(), &item.sig.ident)
    };
    types.found.filter(|_| !drives())
}

/// Whether `name(…)` stands in `tokens`.
fn calls(tokens: TokenStream, name: &Ident) -> bool {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let is_call = |pair: &[TokenTree]| match pair {
        [TokenTree::Ident(ident), TokenTree::Group(group)] => {
            ident == name && group.delimiter() == Delimiter::Parenthesis
        }
        _ => false,
    };
    tokens.windows(2).any(is_call)
        || tokens.into_iter().any(|token| match token {
            TokenTree::Group(group) => calls(group.stream(), name),
            _ => false,
        })
}

/// Where a value of type `ty` holds a `machine` itself, and not through a pointer.
fn held(ty: &Type, machine: &Ident) -> Option<Span> {
    match ty {
        Type::Path(path) if path.path.is_ident(machine) => Some(path.span()),
        Type::Path(path) => {
            let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
            let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
            arguments.args.iter().find_map(|argument| match argument {
                syn::GenericArgument::Type(ty) => held(ty, machine),
                _ => None,
            })
        }
        Type::Tuple(tuple) => tuple.elems.iter().find_map(|ty| held(ty, machine)),
        Type::Array(array) => held(&array.elem, machine),
        Type::Paren(paren) => held(&paren.elem, machine),
        _ => None,
    }
}

/// Looks for types of the machine's name.
struct Types<'m> {
    machine: &'m Ident,
    found: Option<Span>,
}

impl<'ast> Visit<'ast> for Types<'_> {
    fn visit_type_path(&mut self, path: &'ast syn::TypePath) {
        if path.qself.is_none() && path.path.is_ident(self.machine) {
            self.found.get_or_insert(path.span());
        }
        let last = path.path.segments.last();
        if !last.is_some_and(|last| OWNERS.iter().any(|owner| last.ident == owner)) {
            visit::visit_type_path(self, path);
        }
    }
    fn visit_item(&mut self, _: &'ast syn::Item) {}
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
