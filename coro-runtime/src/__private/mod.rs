//! What generated code calls, and nothing else. It may change with any release.

#[cfg(feature = "boxed")]
mod boxed;
mod delegation;
mod drop_impl;
#[cfg(feature = "alloc")]
mod frames;
mod guard;
mod plain;
mod stub;

use core::ops::ControlFlow;

#[cfg(feature = "boxed")]
pub use boxed::*;
pub use delegation::{Delegate, Resumed, ThrowDelegate, ignores_close};
pub use drop_impl::{DropImpl, NoDropImpl};
#[cfg(feature = "alloc")]
pub use frames::{Frames, Suspended, push};
pub use guard::{Guard, Position, States, debug, next, store, take, unreachable};
pub use plain::{Yielded, finally, finally_item, resumed, returned};
pub use stub::{AnySent, Protocol, Stub};

#[cfg(feature = "alloc")]
pub use alloc::{boxed::Box, collections::btree_map, string, string::String, vec, vec::Vec};

use crate::CoroutineState;

/// How a unit of a machine's body ends, for each return type of the coroutine.
///
/// A unit that returned `CoroutineState<Y, Result<T, E>>` could not hold a `?`. So it returns [`Outcome::Out`], which
/// has the suspension *inside* the `Result`: `?` and `return Err(..)` stay as the user wrote them, and the conversion
/// of errors is rustc's own.
#[diagnostic::on_unimplemented(
    message = "the `?` operator in a coroutine needs it to return `Result` or `Option`",
    label = "the coroutine returns `{Self}`",
    note = "a coroutine may also return `ControlFlow`"
)]
pub trait Outcome<Y>: Sized {
    /// What a unit returns.
    type Out;

    /// The body has ended with this value.
    fn complete(self) -> Self::Out;

    /// The body is suspended and hands this value out.
    fn suspended(value: Y) -> Self::Out;

    /// What the driver answers for what a unit returned.
    fn split(out: Self::Out) -> CoroutineState<Y, Self>;
}

impl<Y, T, E> Outcome<Y> for Result<T, E> {
    type Out = Result<CoroutineState<Y, T>, E>;

    #[inline(always)]
    fn complete(self) -> Self::Out {
        self.map(CoroutineState::Complete)
    }

    #[inline(always)]
    fn suspended(value: Y) -> Self::Out {
        Ok(CoroutineState::Yielded(value))
    }

    #[inline(always)]
    fn split(out: Self::Out) -> CoroutineState<Y, Self> {
        match out {
            Ok(CoroutineState::Yielded(value)) => CoroutineState::Yielded(value),
            Ok(CoroutineState::Complete(value)) => CoroutineState::Complete(Ok(value)),
            Err(error) => CoroutineState::Complete(Err(error)),
        }
    }
}

impl<Y, T> Outcome<Y> for Option<T> {
    type Out = Option<CoroutineState<Y, T>>;

    #[inline(always)]
    fn complete(self) -> Self::Out {
        self.map(CoroutineState::Complete)
    }

    #[inline(always)]
    fn suspended(value: Y) -> Self::Out {
        Some(CoroutineState::Yielded(value))
    }

    #[inline(always)]
    fn split(out: Self::Out) -> CoroutineState<Y, Self> {
        match out {
            Some(CoroutineState::Yielded(value)) => CoroutineState::Yielded(value),
            Some(CoroutineState::Complete(value)) => CoroutineState::Complete(Some(value)),
            None => CoroutineState::Complete(None),
        }
    }
}

impl<Y, B, C> Outcome<Y> for ControlFlow<B, C> {
    type Out = ControlFlow<B, CoroutineState<Y, C>>;

    #[inline(always)]
    fn complete(self) -> Self::Out {
        match self {
            ControlFlow::Continue(value) => ControlFlow::Continue(CoroutineState::Complete(value)),
            ControlFlow::Break(value) => ControlFlow::Break(value),
        }
    }

    #[inline(always)]
    fn suspended(value: Y) -> Self::Out {
        ControlFlow::Continue(CoroutineState::Yielded(value))
    }

    #[inline(always)]
    fn split(out: Self::Out) -> CoroutineState<Y, Self> {
        match out {
            ControlFlow::Continue(CoroutineState::Yielded(value)) => CoroutineState::Yielded(value),
            ControlFlow::Continue(CoroutineState::Complete(value)) => {
                CoroutineState::Complete(ControlFlow::Continue(value))
            }
            ControlFlow::Break(value) => CoroutineState::Complete(ControlFlow::Break(value)),
        }
    }
}

/// A type that leaves a lifetime out, as `fn(&'text ()) -> Parser` does: the lifetime is that of the argument.
pub trait Elided {
    /// `Parser<'text>`, or what has no lifetime as it is.
    type Type;
}

impl<L, T> Elided for fn(L) -> T {
    type Type = T;
}

/// [`Outcome`] where only the compiler knows whether the returned type has a `?`.
pub trait OutcomeOf<Y, const HAS_QUESTION: bool>: Sized {
    type Out;
    fn complete(self) -> Self::Out;
    fn suspended(value: Y) -> Self::Out;
    fn split(out: Self::Out) -> CoroutineState<Y, Self>;
}

impl<Y, R: Outcome<Y>> OutcomeOf<Y, true> for R {
    type Out = R::Out;

    #[inline(always)]
    fn complete(self) -> Self::Out {
        Outcome::complete(self)
    }

    #[inline(always)]
    fn suspended(value: Y) -> Self::Out {
        <R as Outcome<Y>>::suspended(value)
    }

    #[inline(always)]
    fn split(out: Self::Out) -> CoroutineState<Y, Self> {
        <R as Outcome<Y>>::split(out)
    }
}

/// Without a `?` a unit returns what the driver answers.
impl<Y, R> OutcomeOf<Y, false> for R {
    type Out = CoroutineState<Y, R>;

    #[inline(always)]
    fn complete(self) -> Self::Out {
        CoroutineState::Complete(self)
    }

    #[inline(always)]
    fn suspended(value: Y) -> Self::Out {
        CoroutineState::Yielded(value)
    }

    #[inline(always)]
    fn split(out: Self::Out) -> CoroutineState<Y, Self> {
        out
    }
}

/// Whether `?` may stand in a body that returns `R`: the constant of the type comes before that of the trait.
pub struct Question<R>(core::marker::PhantomData<R>);

impl<T, E> Question<Result<T, E>> {
    pub const MAY_STAND: bool = true;
}

impl<T> Question<Option<T>> {
    pub const MAY_STAND: bool = true;
}

impl<B, C> Question<ControlFlow<B, C>> {
    pub const MAY_STAND: bool = true;
}

/// Of any other type.
pub trait NoQuestion {
    const MAY_STAND: bool = false;
}

impl<R> NoQuestion for Question<R> {}

/// Whether `?` may stand in a body that returns that type, which no parameter is part of: then it is rustc that says of
/// the `?` that it may not.
#[macro_export]
#[doc(hidden)]
macro_rules! __may_question {
    ($returned:ty) => {{
        #[allow(unused_imports)]
        use $crate::__private::NoQuestion as _;
        <$crate::__private::Question<$returned>>::MAY_STAND
    }};
}
pub use crate::__may_question as may_question;

/// What a coroutine returns when an error is thrown into it where it does not look: as `?` would return it.
#[diagnostic::on_unimplemented(
    message = "a coroutine with `throw = {E}` must return a `Result` whose error takes `{E}` by `?`",
    label = "the coroutine returns `{Self}`",
    note = "an error that is thrown in while the body waits at `recv!()` is returned from there"
)]
pub trait Thrown<E>: Sized {
    /// `Err(error.into())`
    fn thrown(error: E) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T, E, F: From<E>> Thrown<E> for Result<T, F> {
    #[inline]
    fn thrown(error: E) -> Self {
        Err(F::from(error))
    }
}

/// A coroutine that calls itself keeps its frames in a `Vec`: the first braces hold it, the second what stands for it
/// where there is no `Vec`.
#[cfg(feature = "alloc")]
#[macro_export]
#[doc(hidden)]
macro_rules! __recursion {
    ({ $($machine:tt)* } { $($fallback:tt)* }) => { $($machine)* };
}

/// Without an allocator there is no place for the frames.
#[cfg(not(feature = "alloc"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __recursion {
    ({ $($machine:tt)* } { $($fallback:tt)* }) => {
        ::core::compile_error!(
            "a coroutine that delegates to itself needs the feature `alloc` of `coro_runtime`
note: its frames are kept in a `Vec`, so that a resume costs the same at any depth
help: write `coro-runtime = { …, features = [\"alloc\"] }`, or keep a stack of your own in the body"
        );
        $($fallback)*
    };
}
pub use crate::__recursion as recursion;
