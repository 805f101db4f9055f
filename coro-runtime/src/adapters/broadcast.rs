//! One to many: every value goes to every target.

use alloc::vec::Vec;
use core::{fmt, mem};

use super::lifecycle::Lifecycle;
use crate::{Consumer, Coroutine, CoroutineState, ResumeError, Status};

/// Makes a consumer that sends each value to every target, in their order.
///
/// What goes in is what the targets receive, and is cloned for all but the last; `()` comes out. Targets of different
/// types are boxed, as `Box<dyn Consumer<T, Return = R>>`; one that is only lent is a `&mut` to it.
///
/// - `prime` primes the targets that have not started. One that is suspended already stays where it is.
/// - A target that completes is dropped at once, and what it returned is kept. The others go on.
/// - A target that refuses a value is dropped too, and the error is kept. It neither stops the value on its way to the
///   others, nor is it an error of this coroutine.
/// - When no target is left, or there was none, the coroutine completes with what was kept: one
///   `Result<Option<R>, ResumeError>` for each target, in their order, where `R` is what a target returns.
/// - `close` closes the targets that are left, in their order, and gives the same: `Ok(Some(returned))` or `Ok(None)`
///   as the target's own `close` answered, `Err(error)` for one that has refused. Before `prime` it drops them
///   without closing them, and answers `None`. So does a drop at any time: a target that waits at
///   [`try_recv!`](crate::try_recv) is told to close by its own drop, one that is only lent is not.
///
/// A target that panics takes all of them with it: the others are dropped, and the value does not reach the later
/// ones.
///
/// # Errors
///
/// Calling it cannot fail. A value is refused as by every coroutine: [`NotPrimed`](ResumeError::NotPrimed) before
/// `prime`, [`Finished`](ResumeError::Finished) after the last target's end and after `close`,
/// [`Poisoned`](ResumeError::Poisoned) after a panic of a target or of the value's `clone`. `close` is
/// [`IgnoredClose`](ResumeError::IgnoredClose) if a target ignores it: that target stays open, the others are closed,
/// and the next `close` goes to that one alone.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// #[coro::coroutine(recv = u32)]
/// fn sum_up_to(limit: u32) -> u32 {
///     let mut total: u32 = 0;
///     while total < limit {
///         match try_recv!() {
///             Ok(value) => total += value,
///             Err(Interrupt::Close) => break,
///         }
///     }
///     total
/// }
///
/// let mut all = coro::broadcast([sum_up_to(3), sum_up_to(100)]);
/// all.prime()?;
/// all.send_all([1, 2, 3])?; // the first one has enough before the last value
/// assert_eq!(all.close()?, Some(vec![Ok(Some(3)), Ok(Some(6))]));
/// # Ok::<(), ResumeError>(())
/// ```
pub fn broadcast<I: IntoIterator, R>(targets: I) -> Broadcast<I::Item, R> {
    Broadcast { state: Lifecycle::Created(targets.into_iter().map(Target::Open).collect()) }
}

/// The consumer that [`broadcast`] makes: of targets of type `T` that return an `R`.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// type Listener = Box<dyn for<'i> Coroutine<&'i str, Yield = (), Return = ()>>;
///
/// struct Log {
///     listeners: coro::Broadcast<Listener, ()>,
/// }
///
/// let listeners: Vec<Listener> = vec![
///     Box::new(coro::from_fn(|line: &str| println!("{line}"))),
///     Box::new(coro::from_fn(|line: &str| assert!(!line.contains("panic")))),
/// ];
/// let mut log = Log { listeners: coro::broadcast(listeners) };
/// log.listeners.prime()?;
/// log.listeners.send("all is well")?;
/// # Ok::<(), ResumeError>(())
/// ```
#[derive(Clone)]
#[must_use = "a coroutine runs nothing before it is primed"]
pub struct Broadcast<T, R> {
    state: Lifecycle<Vec<Target<T, R>>>,
}

/// What a target answered in the end.
type Answer<R> = Result<Option<R>, ResumeError>;

#[derive(Clone)]
enum Target<T, R> {
    Open(T),
    Ended(Answer<R>),
}

impl<T, R> Target<T, R> {
    fn is_open(&self) -> bool {
        match self {
            Self::Open(_) => true,
            Self::Ended(_) => false,
        }
    }

    /// What is kept of a target that has ended. One that is open has not answered.
    fn answer(self) -> Answer<R> {
        match self {
            Self::Open(_) => Ok(None),
            Self::Ended(answer) => answer,
        }
    }

    fn prime<In>(&mut self)
    where
        T: Consumer<In, Return = R>,
    {
        if let Self::Open(target) = self
            && target.status() != Status::Suspended
        {
            let resumed = target.prime();
            self.keep_end(resumed);
        }
    }

    fn send<In>(&mut self, value: In)
    where
        T: Consumer<In, Return = R>,
    {
        if let Self::Open(target) = self {
            let resumed = target.send(value);
            self.keep_end(resumed);
        }
    }

    fn close<In>(&mut self)
    where
        T: Consumer<In, Return = R>,
    {
        if let Self::Open(target) = self {
            match target.close() {
                Err(ResumeError::IgnoredClose) => {}
                answer => *self = Self::Ended(answer),
            }
        }
    }

    fn keep_end(&mut self, resumed: Result<CoroutineState<(), R>, ResumeError>) {
        match resumed {
            Ok(CoroutineState::Yielded(())) => {}
            Ok(CoroutineState::Complete(returned)) => *self = Self::Ended(Ok(Some(returned))),
            Err(error) => *self = Self::Ended(Err(error)),
        }
    }
}

fn answers<T, R>(targets: Vec<Target<T, R>>) -> Vec<Answer<R>> {
    targets.into_iter().map(Target::answer).collect()
}

/// Suspended while a target is open.
fn go_on<T, R>(targets: &mut Vec<Target<T, R>>) -> CoroutineState<(), Vec<Answer<R>>> {
    if targets.iter().any(Target::is_open) {
        CoroutineState::Yielded(())
    } else {
        CoroutineState::Complete(answers(mem::take(targets)))
    }
}

impl<In: Clone, T: Consumer<In, Return = R>, R> Coroutine<In> for Broadcast<T, R> {
    type Yield = ();
    type Return = Vec<Result<Option<R>, ResumeError>>;

    fn prime(&mut self) -> Result<CoroutineState<(), Self::Return>, ResumeError> {
        self.state.start(|targets| {
            targets.iter_mut().for_each(Target::prime::<In>);
            go_on(targets)
        })
    }

    fn send(&mut self, value: In) -> Result<CoroutineState<(), Self::Return>, ResumeError> {
        self.state.resume(|targets| {
            if let Some(last) = targets.iter().rposition(Target::is_open) {
                for target in &mut targets[..last] {
                    if target.is_open() {
                        target.send(value.clone());
                    }
                }
                targets[last].send(value);
            }
            go_on(targets)
        })
    }

    fn close(&mut self) -> Result<Option<Self::Return>, ResumeError> {
        self.state.close(|mut targets| {
            targets.iter_mut().for_each(Target::close::<In>);
            if targets.iter().any(Target::is_open) {
                return Err(targets);
            }
            Ok(Some(answers(targets)))
        })
    }

    fn status(&self) -> Status {
        self.state.status()
    }
}

// It asks nothing of the targets, as the other coroutines ask nothing of what they hold.
impl<T, R> fmt::Debug for Broadcast<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n_open = self.state.owned().map_or(0, |targets| targets.iter().filter(|t| t.is_open()).count());
        f.debug_struct("Broadcast")
            .field("status", &self.state.status())
            .field("open", &n_open)
            .finish_non_exhaustive()
    }
}
