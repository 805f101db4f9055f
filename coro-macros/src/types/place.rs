//! Places: what a receiver, an index or a `&` reaches, and from whom it is borrowed.

use syn::{Expr, ExprReference, Ident, Lifetime, Member, Type, UnOp, parse_quote};

use super::Scope;
use super::expr::{bare, is_defaulted, read};
use super::shape::{self, Kind, Known, reference};

/// How a place is reached, which tells how long a borrow of it may last.
#[derive(Clone, Debug)]
pub(super) enum Loan {
    /// It is a local or a temporary.
    Own,
    /// It lies behind a shared reference.
    Shared(Option<Lifetime>),
    /// It lies behind a mutable reference.
    Mutable(Option<Lifetime>),
}

/// A type and how a value of it is reached.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) ty: Type,
    pub(super) loan: Loan,
}

impl Loan {
    /// The loan of what a reference found under this loan points to.
    pub(super) fn through(&self, reference: &syn::TypeReference) -> Loan {
        let lifetime = reference.lifetime.clone();
        match (self, reference.mutability) {
            // A shared reference can be copied out, so the way to it does not count.
            (_, None) => Loan::Shared(lifetime),
            (Loan::Own, Some(_)) => Loan::Mutable(lifetime),
            (Loan::Shared(outer), Some(_)) => Loan::Shared(outer.clone()),
            (Loan::Mutable(outer), Some(_)) => Loan::Mutable(outer.clone()),
        }
    }
}

impl Step {
    /// The type of a shared borrow of `ty`, which lies in this place. A reborrow through `&mut`
    /// lasts as long as its last use, which no written lifetime says, so it counts as an own borrow.
    pub(super) fn borrow(&self, ty: Type) -> Type {
        match &self.loan {
            Loan::Own | Loan::Mutable(_) => reference(Some(shape::own()), false, ty),
            Loan::Shared(lifetime) => reference(lifetime.clone(), false, ty),
        }
    }

    /// The type of a mutable borrow of `ty`, which lies in this place.
    pub(super) fn borrow_mut(&self, ty: Type) -> Type {
        reference(Some(shape::own()), true, ty)
    }

    /// The lifetime of an iterator over this place: a named one, or that of an own borrow.
    pub(super) fn lifetime(&self) -> Lifetime {
        match &self.loan {
            Loan::Shared(Some(lifetime)) | Loan::Mutable(Some(lifetime)) if lifetime.ident != "_" => {
                lifetime.clone()
            }
            Loan::Own | Loan::Shared(_) | Loan::Mutable(_) => shape::own(),
        }
    }

    /// `&'a Box<Vec<T>>` → itself, `Box<Vec<T>>`, `Vec<T>`, `[T]`: the steps of a method's look-up.
    pub(super) fn derefs(self) -> Vec<Step> {
        let mut steps = vec![self];
        while let Some(next) = steps.last().and_then(Step::deref) {
            steps.push(next);
        }
        steps
    }

    fn deref(&self) -> Option<Step> {
        if let Type::Reference(reference) = shape::peel(&self.ty) {
            let loan = self.loan.through(reference);
            return Some(Step { ty: (*reference.elem).clone(), loan });
        }
        let known = Known::of(&self.ty);
        let ty = match known.kind {
            Kind::String => parse_quote!(str),
            Kind::Vec | Kind::Array => {
                let elem = known.arg(0)?;
                parse_quote!([#elem])
            }
            Kind::Box | Kind::Shared => known.arg(0)?,
            _ => return None,
        };
        Some(Step { ty, loan: self.loan.clone() })
    }
}

/// The place that `expr` names; a value that is computed is a place of its own.
pub(super) fn place(expr: &Expr, scope: &Scope<'_>) -> Option<Step> {
    match expr {
        Expr::Paren(paren) => place(&paren.expr, scope),
        Expr::Group(group) => place(&group.expr, scope),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => {
            let step = place(&unary.expr, scope)?;
            match Known::of(&step.ty).kind {
                Kind::Reference | Kind::Box | Kind::Shared | Kind::String | Kind::Vec => step.deref(),
                _ => None,
            }
        }
        Expr::Field(field) => {
            let Member::Unnamed(index) = &field.member else {
                return range_bound(field, scope);
            };
            for step in place(&field.base, scope)?.derefs() {
                let known = Known::of(&step.ty);
                if matches!(known.kind, Kind::Tuple | Kind::Wrapper) {
                    let ty = known.arg(index.index as usize)?;
                    return Some(Step { ty, loan: step.loan });
                }
            }
            None
        }
        Expr::Index(index) => indexed(place(&index.expr, scope)?, &index.index, scope),
        expr => Some(Step { ty: read(expr, scope)?, loan: Loan::Own }),
    }
}

/// `(0..n).end` → the type of `n`.
fn range_bound(field: &syn::ExprField, scope: &Scope<'_>) -> Option<Step> {
    let Member::Named(name) = &field.member else {
        return None;
    };
    let step = place(&field.base, scope)?.derefs().pop()?;
    let is_range = shape::last_segment(&step.ty)?.ident.to_string().starts_with("Range");
    if !is_range || !(name == "start" || name == "end") {
        return None;
    }
    let ty = Known::of(&step.ty).arg(0)?;
    Some(Step { ty, loan: step.loan })
}

/// `v[i]` → the element, `v[a..b]` → the slice.
fn indexed(base: Step, index: &Expr, scope: &Scope<'_>) -> Option<Step> {
    let by = by(index, scope);
    for step in base.derefs() {
        let known = Known::of(&step.ty);
        let ty = match (known.kind, by) {
            (Kind::Slice | Kind::VecDeque, Some(By::Position)) => known.arg(0)?,
            (Kind::Slice, Some(By::Range)) => step.ty.clone(),
            (Kind::Str, Some(By::Range)) => step.ty.clone(),
            (Kind::Map, _) => known.arg(1)?,
            _ => continue,
        };
        return Some(Step { ty, loan: step.loan });
    }
    None
}

/// What a slice is indexed by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Position,
    Range,
}

/// Whether the index is a position or a range, if that reads plainly.
pub(super) fn by(index: &Expr, scope: &Scope<'_>) -> Option<By> {
    let index = bare(index);
    if matches!(index, Expr::Range(_)) {
        return Some(By::Range);
    }
    let ty = read(index, scope)?;
    let segment = shape::last_segment(&ty)?;
    if segment.ident == "usize" || is_defaulted(index) {
        Some(By::Position)
    } else if segment.ident.to_string().starts_with("Range") {
        Some(By::Range)
    } else {
        None
    }
}

/// `&e`, `&mut e`.
pub(super) fn referenced(expr: &ExprReference, scope: &Scope<'_>) -> Option<Type> {
    let mutable = expr.mutability.is_some();
    if !mutable && is_promoted(&expr.expr) {
        let ty = read(&expr.expr, scope)?;
        return Some(reference(Some(parse_quote!('static)), false, ty));
    }
    let step = place(&expr.expr, scope)?;
    let ty = step.ty.clone();
    Some(if mutable { step.borrow_mut(ty) } else { step.borrow(ty) })
}

/// Whether rustc makes a `static` of a shared borrow of the expression: literals and what holds
/// nothing else.
fn is_promoted(expr: &Expr) -> bool {
    match bare(expr) {
        Expr::Lit(_) => true,
        Expr::Array(array) => array.elems.iter().all(is_promoted),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_promoted),
        Expr::Reference(inner) => inner.mutability.is_none() && is_promoted(&inner.expr),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Neg(_)) && is_promoted(&unary.expr),
        _ => false,
    }
}

/// Methods of std's strings and slices whose results borrow from what they are called on, of types that are not read.
const LENDING: &[&str] = &[
    "chunks",
    "chunks_exact",
    "matches",
    "rsplit",
    "rsplitn",
    "split",
    "split_inclusive",
    "split_terminator",
    "splitn",
    "trim_matches",
    "windows",
];

/// The own local that the value of `expr` borrows from, as far as the text tells: `&x`, `x.iter()`
/// and `Some(&x[1..])` borrow from an owned `x`, `&x[1..]` does not where `x` is a shared reference.
pub(crate) fn borrowed_local<'e>(expr: &'e Expr, scope: &Scope<'_>) -> Option<&'e Ident> {
    match expr {
        Expr::Paren(paren) => borrowed_local(&paren.expr, scope),
        Expr::Group(group) => borrowed_local(&group.expr, scope),
        Expr::Reference(reference) if is_promoted(&reference.expr) => None,
        Expr::Reference(reference) => root(&reference.expr, scope),
        Expr::RawAddr(raw) => root(&raw.expr, scope),
        Expr::Cast(cast) => borrowed_local(&cast.expr, scope),
        Expr::MethodCall(call) => match read(expr, scope) {
            Some(ty) if !shape::borrows_own(&ty) => None,
            Some(_) => root(&call.receiver, scope),
            // An unknown result may still hold what its receiver holds: `v.iter().map(…)`.
            None if LENDING.iter().any(|name| call.method == name)
                && read(&call.receiver, scope).is_some() =>
            {
                root(&call.receiver, scope)
            }
            None => borrowed_local(&call.receiver, scope),
        },
        Expr::Try(inner) => borrowed_local(&inner.expr, scope),
        Expr::Tuple(tuple) => tuple.elems.iter().find_map(|elem| borrowed_local(elem, scope)),
        Expr::Array(array) => array.elems.iter().find_map(|elem| borrowed_local(elem, scope)),
        Expr::Call(call) => call.args.iter().find_map(|arg| borrowed_local(arg, scope)),
        Expr::Struct(literal) => literal.fields.iter().find_map(|field| borrowed_local(&field.expr, scope)),
        _ => None,
    }
}

/// The local that a place lies in, unless a shared reference leads out of it on the way.
fn root<'e>(place_expr: &'e Expr, scope: &Scope<'_>) -> Option<&'e Ident> {
    let leaves = |expr: &Expr| {
        place(expr, scope)
            .is_some_and(|step| step.derefs().iter().any(|step| matches!(step.loan, Loan::Shared(_))))
    };
    match place_expr {
        Expr::Path(path) => {
            path.path.get_ident().filter(|ident| !ident.to_string().starts_with(char::is_uppercase))
        }
        Expr::Paren(paren) => root(&paren.expr, scope),
        Expr::Group(group) => root(&group.expr, scope),
        Expr::Field(field) if leaves(&field.base) => None,
        Expr::Field(field) => root(&field.base, scope),
        Expr::Index(index) if leaves(&index.expr) => None,
        Expr::Index(index) => root(&index.expr, scope),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => {
            if leaves(&unary.expr) {
                None
            } else {
                root(&unary.expr, scope)
            }
        }
        expr => borrowed_local(expr, scope),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{types, with_scope};
    use super::borrowed_local;

    const LOCALS: [(&str, &str); 8] = [
        ("text", "&'a String"),
        ("names", "&'a [String]"),
        ("pair", "(u8, &'a str)"),
        ("buffer", "&'a mut Vec<u8>"),
        ("owned", "Vec<u8>"),
        ("map", "HashMap<String, u64>"),
        ("nested", "&'a &'b str"),
        ("n", "usize"),
    ];

    #[test]
    fn a_borrow_through_a_shared_reference_keeps_its_lifetime() {
        types(
            &LOCALS,
            &[
                ("&*text", "&'a String"),
                ("&text[1..]", "&'a str"),
                ("&names[0]", "&'a String"),
                ("&names[n]", "&'a String"),
                ("names[0].trim()", "&'a str"),
                ("&**nested", "&'b str"),
                ("pair.1", "&'a str"),
                ("pair.1.trim()", "&'a str"),
            ],
        );
    }

    #[test]
    fn a_reborrow_through_a_mutable_reference_has_no_lifetime_of_its_own() {
        types(
            &LOCALS,
            &[
                ("&mut *buffer", "&mut Vec<u8>"),
                ("&buffer[1..]", "&[u8]"),
                ("buffer.as_slice()", "?"),
                ("buffer[0]", "u8"),
            ],
        );
    }

    #[test]
    fn an_element_reads_where_the_index_does() {
        types(
            &LOCALS,
            &[
                ("owned[0]", "u8"),
                ("owned[n + 1]", "u8"),
                ("owned[unknown]", "?"),
                ("owned[1..]", "?"),
                ("map[\"a\"]", "u64"),
                ("(0..n).end", "usize"),
            ],
        );
    }

    #[test]
    fn a_borrow_of_constants_is_static() {
        types(
            &LOCALS,
            &[
                ("&[1, 2]", "&'static [i32; 2]"),
                ("&(\"a\", -1.5)", "&'static (&'static str, f64)"),
                ("&[n]", "&[usize; 1]"),
            ],
        );
    }

    #[test]
    fn the_borrowed_local_is_named() {
        let cases = [
            ("&owned", Some("owned")),
            ("&mut owned[1..]", Some("owned")),
            ("owned.iter()", Some("owned")),
            ("owned.iter().map(|x| x + 1)", Some("owned")),
            ("Some(&pair.0)", Some("pair")),
            ("(n, &n)", Some("n")),
            ("&mut *buffer", Some("buffer")),
            ("&text", Some("text")),
            ("&*text", None),
            ("&names[0]", None),
            ("names.iter()", None),
            ("owned.len()", None),
            ("&LIMIT", None),
            ("&[1, 2]", None),
        ];
        with_scope(&LOCALS, |scope| {
            for (source, expected) in cases {
                let expr = syn::parse_str(source).expect("an expression");
                let local = borrowed_local(&expr, scope).map(ToString::to_string);
                assert_eq!(local.as_deref(), expected, "what `{source}` borrows from");
            }
        });
    }
}
