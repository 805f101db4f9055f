//! The end of a pipeline that keeps what arrives.

use core::fmt;

use super::lifecycle::Lifecycle;
use crate::{Coroutine, CoroutineState, ResumeError, Status};

/// Makes a consumer that collects what it is sent into a new `C`, which its `close` gives.
///
/// What goes in is anything that `C` can be [extended](Extend) by; `()` comes out. It never completes of itself:
/// [`close`](Coroutine::close) answers `Some(collection)` once it has been primed. One that was not primed is dropped
/// as it is, and answers `None`, as every coroutine does whose body has not started.
///
/// # Errors
///
/// Calling it cannot fail. A value is refused as by every coroutine: [`NotPrimed`](ResumeError::NotPrimed) before
/// `prime`, [`Finished`](ResumeError::Finished) after `close`, [`Poisoned`](ResumeError::Poisoned) after a panic of
/// the collection's `extend`.
///
/// ```
/// use std::collections::BTreeSet;
///
/// use coro_runtime::prelude::*;
///
/// let mut seen = coro::collect::<BTreeSet<u32>>();
/// seen.prime()?;
/// seen.send_all([3, 1, 3])?;
/// assert_eq!(seen.close()?, Some(BTreeSet::from([1, 3])));
/// # Ok::<(), ResumeError>(())
/// ```
pub fn collect<C: Default>() -> Collect<C> {
    collect_into(C::default())
}

/// Makes a consumer that adds what it is sent to `collection`, which its `close` gives back.
///
/// It is [`collect`] for a collection that is not empty, has its capacity reserved, or has no [`Default`].
///
/// # Errors
///
/// Those of [`collect`].
///
/// ```
/// use coro_runtime::prelude::*;
///
/// let mut text = coro::collect_into(String::from("hello"));
/// text.prime()?;
/// text.send(", ")?; // a `String` is extended by `&str`
/// text.send_all("world".chars())?; // and by `char`
/// assert_eq!(text.close()?, Some("hello, world".to_string()));
/// # Ok::<(), ResumeError>(())
/// ```
pub fn collect_into<C>(collection: C) -> Collect<C> {
    Collect { state: Lifecycle::Created(collection) }
}

/// The consumer that [`collect`] and [`collect_into`] make.
///
/// It is a coroutine for *every* type that `C` can be extended by. Where nothing says which one is meant, because it
/// stands behind a pointer or in another adapter, the call does:
///
/// ```
/// use coro_runtime::prelude::*;
///
/// let mut both = coro::broadcast([coro::collect::<Vec<u32>>(), coro::collect()]);
/// Coroutine::<u32>::prime(&mut both)?; // a `Vec<u32>` is extended by `u32` and by `&u32`
/// both.send(3)?;
/// assert_eq!(Coroutine::<u32>::close(&mut both)?, Some(vec![Ok(Some(vec![3])), Ok(Some(vec![3]))]));
/// # Ok::<(), ResumeError>(())
/// ```
#[derive(Clone)]
#[must_use = "a coroutine runs nothing before it is primed"]
pub struct Collect<C> {
    state: Lifecycle<C>,
}

/// What does not depend on the type of the values, so that nobody has to name it.
impl<C> Collect<C> {
    /// [`Coroutine::prime`], whatever is received.
    ///
    /// # Errors
    ///
    /// [`AlreadyPrimed`](ResumeError::AlreadyPrimed), [`Finished`](ResumeError::Finished),
    /// [`Poisoned`](ResumeError::Poisoned): those of [`Coroutine::prime`].
    ///
    /// ```
    /// use coro_runtime::prelude::*;
    ///
    /// let mut values = coro::collect::<Vec<u32>>();
    /// assert_eq!(values.prime(), Ok(CoroutineState::Yielded(())));
    /// assert_eq!(values.prime(), Err(ResumeError::AlreadyPrimed));
    /// ```
    #[inline]
    pub fn prime(&mut self) -> Result<CoroutineState<(), C>, ResumeError> {
        self.state.start(|_| CoroutineState::Yielded(()))
    }

    /// [`Coroutine::close`], whatever is received: the collection, if it was primed.
    ///
    /// # Errors
    ///
    /// [`Poisoned`](ResumeError::Poisoned) if the collection panicked in an earlier call.
    ///
    /// ```
    /// use coro_runtime::prelude::*;
    ///
    /// let mut values = coro::collect::<Vec<u32>>();
    /// values.prime()?;
    /// assert_eq!(values.close(), Ok(Some(vec![])));
    /// assert_eq!(values.close(), Ok(None));
    /// # Ok::<(), ResumeError>(())
    /// ```
    pub fn close(&mut self) -> Result<Option<C>, ResumeError> {
        self.state.close(|collection| Ok(Some(collection)))
    }

    /// [`Coroutine::status`], whatever is received.
    ///
    /// ```
    /// use coro_runtime::prelude::*;
    ///
    /// assert_eq!(coro::collect::<Vec<u32>>().status(), Status::Created);
    /// ```
    #[inline]
    pub fn status(&self) -> Status {
        self.state.status()
    }
}

impl<In, C: Extend<In>> Coroutine<In> for Collect<C> {
    type Yield = ();
    type Return = C;

    #[inline]
    fn prime(&mut self) -> Result<CoroutineState<(), C>, ResumeError> {
        Collect::prime(self)
    }

    #[inline]
    fn send(&mut self, value: In) -> Result<CoroutineState<(), C>, ResumeError> {
        self.state.resume(|collection| {
            collection.extend(Some(value));
            CoroutineState::Yielded(())
        })
    }

    #[inline]
    fn close(&mut self) -> Result<Option<C>, ResumeError> {
        Collect::close(self)
    }

    #[inline]
    fn status(&self) -> Status {
        Collect::status(self)
    }
}

// It asks nothing of the collection, as the other coroutines ask nothing of what they hold.
impl<C> fmt::Debug for Collect<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Collect").field("status", &self.state.status()).finish_non_exhaustive()
    }
}
