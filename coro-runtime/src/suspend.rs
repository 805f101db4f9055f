//! The macros that mark a suspension, as they are outside of a coroutine.
//!
//! `#[coroutine]` reads them in its body and writes the suspension in their stead. What is left for these macros is
//! to be found: by the user's import, by an editor that shows their documentation, and by the reader of an error where
//! one stands outside of a coroutine. The attribute keeps an inert call, `path! { @resolved }`, with the path that the
//! user wrote, so that no import is unused and a missing one is reported by rustc.

/// Suspends until a value is sent, and evaluates to it.
///
/// Meanwhile it hands out nothing: `()`, or `None` where `yield` is an `Option` (see [`Empty`](crate::Empty)). On
/// [`close`](crate::Coroutine::close) the body ends here and its locals drop. On [`throw`](crate::Throw::throw) it
/// returns the error as `?` would. It is Python's `x = yield` ([PEP 342](https://peps.python.org/pep-0342/)).
///
/// The type of the value is the `recv` of the attribute, or the annotation of a `let`.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine]
/// fn longest() -> String {
///     let mut longest: String = String::new();
///     loop {
///         let line: String = recv!();
///         if line.is_empty() {
///             return longest;
///         }
///         if line.len() > longest.len() {
///             longest = line;
///         }
///     }
/// }
///
/// let mut machine = longest();
/// machine.prime()?;
/// let lines = ["a", "longer", "b", ""].map(String::from);
/// assert_eq!(machine.send_all(lines)?, Some("longer".to_string()));
/// # Ok::<(), ResumeError>(())
/// ```
///
/// Outside of a coroutine it is an error:
///
/// ```compile_fail
/// use coro_runtime::prelude::*;
///
/// fn plain() {
///     let line: String = recv!();
/// }
/// ```
#[macro_export]
macro_rules! recv {
    (@resolved) => {};
    ($($input:tt)*) => {
        ::core::compile_error!(
            "cannot suspend outside of a coroutine\n\
             note: `recv!()` can only stand in the text of a function marked `#[coro::coroutine]`, not in a macro that it calls\n\
             help: write `#[coro::coroutine]` above the function, with its path: a bare `#[coroutine]` is the compiler's own"
        )
    };
}

/// Hands a value out, then suspends until a value is sent, and evaluates to that one.
///
/// The value handed out is what [`prime`](crate::Coroutine::prime) or [`send`](crate::Coroutine::send) answers with;
/// its type is the `yield` of the attribute. On close and on throw it does what [`recv!`](crate::recv) does. It is
/// Python's `x = yield value` ([PEP 342](https://peps.python.org/pep-0342/)).
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine(recv = f64, yield = Option<f64>)]
/// fn average() {
///     let mut total: f64 = 0.0;
///     let mut count: f64 = 0.0;
///     let mut average: Option<f64> = None;
///     loop {
///         let value: f64 = yield_!(average);
///         total += value;
///         count += 1.0;
///         average = Some(total / count);
///     }
/// }
///
/// let mut machine = average();
/// assert_eq!(machine.prime()?, CoroutineState::Yielded(None));
/// assert_eq!(machine.send(10.0)?, CoroutineState::Yielded(Some(10.0)));
/// assert_eq!(machine.send(5.0)?, CoroutineState::Yielded(Some(7.5)));
/// # Ok::<(), ResumeError>(())
/// ```
///
/// A coroutine that receives nothing is an iterator over what it hands out:
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine(yield = u32)]
/// fn countdown(from: u32) {
///     let mut left: u32 = from;
///     while left > 0 {
///         yield_!(left);
///         left -= 1;
///     }
/// }
///
/// assert_eq!(countdown(3).collect::<Vec<_>>(), [3, 2, 1]);
/// ```
#[macro_export]
macro_rules! yield_ {
    (@resolved) => {};
    ($($input:tt)*) => {
        ::core::compile_error!(
            "cannot suspend outside of a coroutine\n\
             note: `yield_!(value)` can only stand in the text of a function marked `#[coro::coroutine]`, not in a macro that it calls\n\
             help: write `#[coro::coroutine]` above the function, with its path: a bare `#[coroutine]` is the compiler's own"
        )
    };
}

/// Suspends until a value is sent, and lets the body handle a close or a thrown error itself.
///
/// It evaluates to a `Result<In, Interrupt<E>>`: `Ok(value)` on [`send`](crate::Coroutine::send),
/// `Err(Interrupt::Close)` on [`close`](crate::Coroutine::close) and `Err(Interrupt::Throw(error))` on
/// [`throw`](crate::Throw::throw). What the body returns after a close is the answer of `close`. It is Python's
/// `x = yield` inside of a `try` that catches `GeneratorExit`
/// ([PEP 342](https://peps.python.org/pep-0342/)).
///
/// Like [`recv!`](crate::recv) it hands out nothing meanwhile.
///
/// To drop a machine that waits here is to close it, so that a pipeline flushes from its head to its tail. The result
/// is ignored. If a panic is unwinding already and the closing body panics too, the program aborts, as with any
/// destructor that panics then.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine(recv = u32)]
/// fn sum() -> u32 {
///     let mut total: u32 = 0;
///     while let Ok(value) = try_recv!() {
///         total += value;
///     }
///     total
/// }
///
/// let mut machine = sum();
/// machine.prime()?;
/// machine.send_all([1, 2, 3])?;
/// assert_eq!(machine.close()?, Some(6));
/// # Ok::<(), ResumeError>(())
/// ```
#[macro_export]
macro_rules! try_recv {
    (@resolved) => {};
    ($($input:tt)*) => {
        ::core::compile_error!(
            "cannot suspend outside of a coroutine\n\
             note: `try_recv!()` can only stand in the text of a function marked `#[coro::coroutine]`, not in a macro that it calls\n\
             help: write `#[coro::coroutine]` above the function, with its path: a bare `#[coroutine]` is the compiler's own"
        )
    };
}

/// Hands a value out, then suspends, and lets the body handle a close or a thrown error itself.
///
/// The value handed out is that of [`yield_!`](crate::yield_), the result that of [`try_recv!`](crate::try_recv). It
/// is Python's `x = yield value` inside of a `try` ([PEP 342](https://peps.python.org/pep-0342/)).
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine(recv = u32, yield = u32)]
/// fn running_total() -> u32 {
///     let mut total: u32 = 0;
///     while let Ok(value) = try_yield!(total) {
///         total += value;
///     }
///     total
/// }
///
/// let mut machine = running_total();
/// assert_eq!(machine.prime()?, CoroutineState::Yielded(0));
/// assert_eq!(machine.send(2)?, CoroutineState::Yielded(2));
/// assert_eq!(machine.close()?, Some(2));
/// # Ok::<(), ResumeError>(())
/// ```
#[macro_export]
macro_rules! try_yield {
    (@resolved) => {};
    ($($input:tt)*) => {
        ::core::compile_error!(
            "cannot suspend outside of a coroutine\n\
             note: `try_yield!(value)` can only stand in the text of a function marked `#[coro::coroutine]`, not in a macro that it calls\n\
             help: write `#[coro::coroutine]` above the function, with its path: a bare `#[coroutine]` is the compiler's own"
        )
    };
}

/// Runs another coroutine to its end inside this one, and evaluates to what it returned.
///
/// Sends, throws and closes go to the innermost coroutine first, and what it hands out is handed out. A throw that it
/// turns into a return becomes the value of the expression. On close the inner one ends before the outer one; what it
/// returns then is discarded, and the outer one ends as at a plain [`recv!`](crate::recv). It is Python's `yield from`
/// ([PEP 380](https://peps.python.org/pep-0380/)).
///
/// `sub` is taken by value: a machine that is made in place, one that is held, a `Box` of one; or lent, as `&mut sub`.
/// A lent one that is still suspended when this coroutine is dropped stays so; `close` does close it. Where nothing is
/// sent, an iterable of std hands its items out. `yield_from!(f(..))` inside `f` itself goes to a new frame in the
/// same machine (feature `alloc`), at a cost that does not grow with the depth.
///
/// # Panics
///
/// `yield_from!(sub)` primes a `sub` that has not started; `yield_from!(sub, value)` goes on with one that is
/// suspended already, sending it `value` first. The other way round is a bug in the body, and panics with a message
/// that says so.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine(recv = u32)]
/// fn add_two() -> u32 {
///     let left: u32 = recv!();
///     let right: u32 = recv!();
///     left + right
/// }
///
/// #[coro::coroutine(recv = u32)]
/// fn multiply_sums() -> u32 {
///     let left: u32 = yield_from!(add_two());
///     let right: u32 = yield_from!(add_two());
///     left * right
/// }
///
/// # fn main() -> Result<(), ResumeError> {
/// let mut machine = multiply_sums();
/// machine.prime()?;
/// assert_eq!(machine.send_all([1, 2, 3, 4])?, Some(21));
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! yield_from {
    (@resolved) => {};
    ($($input:tt)*) => {
        ::core::compile_error!(
            "cannot suspend outside of a coroutine\n\
             note: `yield_from!(sub)` can only stand in the text of a function marked `#[coro::coroutine]`, not in a macro that it calls\n\
             help: write `#[coro::coroutine]` above the function, with its path: a bare `#[coroutine]` is the compiler's own"
        )
    };
}
