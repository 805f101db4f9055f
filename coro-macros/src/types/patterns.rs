//! What a pattern binds, and the types of the bindings where the type matched against tells.

use proc_macro2::Literal;
use syn::punctuated::Punctuated;
use syn::{
    Expr, FieldPat, Ident, Lifetime, Lit, Member, Pat, PatIdent, PatStruct, PatTupleStruct, Token, Type,
    parse_quote,
};

use super::is_complete;
use super::place::Loan;
use super::shape::{self, Kind, Known, reference};

/// One identifier that a pattern binds.
#[derive(Clone, Debug)]
pub(crate) struct Binding {
    /// The name bound.
    pub(crate) ident: Ident,
    /// Whether it is bound with `mut`.
    pub(crate) mutable: bool,
    /// Whether it is bound with `ref`, so that it borrows from what is matched.
    pub(crate) by_ref: bool,
    /// Its type, if known.
    pub(crate) ty: Option<Type>,
}

/// The identifiers that `pat` binds, in order of appearance, with their types where `ty`, the type
/// matched against, tells. Of the cases of an or-pattern the first speaks for all. A name that
/// starts with an uppercase letter is a constant or a unit variant, not a binding.
pub(crate) fn bindings(pat: &Pat, ty: Option<&Type>) -> Vec<Binding> {
    let mut bound = Vec::new();
    walk(pat, &Matched { ty: ty.cloned(), mode: Loan::Own }, &mut bound);
    bound
}

/// What a pattern is matched against. The mode is the default binding mode: how the references that
/// patterns saw through make the bindings references.
#[derive(Clone)]
struct Matched {
    ty: Option<Type>,
    mode: Loan,
}

impl Matched {
    fn with(&self, ty: Option<Type>) -> Matched {
        Matched { ty, mode: self.mode.clone() }
    }

    /// Sees through the references around what a pattern takes apart.
    fn dereferenced(&self) -> Matched {
        let mut matched = self.clone();
        while let Some(Type::Reference(reference)) = matched.ty.as_ref().map(shape::peel).cloned() {
            let mode = matched.mode.through(&reference);
            matched = Matched { ty: Some(*reference.elem), mode };
        }
        matched
    }

    /// The type of a name bound to all of it.
    fn bound(&self, lend: impl Fn(Option<Lifetime>, bool, Type) -> Type) -> Option<Type> {
        let ty = self.ty.clone()?;
        Some(match &self.mode {
            Loan::Own => ty,
            Loan::Shared(lifetime) => lend(lifetime.clone(), false, ty),
            Loan::Mutable(lifetime) => lend(lifetime.clone(), true, ty),
        })
    }
}

fn walk(pat: &Pat, matched: &Matched, bound: &mut Vec<Binding>) {
    match pat {
        Pat::Ident(pat) => ident(pat, matched, bound),
        Pat::Paren(pat) => walk(&pat.pat, matched, bound),
        Pat::Guard(pat) => walk(&pat.pat, matched, bound),
        Pat::Or(pat) => {
            if let Some(first) = pat.cases.first() {
                walk(first, matched, bound);
            }
        }
        Pat::Type(pat) => {
            let ty = if is_complete(&pat.ty) { Some((*pat.ty).clone()) } else { matched.ty.clone() };
            walk(&pat.pat, &matched.with(ty), bound);
        }
        Pat::Reference(pat) => {
            let ty = match matched.ty.as_ref().map(shape::peel) {
                Some(Type::Reference(reference)) => Some((*reference.elem).clone()),
                _ => None,
            };
            walk(&pat.pat, &Matched { ty, mode: Loan::Own }, bound);
        }
        Pat::Tuple(pat) => {
            let matched = matched.dereferenced();
            let types = matched.ty.as_ref().map(Known::of);
            let types = types.filter(|known| known.kind == Kind::Tuple).map(|known| known.args);
            fields(&pat.elems, types.as_deref(), &matched, bound);
        }
        Pat::TupleStruct(pat) => tuple_struct(pat, &matched.dereferenced(), bound),
        Pat::Struct(pat) => structure(pat, &matched.dereferenced(), bound),
        Pat::Slice(pat) => slice(&pat.elems, &matched.dereferenced(), bound),
        // Constants, literals, ranges, `_`, `..` and macros bind nothing that is visible.
        _ => {}
    }
}

fn ident(pat: &PatIdent, matched: &Matched, bound: &mut Vec<Binding>) {
    let by_ref = pat.by_ref.is_some();
    let is_plain = !by_ref && pat.mutability.is_none() && pat.subpat.is_none();
    if is_plain && pat.ident.to_string().starts_with(char::is_uppercase) {
        return;
    }
    let ty = if by_ref {
        matched.ty.clone().map(|ty| reference(None, pat.mutability.is_some(), ty))
    } else {
        matched.bound(reference)
    };
    let mutable = !by_ref && pat.mutability.is_some();
    bound.push(Binding { ident: pat.ident.clone(), mutable, by_ref, ty });
    if let Some((_, sub)) = &pat.subpat {
        walk(sub, matched, bound);
    }
}

/// Walks the fields of a tuple or tuple struct, whose `..` stands for any number of them.
fn fields(
    pats: &Punctuated<Pat, Token![,]>,
    types: Option<&[&Type]>,
    matched: &Matched,
    bound: &mut Vec<Binding>,
) {
    let rest = pats.iter().position(|pat| matches!(pat, Pat::Rest(_)));
    for (idx, pat) in pats.iter().enumerate() {
        let ty = types.and_then(|types| match rest {
            Some(rest) if idx > rest => types.get((types.len() + idx).checked_sub(pats.len())?),
            _ => types.get(idx),
        });
        walk(pat, &matched.with(ty.map(|ty| (*ty).clone())), bound);
    }
}

/// `Some(x)` and the other variants and wrappers whose one field is a type argument.
fn tuple_struct(pat: &PatTupleStruct, matched: &Matched, bound: &mut Vec<Binding>) {
    let name = pat.path.segments.last().map(|last| last.ident.to_string());
    let field = matched.ty.as_ref().and_then(|ty| {
        let of = shape::last_segment(ty)?.ident.to_string();
        let args = shape::type_args(shape::last_segment(ty)?);
        let idx = match (of.as_str(), name.as_deref()?) {
            ("Option", "Some") | ("Result", "Ok") | ("Poll", "Ready") => 0,
            ("Result", "Err") => 1,
            ("ControlFlow", "Break") => 0,
            ("ControlFlow", "Continue") => 1,
            ("CoroutineState", "Yielded") => 0,
            ("CoroutineState", "Complete") => 1,
            ("Interrupt", "Throw") => 0,
            ("Reverse", "Reverse") | ("Wrapping", "Wrapping") | ("Saturating", "Saturating") => 0,
            ("Bound", "Included" | "Excluded") => 0,
            _ => return None,
        };
        args.get(idx).map(|ty| (*ty).clone())
    });
    let types = field.as_ref().map(|ty| [ty]);
    fields(&pat.elems, types.as_ref().map(|types| types.as_slice()), matched, bound);
}

/// The fields of a user's struct are not known; those of a range are its type argument.
fn structure(pat: &PatStruct, matched: &Matched, bound: &mut Vec<Binding>) {
    let range = matched.ty.as_ref().and_then(|ty| {
        let last = shape::last_segment(ty)?;
        last.ident.to_string().starts_with("Range").then(|| Known::of(ty).arg(0))?
    });
    for FieldPat { member, pat, .. } in &pat.fields {
        let is_bound = matches!(member, Member::Named(name) if name == "start" || name == "end");
        walk(pat, &matched.with(range.clone().filter(|_| is_bound)), bound);
    }
}

/// `[first, .., last]`, `[head, tail @ ..]`.
fn slice(pats: &Punctuated<Pat, Token![,]>, matched: &Matched, bound: &mut Vec<Binding>) {
    let known = matched.ty.as_ref().map(Known::of);
    let known = known.filter(|known| matches!(known.kind, Kind::Array | Kind::Slice));
    let elem = known.and_then(|known| known.arg(0));
    for pat in pats {
        if let Pat::Ident(PatIdent { subpat: Some((_, sub)), .. }) = pat
            && matches!(**sub, Pat::Rest(_))
        {
            let rest = matched.ty.as_ref().and_then(|ty| rest_of(ty, pats.len() - 1));
            walk(pat, &matched.with(rest), bound);
        } else {
            walk(pat, &matched.with(elem.clone()), bound);
        }
    }
}

/// What `..` matches of a slice, or of an array whose length is a number, beside `taken` elements.
fn rest_of(ty: &Type, taken: usize) -> Option<Type> {
    match shape::peel(ty) {
        Type::Slice(_) => Some(ty.clone()),
        Type::Array(array) => {
            let Expr::Lit(len) = &array.len else {
                return None;
            };
            let Lit::Int(len) = &len.lit else {
                return None;
            };
            let rest = len.base10_parse::<usize>().ok()?.checked_sub(taken)?;
            let (elem, rest) = (&array.elem, Literal::usize_unsuffixed(rest));
            Some(parse_quote!([#elem; #rest]))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use syn::Pat;
    use syn::parse::Parser;

    use super::super::testing::{describe, parse, spaced};
    use super::bindings;

    /// Checks the bindings of a pattern, `name: type` each, against a type, `?` for unknown.
    fn check(pat: &str, ty: &str, expected: &[(&str, &str)]) {
        let parsed = Pat::parse_multi_with_leading_vert
            .parse_str(pat)
            .unwrap_or_else(|error| panic!("`{pat}`: {error}"));
        let ty = (ty != "?").then(|| parse(ty));
        let expected: Vec<String> =
            expected.iter().map(|(name, ty)| format!("{name}: {}", spaced(ty))).collect();
        assert_eq!(describe(&bindings(&parsed, ty.as_ref())), expected, "what `{pat}` binds");
    }

    #[test]
    fn a_name_is_bound_with_its_type() {
        check("x", "u8", &[("x", "u8")]);
        check("mut x", "u8", &[("mut x", "u8")]);
        check("ref x", "u8", &[("ref x", "&u8")]);
        check("ref mut x", "u8", &[("ref x", "&mut u8")]);
        check("x @ 1..", "u8", &[("x", "u8")]);
        check("(x)", "u8", &[("x", "u8")]);
        check("x", "?", &[("x", "?")]);
        check("_", "u8", &[]);
        check("1 | 2", "u8", &[]);
    }

    #[test]
    fn a_constant_or_unit_variant_is_no_binding() {
        check("None", "Option<u8>", &[]);
        check("MAX", "u8", &[]);
        check("State::Idle", "State", &[]);
        check("mut Odd", "u8", &[("mut Odd", "u8")]);
    }

    #[test]
    fn a_tuple_is_taken_apart() {
        check("(a, b)", "(u8, String)", &[("a", "u8"), ("b", "String")]);
        check("(a, .., z)", "(u8, i8, char, bool)", &[("a", "u8"), ("z", "bool")]);
        check("(.., z)", "(u8, bool)", &[("z", "bool")]);
        check("(a, ..)", "(u8, bool)", &[("a", "u8")]);
        check("(a, (b, c))", "(u8, (i8, char))", &[("a", "u8"), ("b", "i8"), ("c", "char")]);
        check("(a, b)", "?", &[("a", "?"), ("b", "?")]);
        check("(a, b)", "Pair", &[("a", "?"), ("b", "?")]);
    }

    #[test]
    fn a_variant_of_std_is_taken_apart() {
        check("Some(x)", "Option<u8>", &[("x", "u8")]);
        check("Option::Some(mut x)", "std::option::Option<u8>", &[("mut x", "u8")]);
        check("Ok(x)", "Result<u8, E>", &[("x", "u8")]);
        check("Err(e)", "Result<u8, E>", &[("e", "E")]);
        check("Ok(x)", "io::Result<u8>", &[("x", "u8")]);
        check("Err(e)", "io::Result<u8>", &[("e", "?")]);
        check("Err(Interrupt::Throw(e))", "Result<u8, Interrupt<E>>", &[("e", "E")]);
        check("CoroutineState::Complete(r)", "CoroutineState<u8, i8>", &[("r", "i8")]);
        check("Poll::Ready(x)", "Poll<u8>", &[("x", "u8")]);
        check("Reverse(x)", "Reverse<u8>", &[("x", "u8")]);
        check("Some((i, x))", "Option<(usize, char)>", &[("i", "usize"), ("x", "char")]);
    }

    #[test]
    fn the_fields_of_a_users_type_are_not_known() {
        check("Point { x, y: mut z, .. }", "Point", &[("x", "?"), ("mut z", "?")]);
        check("Shape::Circle(r)", "Shape", &[("r", "?")]);
        check("Some(Point(x))", "Option<Point>", &[("x", "?")]);
        check("Range { start, .. }", "Range<u8>", &[("start", "u8")]);
    }

    #[test]
    fn a_reference_makes_the_bindings_references() {
        check("(a, b)", "&'a (u8, String)", &[("a", "&'a u8"), ("b", "&'a String")]);
        check("(a, b)", "&'a mut (u8, i8)", &[("a", "&'a mut u8"), ("b", "&'a mut i8")]);
        check("Some(x)", "&Option<u8>", &[("x", "&u8")]);
        check("Some(x)", "&'a &'b Option<u8>", &[("x", "&'b u8")]);
        check("(a, _)", "&'a &'b mut (u8, u8)", &[("a", "&'a u8")]);
        check("(a, Some(b))", "(u8, &'a Option<i8>)", &[("a", "u8"), ("b", "&'a i8")]);
        check("&x", "&'a u8", &[("x", "u8")]);
        check("&(a, b)", "&(u8, i8)", &[("a", "u8"), ("b", "i8")]);
        check("&x", "?", &[("x", "?")]);
        check("x", "&'a u8", &[("x", "&'a u8")]);
    }

    #[test]
    fn a_slice_is_taken_apart() {
        check("[a, .., z]", "[u8; 9]", &[("a", "u8"), ("z", "u8")]);
        check("[a, rest @ ..]", "[u8; 3]", &[("a", "u8"), ("rest", "[u8; 2]")]);
        check("[a, rest @ ..]", "&'a [u8]", &[("a", "&'a u8"), ("rest", "&'a [u8]")]);
        check("[rest @ .., _]", "[u8; N]", &[("rest", "?")]);
    }

    #[test]
    fn an_ascription_and_the_first_of_several_cases_speak() {
        check("Ok(x) | Err(x)", "Result<u8, u8>", &[("x", "u8")]);
        check("whole @ (a, _)", "(u8, i8)", &[("whole", "(u8, i8)"), ("a", "u8")]);
        let local: syn::Stmt = syn::parse_quote!(let (a, b): (u8, _) = f(););
        let syn::Stmt::Local(local) = local else { panic!("a `let`") };
        let bound = bindings(&local.pat, Some(&parse("(u8, i8)")));
        assert_eq!(describe(&bound), ["a: u8", "b: i8"]);
        let local: syn::Stmt = syn::parse_quote!(let (a, b): (u8, char) = f(););
        let syn::Stmt::Local(local) = local else { panic!("a `let`") };
        assert_eq!(describe(&bindings(&local.pat, None)), ["a: u8", "b: char"]);
    }

    #[test]
    fn a_guard_stands_aside() {
        let arm: syn::Arm = syn::parse_quote!(Some(x) if x > 1 => x,);
        assert_eq!(describe(&bindings(&arm.pat, Some(&parse("Option<u8>")))), ["x: u8"]);
    }
}
