//! Whether a statement changes a local, by its looks.
//!
//! A local that is not `mut` is used in place as what a shared reference leads to. Where it is changed all the same, that
//! is a mistake, and rustc says it best of a local by value: "not declared as mutable", and where to write `mut`.

use std::collections::HashSet;

use syn::{Expr, Macro, Type, TypeParamBound, WherePredicate};

use super::effects::exprs;
use crate::moves::{is_assignment, root};
use crate::normalize::{Bind, Stmt, Suspend, macro_operands};
use crate::walk::visit::{self, Visit};

/// Methods of std's owners and of coroutines that take `&mut self`. Sorted.
#[rustfmt::skip]
const METHODS: &[&str] = &[
    "append", "clear", "close", "dedup", "drain", "entry", "extend", "extend_from_slice", "fill", "flush", "insert",
    "insert_str", "next", "next_back", "nth", "pop", "pop_back", "pop_front", "prime", "push", "push_back", "push_front",
    "push_str", "read", "read_exact", "read_line", "read_to_end", "read_to_string", "remove", "replace", "reserve",
    "resize", "retain", "reverse", "rotate_left", "rotate_right", "send", "send_all", "sort", "sort_by", "sort_by_key",
    "sort_unstable", "split_off", "swap", "swap_remove", "throw", "truncate", "try_send", "write", "write_all",
    "write_fmt", "write_str",
];

/// Std's types whose methods change what is in them by a shared reference. Sorted.
const SHARED: &[&str] = &["Arc", "Cell", "Mutex", "OnceCell", "Rc", "RefCell", "RwLock"];

/// Whether `stmt` itself, without its blocks, changes the local called `name`, of type `ty`. Of the type parameters in
/// `called` a call is a change.
pub(super) fn changes(stmt: &Stmt, name: &str, ty: &Type, called: &HashSet<String>) -> bool {
    let last = match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    };
    if last.as_ref().is_some_and(|last| SHARED.binary_search(&last.as_str()).is_ok()) {
        return false;
    }
    let mut find =
        Find { name, is_called: last.is_some_and(|last| called.contains(&last)), is_changed: false };
    match stmt {
        Stmt::Opaque(stmt) => find.visit_stmt(stmt),
        stmt => exprs(stmt).into_iter().for_each(|expr| find.visit_expr(expr)),
    }
    if let Stmt::Suspend(Suspend { bind: Bind::Assign(place), .. }) = stmt {
        find.is_changed |= find.is_part(place);
    }
    find.is_changed
}

/// The type parameters that are called as an `FnMut`.
pub(super) fn called(generics: &syn::Generics) -> HashSet<String> {
    let is_fn_mut = |bound: &TypeParamBound| match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last().is_some_and(|last| last.ident == "FnMut"),
        _ => false,
    };
    let params = generics.type_params().filter(|param| param.bounds.iter().any(is_fn_mut));
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let bounded = predicates.filter_map(|predicate| match predicate {
        WherePredicate::Type(predicate) if predicate.bounds.iter().any(is_fn_mut) => {
            match &predicate.bounded_ty {
                Type::Path(path) => path.path.get_ident(),
                _ => None,
            }
        }
        _ => None,
    });
    params.map(|param| &param.ident).chain(bounded).map(ToString::to_string).collect()
}

struct Find<'n> {
    name: &'n str,
    is_called: bool,
    is_changed: bool,
}

impl Find<'_> {
    /// Whether `place` is the local or a part of it.
    fn is_part(&self, place: &Expr) -> bool {
        root(place).is_some_and(|name| name == self.name)
    }
}

impl<'ast> Visit<'ast> for Find<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        self.is_changed |= match expr {
            Expr::Assign(assign) => self.is_part(&assign.left),
            Expr::Binary(binary) => is_assignment(&binary.op) && self.is_part(&binary.left),
            Expr::Reference(reference) => reference.mutability.is_some() && self.is_part(&reference.expr),
            Expr::MethodCall(call) => {
                let method = call.method.to_string();
                let is_exclusive =
                    METHODS.binary_search(&method.as_str()).is_ok() || method.ends_with("_mut");
                is_exclusive && self.is_part(&call.receiver)
            }
            Expr::Call(call) => self.is_called && self.is_part(&call.func),
            _ => false,
        };
        visit::visit_expr(self, expr);
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        const WRITING: &[&str] = &["write", "writeln"];
        let operands = macro_operands(mac).unwrap_or_default();
        let is_writing =
            mac.path.segments.last().is_some_and(|last| WRITING.iter().any(|it| last.ident == it));
        self.is_changed |= is_writing && operands.first().is_some_and(|target| self.is_part(target));
        let mut inside = Find { is_changed: false, ..*self };
        operands.iter().for_each(|operand| inside.visit_expr(operand));
        self.is_changed |= inside.is_changed;
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn the_tables_are_sorted() {
        assert!(METHODS.is_sorted() && SHARED.is_sorted());
    }

    #[test]
    fn a_change_shows_itself() {
        let changes = |expr: Expr, ty: Type| {
            let stmt = Stmt::Opaque(syn::Stmt::Expr(expr, None));
            changes(&stmt, "x", &ty, &HashSet::from(["F".to_owned()]))
        };
        for expr in [
            parse_quote!(x.push(1)),
            parse_quote!(x.a[1].sort()),
            parse_quote!(x[0] = 1),
            parse_quote!(x.a += 1),
            parse_quote!(f(&mut x)),
            parse_quote!(*x = 1),
            parse_quote!(x.get_mut(0)),
            parse_quote!(write!(x, "{}", 1)),
            parse_quote!(println!("{:?}", x.pop())),
        ] {
            assert!(changes(expr, parse_quote!(Vec<u8>)));
        }
        assert!(changes(parse_quote!(x(1)), parse_quote!(F)));
        for expr in [
            parse_quote!(x.len()),
            parse_quote!(y.push(x)),
            parse_quote!(x.a == 1),
            parse_quote!(f(&x)),
            parse_quote!(y[x] = 1),
            parse_quote!(x(1)),
            parse_quote!(format!("{x}")),
        ] {
            assert!(!changes(expr, parse_quote!(Vec<u8>)));
        }
        assert!(!changes(parse_quote!(x.replace(1)), parse_quote!(Cell<u8>)));
    }
}
