//! The engine of `boxed` machines: a body that rustc lowered to a future, polled by hand.
//!
//! Nothing waits for anything here. Between the machine and its body lies one place, the [`Channel`], through which a
//! value goes in either direction: the machine puts in what it is resumed with and polls the body once; the body takes
//! it, runs to its next suspension, puts in what it hands out and is pending. A machine whose body is pending without
//! having handed anything out awaits something else: nobody would wake it, so it ends.
//!
//! The laws are kept by the machine. The body is not polled before it is primed, after its end or after a panic, and a
//! close or a throw reaches it only where it looks: anywhere else it is dropped where it is suspended, which drops its
//! locals in their order.

mod delegation;

use alloc::boxed::Box;
use alloc::rc::Rc;
use core::cell::Cell;
use core::convert::Infallible;
use core::fmt;
use core::future::Future;
use core::marker::PhantomData;
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

pub use delegation::*;

use super::Thrown;
use crate::{CoroutineState, Interrupt, ResumeError, Status};

/// The body of a machine that stays on its thread.
pub type Body<'b, R> = dyn Future<Output = R> + 'b;

/// The body of a machine that may be sent to another thread.
pub type SendBody<'b, R> = dyn Future<Output = R> + Send + 'b;

/// What lies between a machine and its body.
#[derive(Debug)]
pub enum Passed<In, Y, E> {
    Nothing,
    /// The machine was sent this.
    Sent(In),
    /// The machine was thrown this.
    Thrown(E),
    /// The machine is being closed.
    Close,
    /// The body is suspended there and hands this out.
    Handed(Y, Point),
    /// The body delegates to a coroutine that ignored the close.
    Ignored,
    /// The coroutine that the body delegates to has ended on a close: so does the body.
    Ended,
}

/// Where a body is suspended.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    line: u32,
    sees: Sees,
}

/// What reaches a body besides the values that are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sees {
    /// Nothing: it ends where it is.
    Nothing,
    /// Closes and throws, and it answers.
    Interrupts,
    /// Closes and throws, for the coroutine that it delegates to.
    Delegate,
}

/// The place between a machine and its body; a clone is the same place.
pub trait Channel: Clone {
    type In;
    type Yield;
    type Thrown;

    fn new() -> Self;

    /// Puts something in, and takes out what was there.
    fn pass(&self, passed: PassedBy<Self>) -> PassedBy<Self>;
}

/// What goes through the channel `C`.
pub type PassedBy<C> = Passed<<C as Channel>::In, <C as Channel>::Yield, <C as Channel>::Thrown>;

/// The channel of a machine that stays on its thread.
pub struct Local<In, Y, E = Infallible>(Rc<Cell<Passed<In, Y, E>>>);

impl<In, Y, E> Clone for Local<In, Y, E> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<In, Y, E> Channel for Local<In, Y, E> {
    type In = In;
    type Yield = Y;
    type Thrown = E;

    fn new() -> Self {
        Self(Rc::new(Cell::new(Passed::Nothing)))
    }

    #[inline]
    fn pass(&self, passed: PassedBy<Self>) -> PassedBy<Self> {
        self.0.replace(passed)
    }
}

#[cfg(feature = "std")]
mod shared {
    use alloc::sync::Arc;
    use core::convert::Infallible;
    use core::mem;
    use std::sync::{Mutex, PoisonError};

    use super::{Channel, Passed, PassedBy};

    /// The channel of a machine that may be sent to another thread.
    pub struct Shared<In, Y, E = Infallible>(Arc<Mutex<Passed<In, Y, E>>>);

    impl<In, Y, E> Clone for Shared<In, Y, E> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<In, Y, E> Channel for Shared<In, Y, E> {
        type In = In;
        type Yield = Y;
        type Thrown = E;

        fn new() -> Self {
            Self(Arc::new(Mutex::new(Passed::Nothing)))
        }

        // The machine and its body run in turns, so that nobody ever waits for the lock.
        #[inline]
        fn pass(&self, passed: PassedBy<Self>) -> PassedBy<Self> {
            mem::replace(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), passed)
        }
    }
}

#[cfg(feature = "std")]
pub use shared::Shared;

/// `recv!()` and `yield_!(value)`, in the body.
#[inline]
pub fn handed<C: Channel>(channel: &C, value: C::Yield, line: u32) -> Wait<'_, C, Plain> {
    channel.pass(Passed::Handed(value, Point { line, sees: Sees::Nothing }));
    Wait::new(channel)
}

/// `try_recv!()` and `try_yield!(value)`, in the body.
#[inline]
pub fn try_handed<C: Channel>(channel: &C, value: C::Yield, line: u32) -> Wait<'_, C, Tried> {
    channel.pass(Passed::Handed(value, Point { line, sees: Sees::Interrupts }));
    Wait::new(channel)
}

/// Is pending when it is polled first, and then what the machine is resumed with.
#[must_use = "a body that does not wait is not suspended"]
pub struct Wait<'c, C, K> {
    channel: &'c C,
    is_waiting: bool,
    kind: PhantomData<fn() -> K>,
}

impl<'c, C, K> Wait<'c, C, K> {
    #[inline]
    fn new(channel: &'c C) -> Self {
        Self { channel, is_waiting: false, kind: PhantomData }
    }
}

impl<C: Channel, K: Kind<C>> Future for Wait<'_, C, K> {
    type Output = K::Answer;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<K::Answer> {
        if !mem::replace(&mut self.is_waiting, true) {
            return Poll::Pending;
        }
        K::answer(self.channel.pass(Passed::Nothing)).map_or(Poll::Pending, Poll::Ready)
    }
}

/// What a suspension makes of what the machine is resumed with.
pub trait Kind<C: Channel> {
    type Answer;

    /// `None` if this is nothing to be resumed with.
    fn answer(passed: PassedBy<C>) -> Option<Self::Answer>;
}

/// Only values come through.
#[derive(Debug)]
pub struct Plain;

impl<C: Channel> Kind<C> for Plain {
    type Answer = C::In;

    #[inline]
    fn answer(passed: PassedBy<C>) -> Option<C::In> {
        match passed {
            Passed::Sent(value) => Some(value),
            Passed::Nothing
            | Passed::Thrown(_)
            | Passed::Close
            | Passed::Handed(..)
            | Passed::Ignored
            | Passed::Ended => None,
        }
    }
}

/// The body looks at closes and throws.
#[derive(Debug)]
pub struct Tried;

impl<C: Channel> Kind<C> for Tried {
    type Answer = Result<C::In, Interrupt<C::Thrown>>;

    #[inline]
    fn answer(passed: PassedBy<C>) -> Option<Self::Answer> {
        match passed {
            Passed::Sent(value) => Some(Ok(value)),
            Passed::Thrown(error) => Some(Err(Interrupt::Throw(error))),
            Passed::Close => Some(Err(Interrupt::Close)),
            Passed::Nothing | Passed::Handed(..) | Passed::Ignored | Passed::Ended => None,
        }
    }
}

/// Where the machine stands.
#[derive(Clone, Copy, Debug)]
enum At {
    Created,
    Suspended(Point),
    Finished,
    Poisoned,
}

/// A machine: its body, and what the laws need to know.
pub struct Boxed<C: Channel, B: Future + ?Sized> {
    /// `None` once it has ended.
    body: Option<Pin<Box<B>>>,
    channel: C,
    at: At,
}

/// How a body answered a resume.
enum Answer<C: Channel, R> {
    Handed(C::Yield),
    Returned(R),
    Ignored,
    Ended,
}

impl<C: Channel, B: Future + ?Sized> Boxed<C, B> {
    /// The body is suspended at its beginning.
    pub fn new(channel: C, body: Pin<Box<B>>) -> Self {
        Self { body: Some(body), channel, at: At::Created }
    }

    pub fn status(&self) -> Status {
        match self.at {
            At::Created => Status::Created,
            At::Suspended(_) => Status::Suspended,
            At::Finished => Status::Finished,
            At::Poisoned => Status::Poisoned,
        }
    }

    /// `Grep { status: Suspended, line: 7 }`
    pub fn fmt_as(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct(name);
        debug.field("status", &self.status());
        if let At::Suspended(Point { line, .. }) = self.at {
            debug.field("line", &line);
        }
        debug.finish()
    }

    /// Why this cannot be done; `error` is for a machine that is still alive.
    fn refusal(&self, error: ResumeError) -> ResumeError {
        match self.at {
            At::Created | At::Suspended(_) => error,
            At::Finished => ResumeError::Finished,
            At::Poisoned => ResumeError::Poisoned,
        }
    }

    #[inline]
    pub fn prime(&mut self) -> Result<CoroutineState<C::Yield, B::Output>, ResumeError> {
        match self.at {
            At::Created => self.resume(Passed::Nothing),
            At::Suspended(_) | At::Finished | At::Poisoned => Err(self.refusal(ResumeError::AlreadyPrimed)),
        }
    }

    #[inline]
    pub fn send(&mut self, value: C::In) -> Result<CoroutineState<C::Yield, B::Output>, ResumeError> {
        match self.at {
            At::Suspended(_) => self.resume(Passed::Sent(value)),
            At::Created | At::Finished | At::Poisoned => Err(self.refusal(ResumeError::NotPrimed)),
        }
    }

    pub fn throw(&mut self, error: C::Thrown) -> Result<CoroutineState<C::Yield, B::Output>, ResumeError>
    where
        B::Output: Thrown<C::Thrown>,
    {
        match self.at {
            At::Suspended(Point { sees: Sees::Interrupts | Sees::Delegate, .. }) => {
                self.resume(Passed::Thrown(error))
            }
            At::Created | At::Suspended(Point { sees: Sees::Nothing, .. }) => {
                self.at = At::Poisoned;
                let body = self.body.take();
                let returned = B::Output::thrown(error);
                drop(body);
                self.at = At::Finished;
                Ok(CoroutineState::Complete(returned))
            }
            At::Finished => Err(ResumeError::Finished),
            At::Poisoned => Err(ResumeError::Poisoned),
        }
    }

    pub fn close(&mut self) -> Result<Option<B::Output>, ResumeError> {
        match self.at {
            At::Suspended(Point { sees: Sees::Interrupts | Sees::Delegate, .. }) => {
                match self.poll(Passed::Close)? {
                    Answer::Returned(returned) => Ok(Some(returned)),
                    Answer::Handed(_) | Answer::Ignored => Err(ResumeError::IgnoredClose),
                    Answer::Ended => {
                        self.end();
                        Ok(None)
                    }
                }
            }
            At::Created | At::Suspended(Point { sees: Sees::Nothing, .. }) => {
                self.end();
                Ok(None)
            }
            At::Finished => Ok(None),
            At::Poisoned => Err(ResumeError::Poisoned),
        }
    }

    /// The body ends where it is.
    fn end(&mut self) {
        self.at = At::Poisoned;
        drop(self.body.take());
        self.at = At::Finished;
    }

    #[inline]
    fn resume(&mut self, with: PassedBy<C>) -> Result<CoroutineState<C::Yield, B::Output>, ResumeError> {
        match self.poll(with)? {
            Answer::Handed(value) => Ok(CoroutineState::Yielded(value)),
            Answer::Returned(returned) => Ok(CoroutineState::Complete(returned)),
            Answer::Ignored | Answer::Ended => unreachable!("a body ignores or follows closes alone"),
        }
    }

    /// Runs the body to its next suspension. One that panics leaves a poisoned machine.
    #[inline]
    fn poll(&mut self, with: PassedBy<C>) -> Result<Answer<C, B::Output>, ResumeError> {
        let was_at = mem::replace(&mut self.at, At::Poisoned);
        let Some(body) = &mut self.body else { return Err(ResumeError::Poisoned) };
        self.channel.pass(with);
        if let Poll::Ready(returned) = body.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            self.body = None;
            self.at = At::Finished;
            return Ok(Answer::Returned(returned));
        }
        match self.channel.pass(Passed::Nothing) {
            Passed::Handed(value, point) => {
                self.at = At::Suspended(point);
                Ok(Answer::Handed(value))
            }
            Passed::Ignored => {
                self.at = was_at;
                Ok(Answer::Ignored)
            }
            Passed::Ended => Ok(Answer::Ended),
            Passed::Nothing | Passed::Sent(_) | Passed::Thrown(_) | Passed::Close => {
                self.body = None;
                Err(ResumeError::Awaited)
            }
        }
    }
}

/// Dropping a machine that waits at a `try_` form closes it. Any other body is just dropped.
impl<C: Channel, B: Future + ?Sized> Drop for Boxed<C, B> {
    fn drop(&mut self) {
        if let At::Suspended(Point { sees: Sees::Interrupts, .. }) = self.at {
            let _ = self.close();
        }
    }
}
