//! What a coroutine answers when it is resumed, where it stands between two resumes, and what a plain suspension
//! hands out.

use core::fmt;

/// What [`prime`](crate::Coroutine::prime), [`send`](crate::Coroutine::send) and [`throw`](crate::Throw::throw) come
/// back with: a value handed out at a suspension, or the value that the body returned.
///
/// The names are those of `core::ops::CoroutineState`, which is not stable yet. Python tells the two apart by raising
/// `StopIteration` with the returned value ([PEP 380](https://peps.python.org/pep-0380/)).
///
/// ```
/// use coro_runtime::CoroutineState;
///
/// fn describe(state: CoroutineState<u32, &str>) -> String {
///     match state {
///         CoroutineState::Yielded(value) => format!("handed out {value}, waits for more"),
///         CoroutineState::Complete(value) => format!("returned {value}"),
///     }
/// }
///
/// assert_eq!(describe(CoroutineState::Yielded(3)), "handed out 3, waits for more");
/// assert_eq!(describe(CoroutineState::Complete("done")), "returned done");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoroutineState<Y, R> {
    /// The body is suspended and has handed this value out.
    Yielded(Y),
    /// The body has ended with this value; the coroutine is finished.
    Complete(R),
}

impl<Y, R> CoroutineState<Y, R> {
    /// The value handed out, or `None` if the body has ended (what it returned is dropped).
    ///
    /// ```
    /// use coro_runtime::CoroutineState;
    ///
    /// assert_eq!(CoroutineState::<u32, ()>::Yielded(3).yielded(), Some(3));
    /// assert_eq!(CoroutineState::<u32, ()>::Complete(()).yielded(), None);
    /// ```
    pub fn yielded(self) -> Option<Y> {
        match self {
            Self::Yielded(value) => Some(value),
            Self::Complete(_) => None,
        }
    }

    /// The value that the body returned, or `None` if it is suspended (what it handed out is dropped).
    ///
    /// ```
    /// use coro_runtime::CoroutineState;
    ///
    /// assert_eq!(CoroutineState::<(), u32>::Complete(3).complete(), Some(3));
    /// assert_eq!(CoroutineState::<(), u32>::Yielded(()).complete(), None);
    /// ```
    pub fn complete(self) -> Option<R> {
        match self {
            Self::Yielded(_) => None,
            Self::Complete(value) => Some(value),
        }
    }

    /// Whether the body is suspended, so that another [`send`](crate::Coroutine::send) may follow.
    ///
    /// ```
    /// use coro_runtime::CoroutineState;
    ///
    /// assert!(CoroutineState::<u32, ()>::Yielded(3).is_yielded());
    /// ```
    pub fn is_yielded(&self) -> bool {
        matches!(self, Self::Yielded(_))
    }

    /// Whether the body has ended, so that nothing more can be sent.
    ///
    /// ```
    /// use coro_runtime::CoroutineState;
    ///
    /// assert!(CoroutineState::<u32, ()>::Complete(()).is_complete());
    /// ```
    pub fn is_complete(&self) -> bool {
        matches!(self, Self::Complete(_))
    }
}

/// Where a coroutine stands between two resumes, as [`status`](crate::Coroutine::status) tells.
///
/// CPython's `inspect.getgeneratorstate` has `GEN_CREATED`, `GEN_SUSPENDED` and `GEN_CLOSED` for the first three. Its
/// `GEN_RUNNING` cannot be seen here, since a running machine is borrowed mutably. [`Status::Poisoned`] is Rust's
/// own, after the poisoned mutex: Python counts a body that raised among the closed ones.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine]
/// fn take_one() {
///     let _value: u32 = recv!();
/// }
///
/// let mut machine = take_one();
/// assert_eq!(machine.status(), Status::Created);
/// machine.prime()?;
/// assert_eq!(machine.status(), Status::Suspended);
/// machine.send(1)?;
/// assert_eq!(machine.status(), Status::Finished);
/// assert_eq!(machine.status().to_string(), "finished");
/// # Ok::<(), ResumeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// The function has been called, but none of its body has run: [`prime`](crate::Coroutine::prime) comes next.
    Created,
    /// The body stands at a suspension: [`send`](crate::Coroutine::send) goes on.
    Suspended,
    /// The body has returned or was closed: nothing more can be sent.
    Finished,
    /// The body panicked: nothing more can be sent.
    Poisoned,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Created => "created",
            Self::Suspended => "suspended",
            Self::Finished => "finished",
            Self::Poisoned => "poisoned",
        })
    }
}

/// A yield type that has a value for "nothing": what [`recv!`](crate::recv) and [`try_recv!`](crate::try_recv) hand
/// out while they wait.
///
/// It is `()` for a coroutine that only receives, and `None` for one that hands out an `Option`, as Python's
/// `x = yield` hands out `None`. Any other yield type has no such value, so a body of that kind suspends with
/// `yield_!(value)`.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine(recv = u32, yield = Option<u32>)]
/// fn sum_pairs() {
///     loop {
///         let left: u32 = recv!();
///         let right: u32 = recv!();
///         let _next: u32 = yield_!(Some(left + right));
///     }
/// }
///
/// let mut pairs = sum_pairs();
/// assert_eq!(pairs.prime()?, CoroutineState::Yielded(None));
/// assert_eq!(pairs.send(3)?, CoroutineState::Yielded(None));
/// assert_eq!(pairs.send(4)?, CoroutineState::Yielded(Some(7)));
/// # Ok::<(), ResumeError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`recv!()` cannot hand out a value of type `{Self}`",
    label = "the yield type is `{Self}`, neither `()` nor an `Option`",
    note = "`recv!()` hands out nothing, so the yield type must be `()` or an `Option`",
    note = "write `yield_!(value)` instead, to hand a value out"
)]
pub trait Empty {
    /// The value that stands for nothing.
    ///
    /// ```
    /// use coro_runtime::Empty;
    ///
    /// assert_eq!(Option::<u32>::empty(), None);
    /// ```
    fn empty() -> Self;
}

impl Empty for () {
    fn empty() -> Self {}
}

impl<T> Empty for Option<T> {
    fn empty() -> Self {
        None
    }
}
