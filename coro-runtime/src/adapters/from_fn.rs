//! A closure as the end of a pipeline.

use core::fmt;

use super::lifecycle::Lifecycle;
use crate::{Coroutine, CoroutineState, ResumeError, Status};

/// Makes a consumer of a closure, which is called with each value that is sent.
///
/// What goes in is what the closure takes; `()` comes out. It is the coroutine
///
/// ```text
/// loop {
///     f(recv!());
/// }
/// ```
///
/// so it never completes, and its `close` drops the closure and answers `None`. What the closure has borrowed can be
/// used again then. A closure that is itself to be used again is lent: `from_fn(&mut f)`.
///
/// A closure whose parameter is written as a reference, `|line: &str|`, takes what is borrowed for one send only.
///
/// # Errors
///
/// Calling it cannot fail. A value is refused as by every coroutine: [`NotPrimed`](ResumeError::NotPrimed) before
/// `prime`, [`Finished`](ResumeError::Finished) after `close`, [`Poisoned`](ResumeError::Poisoned) after a panic of
/// the closure.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// let mut longest = 0;
/// let mut sink = coro::from_fn(|line: &str| longest = longest.max(line.len()));
/// sink.prime()?;
/// let mut buffer = String::new();
/// for word in ["a", "python", "rocks"] {
///     buffer.clear();
///     buffer.push_str(word);
///     sink.send(&buffer)?;
/// }
/// sink.close()?;
/// assert_eq!(longest, 6);
/// # Ok::<(), ResumeError>(())
/// ```
// There is no bound on `F` here: it would fix one lifetime for the closure's parameter.
pub fn from_fn<F>(f: F) -> FromFn<F> {
    FromFn { state: Lifecycle::Created(f) }
}

/// The consumer that [`from_fn`] makes.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// /// Hands numbers on to whoever listens.
/// struct Sensor {
///     listener: coro::FromFn<fn(u32)>,
/// }
///
/// let mut sensor = Sensor { listener: coro::from_fn(|value| println!("{value}")) };
/// sensor.listener.prime()?;
/// sensor.listener.send(3)?;
/// # Ok::<(), ResumeError>(())
/// ```
#[derive(Clone)]
#[must_use = "a coroutine runs nothing before it is primed"]
pub struct FromFn<F> {
    state: Lifecycle<F>,
}

impl<In, F: FnMut(In)> Coroutine<In> for FromFn<F> {
    type Yield = ();
    type Return = ();

    #[inline]
    fn prime(&mut self) -> Result<CoroutineState<(), ()>, ResumeError> {
        self.state.start(|_| CoroutineState::Yielded(()))
    }

    #[inline]
    fn send(&mut self, value: In) -> Result<CoroutineState<(), ()>, ResumeError> {
        self.state.resume(|f| {
            f(value);
            CoroutineState::Yielded(())
        })
    }

    fn close(&mut self) -> Result<Option<()>, ResumeError> {
        self.state.close(|f| {
            drop(f);
            Ok(None)
        })
    }

    #[inline]
    fn status(&self) -> Status {
        self.state.status()
    }
}

// A closure has no `Debug`.
impl<F> fmt::Debug for FromFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FromFn").field("status", &self.state.status()).finish_non_exhaustive()
    }
}
