//! The protocol: what every machine can be asked, and the same asked through `&mut C` and `Box<C>`.

#[cfg(feature = "alloc")]
use alloc::boxed::Box;

use crate::{CoroutineState, Rejected, ResumeError, Status};

/// A function body that can be suspended, and resumed with a value of type `In`.
///
/// The machines that `#[coroutine]` makes implement it. It is Python's coroutine protocol
/// ([PEP 342](https://peps.python.org/pep-0342/)) with the types and the names of `core::ops::Coroutine`: `next(g)`
/// is [`prime`](Coroutine::prime), `g.send(x)` is [`send`](Coroutine::send), `g.close()` is
/// [`close`](Coroutine::close), and `g.throw(e)` is [`Throw::throw`].
///
/// A machine that receives something borrowed for one send only, such as `recv = &str`, implements
/// `Coroutine<&'i str>` for every `'i`: one reused buffer can feed it.
///
/// # Through pointers
///
/// `&mut C` and `Box<C>` are coroutines whenever `C` is, and the trait is dyn compatible, so different machines fit
/// into one collection:
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine]
/// fn print_all() {
///     loop {
///         let line: &str = recv!();
///         println!("{line}");
///     }
/// }
///
/// #[coro::coroutine]
/// fn print_matching(pattern: String) {
///     loop {
///         let line: &str = recv!();
///         if line.contains(&pattern) {
///             println!("{line}");
///         }
///     }
/// }
///
/// let mut sinks: Vec<Box<dyn for<'i> Coroutine<&'i str, Yield = (), Return = ()>>> = vec![
///     Box::new(print_all()),
///     Box::new(print_matching("python".to_string())),
/// ];
/// for sink in &mut sinks {
///     sink.prime()?;
///     sink.send("python rocks")?;
/// }
/// # Ok::<(), ResumeError>(())
/// ```
///
/// # By hand
///
/// An implementation of one's own keeps what the methods promise: a refused call changes nothing, and
/// [`status`](Coroutine::status) is [`Status::Suspended`] exactly where [`send`](Coroutine::send) takes a value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a coroutine that receives `{In}`",
    label = "cannot be resumed with a value of type `{In}`",
    note = "a machine is made by calling a function that is marked `#[coro::coroutine]`, and receives what its `recv!()` evaluates to"
)]
pub trait Coroutine<In = ()> {
    /// What a suspension hands out: the `yield` of the attribute.
    type Yield;

    /// What the body returns.
    type Return;

    /// Runs the body from its beginning to its first suspension, or to its end.
    ///
    /// Nothing of the body has run before. It is Python's `next(g)` on a new generator.
    ///
    /// # Errors
    ///
    /// - [`AlreadyPrimed`](ResumeError::AlreadyPrimed) if the body is suspended: it stays where it is.
    /// - [`Finished`](ResumeError::Finished) after its end, [`Poisoned`](ResumeError::Poisoned) after a panic.
    ///
    /// ```
    /// use coro_runtime::prelude::*;
    ///
    /// #[coro::coroutine]
    /// fn listen() {
    ///     loop {
    ///         let _value: u32 = recv!();
    ///     }
    /// }
    ///
    /// let mut machine = listen();
    /// assert_eq!(machine.send(1), Err(ResumeError::NotPrimed));
    /// assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(())));
    /// assert_eq!(machine.prime(), Err(ResumeError::AlreadyPrimed));
    /// assert_eq!(machine.send(1), Ok(CoroutineState::Yielded(())));
    /// ```
    fn prime(&mut self) -> Result<CoroutineState<Self::Yield, Self::Return>, ResumeError>;

    /// Resumes the body with `value`, which becomes the value of the suspension where it stands, and runs it to the
    /// next one or to its end.
    ///
    /// A value that is refused is dropped: [`try_send`](Coroutine::try_send) hands it back.
    ///
    /// # Errors
    ///
    /// - [`NotPrimed`](ResumeError::NotPrimed) if none of the body has run: it can still be primed.
    /// - [`Finished`](ResumeError::Finished) after its end, [`Poisoned`](ResumeError::Poisoned) after a panic.
    ///
    /// An error that the body itself comes to is no [`ResumeError`]: it is in the returned value.
    ///
    /// ```
    /// use coro_runtime::prelude::*;
    ///
    /// #[coro::coroutine(recv = u32, yield = u32)]
    /// fn add_up_to(limit: u32) -> &'static str {
    ///     let mut total: u32 = 0;
    ///     while total < limit {
    ///         let value: u32 = yield_!(total);
    ///         total += value;
    ///     }
    ///     "enough"
    /// }
    ///
    /// let mut machine = add_up_to(10);
    /// assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(0)));
    /// assert_eq!(machine.send(6), Ok(CoroutineState::Yielded(6)));
    /// assert_eq!(machine.send(6), Ok(CoroutineState::Complete("enough")));
    /// assert_eq!(machine.send(6), Err(ResumeError::Finished));
    /// ```
    fn send(&mut self, value: In) -> Result<CoroutineState<Self::Yield, Self::Return>, ResumeError>;

    /// Ends the body where it is suspended.
    ///
    /// At [`recv!`](crate::recv) and [`yield_!`](crate::yield_) it ends there: its locals drop as at a `return`, and
    /// the answer is `None`. At [`try_recv!`](crate::try_recv) and [`try_yield!`](crate::try_yield) it is told
    /// [`Interrupt::Close`](crate::Interrupt::Close), and what it then returns is the answer. A body that has not
    /// started is dropped without running, and to close a finished coroutine does nothing: both give `None`.
    ///
    /// Python's `close` answers with the returned value in the same way since 3.13.
    ///
    /// # Errors
    ///
    /// - [`IgnoredClose`](ResumeError::IgnoredClose) if the body suspends again: it stays suspended there, and the
    ///   next `close` is delivered there.
    /// - [`Poisoned`](ResumeError::Poisoned) if it panicked in an earlier call.
    ///
    /// ```
    /// use coro_runtime::prelude::*;
    ///
    /// #[coro::coroutine]
    /// fn listen() {
    ///     loop {
    ///         let _value: u32 = recv!();
    ///     }
    /// }
    ///
    /// let mut machine = listen();
    /// machine.prime()?;
    /// assert_eq!(machine.close(), Ok(None));
    /// assert_eq!(machine.send(1), Err(ResumeError::Finished));
    /// assert_eq!(machine.close(), Ok(None));
    /// # Ok::<(), ResumeError>(())
    /// ```
    fn close(&mut self) -> Result<Option<Self::Return>, ResumeError>;

    /// Where the coroutine stands. It is CPython's `inspect.getgeneratorstate`.
    ///
    /// ```
    /// use coro_runtime::prelude::*;
    ///
    /// #[coro::coroutine]
    /// fn listen() {
    ///     loop {
    ///         let _value: u32 = recv!();
    ///     }
    /// }
    ///
    /// let mut machine = listen();
    /// assert_eq!(machine.status(), Status::Created);
    /// machine.prime()?;
    /// assert_eq!(machine.status(), Status::Suspended);
    /// # Ok::<(), ResumeError>(())
    /// ```
    fn status(&self) -> Status;

    /// Sends `value`, and hands it back if the coroutine does not take it.
    ///
    /// # Errors
    ///
    /// The errors of [`send`](Coroutine::send), beside the value: see [`Rejected`].
    ///
    /// # Panics
    ///
    /// If an implementation written by hand refuses a value although its [`status`](Coroutine::status) is
    /// [`Status::Suspended`], and does not override this method; and if the body of a `boxed` coroutine comes to
    /// [`Awaited`](ResumeError::Awaited). The value is lost then.
    ///
    /// ```
    /// use coro_runtime::prelude::*;
    ///
    /// #[coro::coroutine]
    /// fn take_one() {
    ///     let _line: String = recv!();
    /// }
    ///
    /// let mut machine = take_one();
    /// machine.prime()?;
    /// assert!(machine.try_send("first".to_string()).is_ok());
    ///
    /// let rejected = machine.try_send("second".to_string()).unwrap_err();
    /// assert_eq!(rejected.error, ResumeError::Finished);
    /// assert_eq!(rejected.value, "second");
    /// # Ok::<(), ResumeError>(())
    /// ```
    fn try_send(&mut self, value: In) -> Result<CoroutineState<Self::Yield, Self::Return>, Rejected<In>> {
        match refusal(self.status()) {
            Some(error) => Err(Rejected { value, error }),
            None => Ok(self.send(value).unwrap_or_else(|error| {
                panic!("bug: a coroutine whose status is suspended refused a value: {error}")
            })),
        }
    }

    /// Sends every value, one after the other, until the values or the coroutine come to an end.
    ///
    /// `Some(value)` is what the body returned; the values after that are not taken, so an iterator passed as
    /// `&mut iter` stands behind the last one that was sent. `None` says that all were sent and the coroutine waits
    /// for more. What it hands out meanwhile is dropped.
    ///
    /// On a `&mut dyn Coroutine<…>`, which is not `Sized` behind the reference, it is called as
    /// `(&mut machine).send_all(values)`; on a `Box<dyn Coroutine<…>>` it is called as always.
    ///
    /// # Errors
    ///
    /// The errors of [`send`](Coroutine::send). A coroutine that is not suspended refuses before a value is taken.
    ///
    /// ```
    /// use coro_runtime::prelude::*;
    ///
    /// #[coro::coroutine]
    /// fn add_two() -> u32 {
    ///     let left: u32 = recv!();
    ///     let right: u32 = recv!();
    ///     left + right
    /// }
    ///
    /// let mut values = [3, 4, 5].into_iter();
    /// let mut machine = add_two();
    /// machine.prime()?;
    /// assert_eq!(machine.send_all(&mut values), Ok(Some(7)));
    /// assert_eq!(values.next(), Some(5));
    /// # Ok::<(), ResumeError>(())
    /// ```
    fn send_all<I>(&mut self, values: I) -> Result<Option<Self::Return>, ResumeError>
    where
        I: IntoIterator<Item = In>,
        Self: Sized,
    {
        if let Some(error) = refusal(self.status()) {
            return Err(error);
        }
        for value in values {
            if let CoroutineState::Complete(returned) = self.send(value)? {
                return Ok(Some(returned));
            }
        }
        Ok(None)
    }
}

/// A coroutine into which an error of type `E` can be thrown: one with `throw = E` in its attribute.
///
/// It is Python's `g.throw(e)` ([PEP 342](https://peps.python.org/pep-0342/)). The return type of such a body takes
/// the error by `?`.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// struct Timeout;
///
/// /// Tells a protocol that its peer is silent. The answer is whether the protocol wants to go on.
/// fn report_silence<P: Throw<Timeout, u8>>(protocol: &mut P) -> Result<bool, ResumeError> {
///     let state = protocol.throw(Timeout)?;
///     Ok(state.is_yielded())
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "an error of type `{E}` cannot be thrown into `{Self}`",
    label = "cannot be resumed with an error of type `{E}`",
    note = "a coroutine takes thrown errors of the type in its attribute: `#[coro::coroutine(throw = {E})]`"
)]
pub trait Throw<E, In = ()>: Coroutine<In> {
    /// Resumes the body with an error where it stands, and runs it to the next suspension or to its end.
    ///
    /// At [`recv!`](crate::recv) and [`yield_!`](crate::yield_) the body returns the error as `?` would. At
    /// [`try_recv!`](crate::try_recv) and [`try_yield!`](crate::try_yield) it is told
    /// [`Interrupt::Throw`](crate::Interrupt::Throw) and may go on: the next value it hands out is the answer. A body
    /// that has not started never runs: the answer is `Complete(Err(error.into()))`.
    ///
    /// # Errors
    ///
    /// [`Finished`](ResumeError::Finished) after its end, [`Poisoned`](ResumeError::Poisoned) after a panic. The
    /// error that was thrown is dropped then.
    ///
    /// ```
    /// use coro_runtime::prelude::*;
    ///
    /// fn cancel<C>(mut machine: C) -> Result<Option<Result<(), String>>, ResumeError>
    /// where
    ///     C: Throw<String, u32, Return = Result<(), String>>,
    /// {
    ///     let state = machine.throw("cancelled".to_string())?;
    ///     Ok(state.complete())
    /// }
    /// ```
    fn throw(&mut self, error: E) -> Result<CoroutineState<Self::Yield, Self::Return>, ResumeError>;
}

/// Why a coroutine that stands there takes no value, if it takes none.
fn refusal(status: Status) -> Option<ResumeError> {
    match status {
        Status::Created => Some(ResumeError::NotPrimed),
        Status::Suspended => None,
        Status::Finished => Some(ResumeError::Finished),
        Status::Poisoned => Some(ResumeError::Poisoned),
    }
}

/// Hands every call on to the coroutine behind the pointer. `try_send` is among them, because the coroutine may have
/// one of its own; `send_all` is not, because it cannot be called behind a `dyn` pointer.
macro_rules! forward {
    ($pointer:ty) => {
        impl<In, C: Coroutine<In> + ?Sized> Coroutine<In> for $pointer {
            type Yield = C::Yield;
            type Return = C::Return;

            #[inline]
            fn prime(&mut self) -> Result<CoroutineState<C::Yield, C::Return>, ResumeError> {
                (**self).prime()
            }

            #[inline]
            fn send(&mut self, value: In) -> Result<CoroutineState<C::Yield, C::Return>, ResumeError> {
                (**self).send(value)
            }

            #[inline]
            fn close(&mut self) -> Result<Option<C::Return>, ResumeError> {
                (**self).close()
            }

            #[inline]
            fn status(&self) -> Status {
                (**self).status()
            }

            #[inline]
            fn try_send(&mut self, value: In) -> Result<CoroutineState<C::Yield, C::Return>, Rejected<In>> {
                (**self).try_send(value)
            }
        }

        impl<E, In, C: Throw<E, In> + ?Sized> Throw<E, In> for $pointer {
            #[inline]
            fn throw(&mut self, error: E) -> Result<CoroutineState<C::Yield, C::Return>, ResumeError> {
                (**self).throw(error)
            }
        }
    };
}

forward!(&mut C);
#[cfg(feature = "alloc")]
forward!(Box<C>);
