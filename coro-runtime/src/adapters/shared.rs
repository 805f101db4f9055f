//! Many to one: several stages send to the same target.

use alloc::rc::Rc;
use core::cell::{Ref, RefCell, RefMut};
use core::fmt;

use crate::{Coroutine, CoroutineState, Rejected, ResumeError, Status, Throw};

/// Puts a target behind a handle that can be cloned, so that several stages can send to it.
///
/// What goes in and what comes out is what the target receives and hands out, and every call on a handle is one on the
/// target, with two exceptions, which are those of a channel with several senders:
///
/// - `close` closes the handle: it is finished, and answers `None`, while the target goes on for the other handles.
///   Only the last handle closes the target, and answers what the target does. A handle that is dropped counts as
///   closed, and the target is dropped with the last one.
/// - A clone of a closed handle is closed.
///
/// So the caller that keeps a handle for itself gets the target's result from it when the stages have ended. The
/// target is primed once, through any handle, or before.
///
/// Stages that run one after the other need no handle: each can be given a `&mut` to the target.
///
/// # Errors
///
/// Calling it cannot fail. A call on a handle is refused as the target refuses it, and with
/// [`Finished`](ResumeError::Finished) once the handle is closed. A handle whose `close` is refused stays open.
///
/// # Panics
///
/// A handle panics if it is used while the target runs, that is by the target itself, which cannot be resumed then.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine]
/// fn filter_even(mut target: impl Consumer<u32>) -> Result<(), ResumeError> {
///     loop {
///         let value: u32 = recv!();
///         if value % 2 == 0 {
///             target.send(value)?;
///         }
///     }
/// }
///
/// let mut sum = 0;
/// let mut target = coro::shared(coro::from_fn(|value: u32| sum += value));
/// target.prime()?;
/// let mut left = filter_even(target.clone());
/// let mut right = filter_even(target);
/// left.prime()?;
/// right.prime()?;
/// left.send_all([1, 2])?;
/// right.send_all([3, 4])?;
/// left.close()?; // the target goes on
/// right.send(6)?;
/// drop(right);
/// assert_eq!(sum, 12);
/// # Ok::<(), ResumeError>(())
/// ```
pub fn shared<T>(target: T) -> Shared<T> {
    Shared { target: Some(Rc::new(RefCell::new(target))) }
}

/// The handle that [`shared`] makes.
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
/// let mut mine = coro::shared(sum());
/// mine.prime()?;
/// let mut others = mine.clone();
/// others.send(3)?;
/// assert_eq!(others.close()?, None);
/// assert_eq!(others.send(1), Err(ResumeError::Finished));
/// mine.send(4)?;
/// assert_eq!(mine.close()?, Some(7));
/// # Ok::<(), ResumeError>(())
/// ```
#[must_use = "a coroutine runs nothing before it is primed"]
pub struct Shared<T> {
    /// `None` once this handle is closed.
    target: Option<Rc<RefCell<T>>>,
}

const RUNNING: &str = "cannot use a shared target from within: it is running";

impl<T> Shared<T> {
    fn target(&self) -> Option<Ref<'_, T>> {
        self.target.as_ref().map(|target| target.try_borrow().expect(RUNNING))
    }

    fn target_mut(&self) -> Result<RefMut<'_, T>, ResumeError> {
        match &self.target {
            Some(target) => Ok(target.try_borrow_mut().expect(RUNNING)),
            None => Err(ResumeError::Finished),
        }
    }

    fn is_last(&self) -> bool {
        self.target.as_ref().is_some_and(|target| Rc::strong_count(target) == 1)
    }
}

impl<In, T: Coroutine<In>> Coroutine<In> for Shared<T> {
    type Yield = T::Yield;
    type Return = T::Return;

    #[inline]
    fn prime(&mut self) -> Result<CoroutineState<T::Yield, T::Return>, ResumeError> {
        self.target_mut()?.prime()
    }

    #[inline]
    fn send(&mut self, value: In) -> Result<CoroutineState<T::Yield, T::Return>, ResumeError> {
        self.target_mut()?.send(value)
    }

    fn close(&mut self) -> Result<Option<T::Return>, ResumeError> {
        let returned = if self.is_last() {
            self.target_mut()?.close()?
        } else if self.status() == Status::Poisoned {
            return Err(ResumeError::Poisoned);
        } else {
            None
        };
        self.target = None;
        Ok(returned)
    }

    #[inline]
    fn status(&self) -> Status {
        self.target().map_or(Status::Finished, |target| target.status())
    }

    #[inline]
    fn try_send(&mut self, value: In) -> Result<CoroutineState<T::Yield, T::Return>, Rejected<In>> {
        match self.target_mut() {
            Ok(mut target) => target.try_send(value),
            Err(error) => Err(Rejected { value, error }),
        }
    }
}

impl<E, In, T: Throw<E, In>> Throw<E, In> for Shared<T> {
    #[inline]
    fn throw(&mut self, error: E) -> Result<CoroutineState<T::Yield, T::Return>, ResumeError> {
        self.target_mut()?.throw(error)
    }
}

// The target itself need not be `Clone`.
impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { target: self.target.clone() }
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("target", &self.target).finish()
    }
}
