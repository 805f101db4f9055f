//! What stands in the body of a refused coroutine, so that it can be type-checked. None of it ever runs.

use crate::ResumeError;

/// `Type` is `T`, once the compiler has settled that an integer of unknown type is an `i32`: by then it has inferred
/// all that it can.
pub trait Finally<T> {
    /// `T`, or not.
    type Type;
}

impl<T> Finally<T> for i32 {
    type Type = T;
}

// The second implementation is what leaves the choice open.
impl<T> Finally<T> for u8 {
    type Type = ();
}

/// The type of a value, inferred as far as it can be.
pub fn finally<T, N: Finally<T>>(_: &T, _: N) -> N::Type {
    unreachable!()
}

/// As [`finally`], the type of its items.
pub fn finally_item<I: IntoIterator, N: Finally<I::Item>>(_: &I, _: N) -> N::Type {
    unreachable!()
}

/// `recv!()`
pub fn resumed<T>() -> T {
    unreachable!()
}

/// `yield_!(value)`: of a field the compiler says which type it is to have, of an argument whose function it is.
pub struct Yielded<Y> {
    pub value: Y,
}

impl<Y> Yielded<Y> {
    /// What the suspension evaluates to.
    pub fn resumed<T>(self) -> T {
        unreachable!()
    }
}

/// `yield_from!(sub)`: what `sub` returns, in whose `close` it stands.
pub fn returned<R>(_: Result<Option<R>, ResumeError>) -> R {
    unreachable!()
}
