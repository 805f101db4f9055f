//! What a suspension of the plain side awaits: it hands a value out, and wakes up to what is sent, thrown or closed.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    fmt::Debug,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    task::{Context, Poll, Waker},
};

use coro_runtime::Interrupt;

use crate::{effects::line, play::guarded};

/// What a suspended body wakes up to.
pub(super) enum Resumption {
    Sent(Box<dyn Any>),
    Thrown(Box<dyn Any>),
    Closed,
}

thread_local! {
    pub(super) static RESUMPTION: RefCell<Option<Resumption>> = const { RefCell::new(None) };
    /// Whether the last suspension was a `try_` form, which sees a close.
    pub(super) static SEES_CLOSE: Cell<bool> = const { Cell::new(false) };
    /// What a closing body hands out is seen by no one.
    static CLOSING: Cell<bool> = const { Cell::new(false) };
    /// The panic of a value that a closing body hands out, and that nobody looks at.
    static DISCARDED: RefCell<Option<Box<dyn Any + Send>>> = const { RefCell::new(None) };
    /// A body that was delegated to has ended on a close: the others end where they are.
    pub(super) static ENDED: Cell<bool> = const { Cell::new(false) };
}

/// Hands `value` out when it is first polled, and is ready when it is polled again.
struct Handover<Y> {
    value: Option<Y>,
    sees_close: bool,
}

// The value is moved out and never pinned.
impl<Y> Unpin for Handover<Y> {}

impl<Y: Debug> Future for Handover<Y> {
    type Output = Resumption;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Resumption> {
        let Some(value) = self.value.take() else {
            let resumption = RESUMPTION.take().expect("a suspended body is resumed with something");
            return Poll::Ready(resumption);
        };
        SEES_CLOSE.set(self.sees_close);
        // The caller drops what it is given, and its panic is not one of the body.
        if CLOSING.get() {
            DISCARDED.set(catch_unwind(AssertUnwindSafe(|| drop(value))).err());
        } else {
            line(format_args!("yielded {value:?}"));
            guarded(|| drop(value));
        }
        Poll::Pending
    }
}

/// `recv!()` and `yield_!(value)`.
pub async fn exchange<In: 'static, Y: Debug>(value: Y) -> In {
    match (Handover { value: Some(value), sees_close: false }).await {
        Resumption::Sent(value) => received_as(value),
        Resumption::Thrown(_) => unreachable!("nothing is thrown into a body that cannot take it"),
        Resumption::Closed => unreachable!("a body that does not see the close is dropped"),
    }
}

/// `recv!()` and `yield_!(value)` where errors can be thrown.
pub async fn throwing_exchange<In: 'static, Y: Debug, E: 'static>(value: Y) -> Result<In, E> {
    match (Handover { value: Some(value), sees_close: false }).await {
        Resumption::Sent(value) => Ok(received_as(value)),
        Resumption::Thrown(error) => Err(received_as(error)),
        Resumption::Closed => unreachable!("a body that does not see the close is dropped"),
    }
}

/// `try_recv!()` and `try_yield!(value)`.
pub async fn try_exchange<In: 'static, Y: Debug, E: 'static>(value: Y) -> Result<In, Interrupt<E>> {
    match (Handover { value: Some(value), sees_close: true }).await {
        Resumption::Sent(value) => Ok(received_as(value)),
        Resumption::Thrown(error) => Err(Interrupt::Throw(received_as(error))),
        Resumption::Closed => Err(Interrupt::Close),
    }
}

fn received_as<In: 'static>(value: Box<dyn Any>) -> In {
    *value.downcast().expect("the harness sends the type that the body receives")
}

/// `yield_from!(sub)`: awaits `sub`, but does not go on behind one that has ended on a close.
pub struct Delegate<F: Future> {
    sub: Pin<Box<F>>,
    is_suspended: bool,
}

impl<F: Future> Delegate<F> {
    /// On the heap, because a body may delegate to itself.
    pub fn new(sub: F) -> Self {
        Delegate { sub: Box::pin(sub), is_suspended: false }
    }
}

impl<F: Future> Future for Delegate<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        // One that starts while its caller is being closed may well end, and its caller goes on.
        // While it runs it is not suspended: nobody closes what panics.
        let is_closed = std::mem::take(&mut self.is_suspended) && CLOSING.get();
        let polled = self.sub.as_mut().poll(context);
        self.is_suspended = polled.is_pending();
        // What an inner one that is closed hands out is dropped by the outer one.
        if is_closed && let Some(panic) = DISCARDED.take() {
            resume_unwind(panic);
        }
        match polled {
            Poll::Ready(discarded) if is_closed => {
                drop(discarded);
                ENDED.set(true);
                Poll::Pending
            }
            polled => polled,
        }
    }
}

/// What is delegated to is a coroutine, and dropping a coroutine closes it, once more where a close has been ignored.
impl<F: Future> Drop for Delegate<F> {
    fn drop(&mut self) {
        if self.is_suspended && SEES_CLOSE.get() {
            let closed = closing(|| self.sub.as_mut().poll(&mut Context::from_waker(Waker::noop())));
            drop(closed);
        }
    }
}

/// Does something in which a body that waits is told that it is closed.
pub(super) fn closing<R>(poll: impl FnOnce() -> R) -> R {
    RESUMPTION.set(Some(Resumption::Closed));
    CLOSING.set(true);
    ENDED.set(false);
    let closed = {
        let _reset = OnDrop(|| CLOSING.set(false));
        poll()
    };
    if let Some(panic) = DISCARDED.take() {
        resume_unwind(panic);
    }
    closed
}

struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
