//! Locals that start as a number without a suffix: `let mut total = 0;` is an `i32` unless its block says otherwise.
//!
//! Rust looks at every use of such a local. So does this, as far as the text tells: the block in which the local is declared
//! is walked through before it is lowered, and the first use beside something of a certain type decides.
//!
//! ```text
//! let mut total = 0;                 u64
//! let mut longest = 0;               usize
//! let mut ids = vec![0];             Vec<u16>
//! loop {
//!     let line: &str = recv!();
//!     total += price(line) as u64;
//!     longest = longest.max(line.len());
//!     seen.insert(ids[0], line.len());     seen: HashMap<u16, usize>
//! }
//! ```

mod uses;
mod visits;

use syn::PathArguments;

use super::*;
use crate::walk::visit_mut::{self, VisitMut};
use uses::Uses;
pub(super) use uses::is_shift;

/// The types that the names of each `let` of a block have, as far as their uses tell; by the index of the statement.
pub(super) type Told = HashMap<usize, HashMap<String, Type>>;

/// As often a block is walked through at most: each time what is known by then may tell more.
const MOST_ROUNDS: usize = 4;

impl Lowering<'_> {
    /// What the uses in `block` tell of the numbers that it declares; its value goes to `dest`.
    pub(super) fn told_numbers(&self, block: &syn::Block, dest: Dest) -> Told {
        if !block.stmts.iter().any(is_open) {
            return Told::new();
        }
        let value = match dest {
            Dest::Return => Some(self.protocol.returned.clone()),
            Dest::Slot(slot) => self.body.local(slot).ty.clone(),
            Dest::Discard => None,
        };
        let mut uses = Uses::new(self);
        uses.settle(&mut |uses| uses.block(block, value.as_ref()));
        uses.told()
    }

    /// The number that a block is whose own statements tell what it is: `{ let mut sum = 0; sum += recv!(); sum }`.
    pub(super) fn told_value(&self, expr: &Expr) -> Option<Type> {
        let Expr::Block(syn::ExprBlock { label: None, block, .. }) = types::bare(expr) else { return None };
        if !block.stmts.iter().any(is_open) {
            return None;
        }
        let mut uses = Uses::new(self);
        uses.settle(&mut |uses| uses.block(block, None));
        uses.value.take().filter(is_number)
    }

    /// The type of a `for` over `0..2` or `[1, 2]`, if its loop tells what the numbers are.
    pub(super) fn range_type(&self, expr: &syn::ExprForLoop) -> Option<Type> {
        let Pat::Ident(pat) = &*expr.pat else { return None };
        if !types::is_defaulted(&expr.expr) {
            return None;
        }
        let ty = self.type_of(&expr.expr)?;
        let (_, item) = types::into_iter(&ty);
        let mut uses = Uses::new(self);
        uses.settle(&mut |uses| uses.body_of(&pat.ident, &item, &expr.body));
        Some(with_numbers(&ty, uses.first()?))
    }
}

/// Whether `stmt` declares a number whose type has to be told.
fn is_open(stmt: &syn::Stmt) -> bool {
    matches!(stmt, syn::Stmt::Local(local) if uses::open_init(local).is_some())
}

/// `own`, which numbers without a suffix have given, as `wanted` tells it: `(i32, String)` and `(u64, String)` →
/// `(u64, String)`; `None` if the one cannot be the other.
fn refined(own: &Type, wanted: &Type) -> Option<Type> {
    match (own, wanted) {
        (own, Type::Paren(wanted)) => refined(own, &wanted.elem),
        (own, Type::Group(wanted)) => refined(own, &wanted.elem),
        (own, wanted) if is_int(own) && is_int(wanted) => Some(wanted.clone()),
        (own, wanted) if is_float(own) && is_float(wanted) => Some(wanted.clone()),
        (Type::Tuple(own), Type::Tuple(wanted)) if own.elems.len() == wanted.elems.len() => {
            let mut refined_type = own.clone();
            for (own, wanted) in refined_type.elems.iter_mut().zip(&wanted.elems) {
                *own = refined(own, wanted)?;
            }
            Some(Type::Tuple(refined_type))
        }
        (
            Type::Array(own),
            Type::Array(syn::TypeArray { elem: wanted, .. })
            | Type::Slice(syn::TypeSlice { elem: wanted, .. }),
        ) => {
            let elem = Box::new(refined(&own.elem, wanted)?);
            Some(Type::Array(syn::TypeArray { elem, ..own.clone() }))
        }
        (Type::Path(own), Type::Path(wanted)) => refined_path(own, wanted),
        (own, wanted) => (text(own) == text(wanted)).then(|| own.clone()),
    }
}

fn refined_path(own: &syn::TypePath, wanted: &syn::TypePath) -> Option<Type> {
    let mut refined_type = own.clone();
    let (last, wanted) = (refined_type.path.segments.last_mut()?, wanted.path.segments.last()?);
    if last.ident != wanted.ident {
        return None;
    }
    if let (PathArguments::AngleBracketed(own), PathArguments::AngleBracketed(wanted)) =
        (&mut last.arguments, &wanted.arguments)
    {
        for (own, wanted) in own.args.iter_mut().zip(&wanted.args) {
            if let (syn::GenericArgument::Type(own), syn::GenericArgument::Type(wanted)) = (own, wanted) {
                *own = refined(own, wanted)?;
            }
        }
    }
    Some(Type::Path(refined_type))
}

/// `own` with other elements: `[i32; 8]` and `u64` → `[u64; 8]`.
fn with_elements(own: &Type, element: &Type) -> Option<Type> {
    let mut ty = own.clone();
    let held = match &mut ty {
        Type::Array(array) => &mut *array.elem,
        Type::Path(path) => match &mut path.path.segments.last_mut()?.arguments {
            PathArguments::AngleBracketed(arguments) => match arguments.args.first_mut()? {
                syn::GenericArgument::Type(ty) => ty,
                _ => return None,
            },
            PathArguments::None | PathArguments::Parenthesized(_) => return None,
        },
        _ => return None,
    };
    *held = refined(held, element)?;
    Some(ty)
}

/// `ty` with `number` for every number that is one by default.
fn with_numbers(ty: &Type, number: &Type) -> Type {
    struct Numbers<'n>(&'n Type);
    impl VisitMut for Numbers<'_> {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            if is_named(ty, &["i32", "f64"]) {
                ty.clone_from(self.0);
            } else {
                visit_mut::visit_type_mut(self, ty);
            }
        }
    }
    let mut ty = ty.clone();
    Numbers(number).visit_type_mut(&mut ty);
    ty
}

/// Whether `ty` is a primitive number.
pub(super) fn is_number(ty: &Type) -> bool {
    is_int(ty) || is_float(ty)
}

fn is_int(ty: &Type) -> bool {
    is_named(ty, &["i128", "i16", "i32", "i64", "i8", "isize", "u128", "u16", "u32", "u64", "u8", "usize"])
}

fn is_float(ty: &Type) -> bool {
    is_named(ty, &["f32", "f64"])
}

/// Whether `ty` is a primitive of one of these names.
fn is_named(ty: &Type, names: &[&str]) -> bool {
    matches!(ty, Type::Path(path) if names.iter().any(|name| path.path.is_ident(name)))
}
