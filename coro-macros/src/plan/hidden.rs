//! Lifetimes that a guessed type may hide: `Parser::new(text)` is read as a `Parser`, and only the compiler knows
//! whether that is a `Parser<'text>`.
//!
//! ```text
//! let parser = Parser::new(text);   →   Recv1 { parser: <fn(&'text ()) -> Parser as Elided>::Type }
//! ```
//!
//! A field cannot leave a lifetime out. What a function pointer returns can, and means the lifetime of the argument
//! there, so that such a field is right whether there is one to leave out or not.

use std::collections::{HashMap, HashSet};

use syn::{Expr, Lifetime, Lit, Path, PathArguments, Type};

use crate::mentions;
use crate::names;
use crate::normalize::{Body, Local, LocalId, Origin, Stmt};
use crate::parse::CoroutineFn;
use crate::walk::visit::{self, Visit};

/// Types of std that come by themselves and borrow nothing. Sorted.
const WITHOUT: &[&str] =
    &["CString", "Duration", "File", "Instant", "OsString", "PathBuf", "Self", "String", "SystemTime"];

/// Finds for each local what a lifetime stands for that its type may hide. Of a type that is written nothing is guessed,
/// nor of one that a local has from an argument: a projection would fix the lifetimes in it.
pub(super) fn find(body: &mut Body, function: &CoroutineFn) {
    let inits = inits(body);
    let mut known = Known::default();
    let mut all = Vec::new();
    for (idx, local) in body.locals.iter().enumerate() {
        let init = inits.get(&LocalId(idx)).copied();
        let hidden = lifetime(body, local, init, function, &known);
        let lent = known.lent.entry(local.ident.to_string()).or_default();
        lent.extend(lifetimes_in(local.ty.as_ref()));
        lent.extend(hidden.clone());
        if hidden.is_some() {
            known.hiding.extend(local.ty.as_ref().map(|ty| bare_names(ty, body)).unwrap_or_default());
        }
        all.push(hidden);
    }
    for (local, hidden) in body.locals.iter_mut().zip(all) {
        local.hidden = hidden;
    }
}

/// What the locals so far have brought.
#[derive(Default)]
struct Known {
    /// By the name of a local, the lifetimes of what it may lend.
    lent: HashMap<String, Vec<Lifetime>>,
    /// The names of types that have been guessed.
    hiding: HashSet<String>,
}

fn inits(body: &Body) -> HashMap<LocalId, &Expr> {
    let stmts = body.blocks.iter().flat_map(|block| &block.stmts);
    let lets = stmts.filter_map(|stmt| match stmt {
        Stmt::Let(stmt) => Some((&stmt.locals, stmt.init.as_ref()?)),
        _ => None,
    });
    lets.flat_map(|(locals, init)| locals.iter().map(move |&local| (local, init))).collect()
}

/// `<fn(&'text ()) -> Parser as Elided>::Type`, blamed at the local.
pub(super) fn shown(ty: &Type, lifetime: &Lifetime, local: &Local, function: &CoroutineFn) -> Type {
    let span = names::generated_at(local.written.span());
    let elided = names::blamed_at(function.runtime.private("Elided"), span);
    let (ty, mut lifetime) = (names::generated_type(ty), lifetime.clone());
    lifetime.set_span(lifetime.span().located_at(span));
    syn::parse_quote_spanned!(span=> <fn(&#lifetime ()) -> #ty as #elided>::Type)
}

fn lifetime(
    body: &Body,
    local: &Local,
    init: Option<&Expr>,
    function: &CoroutineFn,
    known: &Known,
) -> Option<Lifetime> {
    let ty = local.ty.as_ref().filter(|_| !local.is_annotated && local.origin != Origin::Argument)?;
    let names = bare_names(ty, body);
    let is_guessed = match init {
        Some(init) => !path_names(init).is_disjoint(&names),
        None => local.origin == Origin::Slot && !names.is_empty(),
    };
    if !is_guessed && known.hiding.is_disjoint(&names) {
        return None;
    }
    let Some(init) = init else { return function.only_lifetime() };
    let mut mentioned: Vec<_> = mentions::in_expr(init).into_iter().collect();
    mentioned.sort();
    let lifetimes: Vec<_> = mentioned.iter().filter_map(|name| known.lent.get(name)).flatten().collect();
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

/// The names in the paths of `expr`, and those of the machines that it may call: `Lexer` of `Lexer::new(text)`, and of
/// `lexer(text)`.
fn path_names(expr: &Expr) -> HashSet<String> {
    #[derive(Default)]
    struct Find(HashSet<String>);
    impl<'ast> Visit<'ast> for Find {
        fn visit_path(&mut self, path: &'ast Path) {
            self.0.extend(path.segments.iter().map(|segment| segment.ident.to_string()));
            visit::visit_path(self, path);
        }
        fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
            if let Expr::Path(func) = &*call.func {
                let last = func.path.segments.last();
                self.0.extend(last.map(|last| names::upper_camel(&last.ident).to_string()));
            }
            visit::visit_expr_call(self, call);
        }
    }
    let mut find = Find::default();
    find.visit_expr(expr);
    find.0
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

/// The types in `ty` that may leave a lifetime out: those that have a name, and no arguments.
fn bare_names(ty: &Type, body: &Body) -> HashSet<String> {
    struct Find<'b>(&'b Body, HashSet<String>);
    impl<'ast> Visit<'ast> for Find<'_> {
        fn visit_type_path(&mut self, path: &'ast syn::TypePath) {
            if path.qself.is_none() && is_bare(&path.path, self.0) {
                self.1.extend(path.path.segments.last().map(|last| last.ident.to_string()));
            }
            visit::visit_type_path(self, path);
        }
    }
    let mut find = Find(body, HashSet::new());
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
