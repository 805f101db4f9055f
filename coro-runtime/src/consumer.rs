//! What a stage of a pipeline asks of the stage after it.

use crate::Coroutine;

/// A coroutine that takes values of type `T` and hands nothing out: a target to push values into.
///
/// Every [`Coroutine`] of that shape is one, so there is nothing to implement. It is the bound of the last argument in
/// a pipeline of the kind that David Beazley's *A Curious Course on Coroutines and Concurrency* builds in Python.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine]
/// fn filter_min(threshold: i32, mut target: impl Consumer<i32>) -> Result<(), ResumeError> {
///     loop {
///         let value: i32 = recv!();
///         if value >= threshold {
///             target.send(value)?;
///         }
///     }
/// }
///
/// #[coro::coroutine]
/// fn keep(values: &mut Vec<i32>) {
///     loop {
///         let value: i32 = recv!();
///         values.push(value);
///     }
/// }
///
/// let mut kept = Vec::new();
/// let mut target = keep(&mut kept);
/// target.prime()?;
/// let mut head = filter_min(10, target);
/// head.prime()?;
/// head.send_all([4, 5, 10, 25])?;
/// drop(head);
/// assert_eq!(kept, [10, 25]);
/// # Ok::<(), ResumeError>(())
/// ```
///
/// A target that is chosen at run time is a `Box<dyn Consumer<T, Return = R>>`, and one that is only lent is a
/// `&mut impl Consumer<T>`: both are consumers themselves.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a consumer of `{T}`",
    label = "`{T}` cannot be pushed into `{Self}`",
    note = "a consumer of `{T}` is a coroutine that receives `{T}` and hands nothing out: `recv = {T}`, `yield = ()`"
)]
pub trait Consumer<T>: Coroutine<T, Yield = ()> {}

impl<T, C: Coroutine<T, Yield = ()> + ?Sized> Consumer<T> for C {}
