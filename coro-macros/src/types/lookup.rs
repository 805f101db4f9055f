//! The look-up of methods: the first step of auto-dereferencing at which a row of the tables matches
//! decides, as in Rust. `names.len()` on `&'a Vec<String>` finds `len` of slices, `maybe.take()` that
//! of `Option`.

use syn::{Expr, ExprMethodCall, GenericArgument, Type};

use super::expr::read;
use super::place::{By, Loan, Step, by, place};
use super::shape::{self, Kind, Known};
use super::{Scope, iterators, methods};

/// A method on receivers of some kinds and how its result's type is made.
pub(super) struct Row {
    /// The method's name; a `*` at the end stands for any rest.
    pub(super) name: &'static str,
    /// The kinds of receiver, after dereferencing; none stands for any receiver as it is.
    pub(super) on: &'static [Kind],
    pub(super) gives: fn(&Call<'_>) -> Option<Type>,
}

/// What a row may look at.
pub(super) struct Call<'c> {
    /// The receiver as it is written.
    pub(super) receiver: &'c Step,
    /// The receiver dereferenced to the kind that the row asks for.
    pub(super) step: &'c Step,
    pub(super) args: &'c [&'c Expr],
    /// The first type of a turbofish: `parse::<u8>()`.
    pub(super) turbofish: Option<&'c Type>,
    pub(super) scope: &'c Scope<'c>,
}

pub(super) const fn row(
    name: &'static str,
    on: &'static [Kind],
    gives: fn(&Call<'_>) -> Option<Type>,
) -> Row {
    Row { name, on, gives }
}

impl Call<'_> {
    /// The receiver's type.
    pub(super) fn itself(&self) -> Option<Type> {
        Some(self.step.ty.clone())
    }

    /// The receiver's type argument or element.
    pub(super) fn arg(&self, idx: usize) -> Option<Type> {
        Known::of(&self.step.ty).arg(idx)
    }

    /// `Option<ty>`.
    pub(super) fn option(&self, ty: Option<Type>) -> Option<Type> {
        Some(shape::option(&ty?))
    }

    /// `Option<&ty>`, borrowed from the receiver.
    pub(super) fn option_ref(&self, ty: Option<Type>) -> Option<Type> {
        Some(shape::option(&self.step.borrow(ty?)))
    }

    /// `Option<&mut ty>`, borrowed from the receiver.
    pub(super) fn option_mut(&self, ty: Option<Type>) -> Option<Type> {
        Some(shape::option(&self.step.borrow_mut(ty?)))
    }

    /// `&ty`, borrowed from the receiver.
    pub(super) fn borrow(&self, ty: Type) -> Option<Type> {
        Some(self.step.borrow(ty))
    }

    pub(super) fn string(&self) -> Option<Type> {
        Some(shape::string(self.scope))
    }

    pub(super) fn vec(&self, ty: Option<Type>) -> Option<Type> {
        Some(shape::vec(&ty?, self.scope))
    }

    /// The pointee of an `Option<&T>`'s or `Option<Box<T>>`'s `T`.
    pub(super) fn pointee(&self) -> Option<Type> {
        let inner = self.arg(0)?;
        Some(shape::without_reference(&inner).clone())
    }

    /// `&'a str` → `String`, `&'a [T]` → `Vec<T>`, `&'a T` → `T`.
    pub(super) fn owned(&self) -> Option<Type> {
        let ty = shape::without_reference(&self.step.ty);
        match Known::of(ty).kind {
            Kind::Str => self.string(),
            Kind::Slice => self.vec(Known::of(ty).arg(0)),
            _ if shape::is_unsized(ty) => None,
            _ => Some(ty.clone()),
        }
    }

    /// The element or the slice that the first argument picks.
    pub(super) fn picked(&self) -> Option<Type> {
        match by(self.args.first()?, self.scope)? {
            By::Position => self.arg(0),
            By::Range => self.itself(),
        }
    }
}

impl Row {
    fn is_named(&self, name: &str) -> bool {
        match self.name.split_once('*') {
            Some((start, end)) => {
                name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
            }
            None => self.name == name,
        }
    }
}

/// `receiver.method::<T>(args)`.
pub(super) fn call(expr: &ExprMethodCall, scope: &Scope<'_>) -> Option<Type> {
    let steps = place(&expr.receiver, scope)?.derefs();
    let args = expr.args.iter().collect::<Vec<_>>();
    let turbofish = expr.turbofish.as_ref().and_then(|generics| match generics.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    let (row, step) = find(&expr.method.to_string(), &steps)?;
    (row.gives)(&Call { receiver: steps.first()?, step, args: &args, turbofish, scope })
}

/// `Option::is_some(&x)`: a method of a known type, written as a function. `None` if it is no
/// method of the tables.
pub(super) fn of_type(owner: &Type, name: &str, args: &[&Expr], scope: &Scope<'_>) -> Option<Option<Type>> {
    if !rows(name).any(|_| true) {
        return None;
    }
    let owner_name = &shape::last_segment(owner)?.ident;
    let (receiver, args) = args.split_first()?;
    let is_owner = |step: &Step| shape::last_segment(&step.ty).is_some_and(|last| last.ident == *owner_name);
    let passed =
        read(receiver, scope).and_then(|ty| Step { ty, loan: Loan::Own }.derefs().into_iter().find(is_owner));
    let step = passed.unwrap_or_else(|| Step { ty: owner.clone(), loan: Loan::Own });
    if Known::of(&step.ty).kind == Kind::Other {
        return None;
    }
    let steps = step.derefs();
    let (row, step) = find(name, &steps)?;
    Some((row.gives)(&Call { receiver: steps.first()?, step, args, turbofish: None, scope }))
}

/// The rows of the tables that a method of this name may be.
fn rows(name: &str) -> impl Iterator<Item = &'static Row> {
    methods::METHODS.iter().chain(iterators::METHODS).filter(move |row| row.is_named(name))
}

/// The row of the first step that has one, and that step. Of several rows the one with the longest
/// name says the most.
pub(super) fn find<'s>(name: &str, steps: &'s [Step]) -> Option<(&'static Row, &'s Step)> {
    let on_kind = steps.iter().find_map(|step| {
        let kind = Known::of(&step.ty).kind;
        let row = rows(name).filter(|row| row.on.contains(&kind)).max_by_key(|row| row.name.len())?;
        Some((row, step))
    });
    on_kind.or_else(|| Some((rows(name).find(|row| row.on.is_empty())?, steps.first()?)))
}
