//! What can go wrong when a coroutine is resumed, and what a body is told when it is not resumed with a value.

use core::convert::Infallible;
use core::error::Error;
use core::fmt;

/// Why a coroutine could not be resumed.
///
/// A refused call runs none of the body and changes nothing. The error carries no value, so it is `'static` and
/// `Copy`: `?` into a `Box<dyn Error>` works even where borrowed lines are sent. A caller that wants a refused value
/// back uses [`try_send`](crate::Coroutine::try_send).
///
/// Python raises for the same mistakes: `TypeError` when a value is sent to a generator that has not started,
/// `StopIteration` after its end, `RuntimeError` when it ignores `close` ([PEP 342](https://peps.python.org/pep-0342/)).
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
/// let error = machine.send(1).unwrap_err();
/// assert_eq!(error, ResumeError::NotPrimed);
/// assert_eq!(error.to_string(), "send before prime: call prime() first");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResumeError {
    /// A value was sent before the first suspension was reached. The coroutine can still be primed.
    NotPrimed,
    /// The coroutine was primed a second time. It stays suspended where it is.
    AlreadyPrimed,
    /// The body has returned or was closed.
    Finished,
    /// The body panicked in an earlier call.
    Poisoned,
    /// The body answered a close by suspending again. It stays suspended there, and the next close is delivered
    /// there.
    IgnoredClose,
    /// The body of a `boxed` coroutine waited for a future, which nobody would ever wake. It is poisoned, as by a
    /// panic; what it kept has been dropped.
    Awaited,
}

impl fmt::Display for ResumeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotPrimed => "send before prime: call prime() first",
            Self::AlreadyPrimed => "prime after prime: the coroutine has started, call send() to go on",
            Self::Finished => {
                "resume after the end: the coroutine has returned or was closed, make a new one"
            }
            Self::Poisoned => "resume after a panic: the body cannot go on, make a new coroutine",
            Self::IgnoredClose => {
                "close was ignored: the body suspended again, call close() again or drop it"
            }
            Self::Awaited => "the body awaited a future: a coroutine waits only for what it is sent",
        })
    }
}

impl Error for ResumeError {}

/// Why a body that waits at [`try_recv!`](crate::try_recv) or [`try_yield!`](crate::try_yield) goes on without a
/// value.
///
/// Python raises `GeneratorExit`, or the thrown exception, at the `yield`
/// ([PEP 342](https://peps.python.org/pep-0342/)). Where nothing can be thrown the error type is [`Infallible`], and a
/// `match` needs no arm for it.
///
/// It displays as the error that was thrown.
///
/// ```
/// use coro_runtime::Interrupt;
///
/// fn farewell(interrupt: Interrupt<std::num::ParseIntError>) -> String {
///     match interrupt {
///         Interrupt::Close => "closed".to_string(),
///         Interrupt::Throw(error) => format!("gave up: {error}"),
///     }
/// }
///
/// let error = "x".parse::<u32>().unwrap_err();
/// assert_eq!(farewell(Interrupt::Close), "closed");
/// assert_eq!(farewell(Interrupt::Throw(error)), "gave up: invalid digit found in string");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Interrupt<E = Infallible> {
    /// The coroutine is being closed: the body is to clean up and return.
    Close,
    /// This error was thrown in. The body may return it, or catch it and go on.
    Throw(E),
}

impl<E: fmt::Display> fmt::Display for Interrupt<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Close => f.pad("the coroutine is being closed: clean up and return"),
            Self::Throw(error) => error.fmt(f),
        }
    }
}

impl<E: Error> Error for Interrupt<E> {
    // The thrown error speaks for itself in `Display`, so its own cause comes next in the chain.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Close => None,
            Self::Throw(error) => error.source(),
        }
    }
}

/// A value that [`try_send`](crate::Coroutine::try_send) could not deliver, with the reason.
///
/// It goes into a [`ResumeError`] by `?`, for a caller that needs the value no more. The idea is that of
/// `std::sync::mpsc::TrySendError`, which hands the message back as well.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine]
/// fn keep(lines: &mut Vec<String>) {
///     loop {
///         let line: String = recv!();
///         lines.push(line);
///     }
/// }
///
/// let mut lines = Vec::new();
/// let mut machine = keep(&mut lines);
/// let rejected = machine.try_send("first".to_string()).unwrap_err();
/// assert_eq!(rejected.error, ResumeError::NotPrimed);
///
/// machine.prime()?;
/// machine.send(rejected.value)?;
/// # Ok::<(), ResumeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rejected<In> {
    /// The value, as it was sent.
    pub value: In,
    /// Why it was refused.
    pub error: ResumeError,
}

// The value stays out of it, so that a refusal is an error for every type that can be sent.
impl<In> fmt::Debug for Rejected<In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rejected").field("error", &self.error).finish_non_exhaustive()
    }
}

impl<In> fmt::Display for Rejected<In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<In> Error for Rejected<In> {}

impl<In> From<Rejected<In>> for ResumeError {
    fn from(rejected: Rejected<In>) -> Self {
        rejected.error
    }
}
