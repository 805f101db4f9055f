//! The plain-Rust side: the same tokens as an `async fn`, so that rustc itself decides what lives across a suspension.
//!
//! A suspension awaits a [`Handover`]. What is sent lies in a thread local meanwhile, so that the body needs no
//! argument for it. A close at a plain form is the drop of the future.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    fmt::Debug,
    future::Future,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use coro_runtime::{Interrupt, ResumeError, Status};

use crate::{
    effects::line,
    play::{Subject, guarded},
};

/// Names the received, the yielded and the thrown type for the suspension macros:
/// `{ attribute arguments } [recv] [yield] [throw]`.
macro_rules! exchanged_types {
    ({} [$recv:ty] [$yielded:ty] [$thrown:ty]) => {
        #[allow(unused_macros, reason = "not every body uses both types")]
        macro_rules! received {
            () => { $recv };
        }
        #[allow(unused_macros, reason = "not every body uses both types")]
        macro_rules! yielded {
            () => { $yielded };
        }
        #[allow(unused_macros, reason = "only some bodies see what is thrown")]
        macro_rules! thrown {
            () => { $thrown };
        }
    };
    ({ recv = $recv:ty $(, $($rest:tt)*)? } [$default:ty] [$yielded:ty] [$thrown:ty]) => {
        crate::oracle::exchanged_types!({ $($($rest)*)? } [$recv] [$yielded] [$thrown]);
    };
    ({ yield = $yielded:ty $(, $($rest:tt)*)? } [$recv:ty] [$default:ty] [$thrown:ty]) => {
        crate::oracle::exchanged_types!({ $($($rest)*)? } [$recv] [$yielded] [$thrown]);
    };
    ({ throw = $thrown:ty $(, $($rest:tt)*)? } [$recv:ty] [$yielded:ty] [$default:ty]) => {
        crate::oracle::exchanged_types!({ $($($rest)*)? } [$recv] [$yielded] [$thrown]);
    };
}
pub(crate) use exchanged_types;

/// The body as an `async fn` in a module of its own.
macro_rules! oracle {
    ($($body:tt)+) => {
        mod oracle {
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use super::*;
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use crate::oracle::suspensions::{recv, try_recv, try_yield, yield_, yield_from};

            pub(super) async $($body)+
        }
    };
}
pub(crate) use oracle;

/// An oracle for `body(arguments)`. The arguments wait outside the future until it is primed: a future that was never
/// polled drops them in the order of their declaration, and a function in the opposite one.
macro_rules! waiting {
    ($body:path, $($make:expr),*) => {{
        let held = crate::oracle::waiting!(@hold $($make),*);
        crate::oracle::Oracle::new(move || {
            let held = held;
            crate::oracle::waiting!(@call $body, held, [$($make),*])
        })
    }};
    (@hold) => { () };
    (@hold $first:expr $(, $rest:expr)*) => {
        crate::oracle::Held { first: $first, rest: crate::oracle::waiting!(@hold $($rest),*) }
    };
    (@call $body:path, $held:ident, [] $($bound:ident)*) => {{
        let () = $held;
        $body($($bound),*)
    }};
    (@call $body:path, $held:ident, [$made:expr $(, $rest:expr)*] $($bound:ident)*) => {{
        let crate::oracle::Held { first, rest } = $held;
        crate::oracle::waiting!(@call $body, rest, [$($rest),*] $($bound)* first)
    }};
}
pub(crate) use waiting;

/// Arguments that drop in reverse: the fields of a struct drop in the order of their declaration.
pub(crate) struct Held<First, Rest> {
    pub(crate) rest: Rest,
    pub(crate) first: First,
}

/// The suspension macros of the plain side. They mean their types' names at the place where they are used.
pub(crate) mod suspensions {
    macro_rules! recv {
        () => {
            crate::oracle::exchange::<received!(), yielded!()>(coro_runtime::Empty::empty()).await
        };
    }
    pub(crate) use recv;

    macro_rules! yield_ {
        ($value:expr) => {{
            let value: yielded!() = $value;
            crate::oracle::exchange::<received!(), yielded!()>(value).await
        }};
    }
    pub(crate) use yield_;

    #[allow(unused_macros, reason = "only some bodies see a close")]
    macro_rules! try_recv {
        () => {
            crate::oracle::try_exchange::<received!(), yielded!(), thrown!()>(coro_runtime::Empty::empty())
                .await
        };
    }
    pub(crate) use try_recv;

    #[allow(unused_macros, reason = "only some bodies see a close")]
    macro_rules! try_yield {
        ($value:expr) => {{
            let value: yielded!() = $value;
            crate::oracle::try_exchange::<received!(), yielded!(), thrown!()>(value).await
        }};
    }
    pub(crate) use try_yield;

    #[allow(unused_macros, reason = "only some bodies delegate")]
    macro_rules! yield_from {
        ($sub:expr) => {
            crate::oracle::Delegate::new($sub).await
        };
    }
    pub(crate) use yield_from;

    /// The forms that return what is thrown at them, in a body that says `throw = ..`.
    pub(crate) mod throwing {
        #[allow(unused_macros, reason = "a body may have no use for it")]
        macro_rules! recv {
            () => {
                crate::oracle::throwing_exchange::<received!(), yielded!(), thrown!()>(
                    coro_runtime::Empty::empty(),
                )
                .await?
            };
        }
        pub(crate) use recv;

        macro_rules! yield_ {
            ($value:expr) => {{
                let value: yielded!() = $value;
                crate::oracle::throwing_exchange::<received!(), yielded!(), thrown!()>(value).await?
            }};
        }
        pub(crate) use yield_;
    }
}

/// What a suspended body wakes up to.
enum Resumption {
    Sent(Box<dyn Any>),
    Thrown(Box<dyn Any>),
    Closed,
}

thread_local! {
    static RESUMPTION: RefCell<Option<Resumption>> = const { RefCell::new(None) };
    /// Whether the last suspension was a `try_` form, which sees a close.
    static SEES_CLOSE: Cell<bool> = const { Cell::new(false) };
    /// What a closing body hands out is seen by no one.
    static CLOSING: Cell<bool> = const { Cell::new(false) };
    /// A body that was delegated to has ended on a close: the others end where they are.
    static ENDED: Cell<bool> = const { Cell::new(false) };
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
        if !CLOSING.get() {
            line(format_args!("yielded {value:?}"));
            // The caller drops what it is given, and its panic is not one of the body.
            guarded(|| drop(value));
        }
        Poll::Pending
    }
}

/// `recv!()` and `yield_!(value)`.
pub(crate) async fn exchange<In: 'static, Y: Debug>(value: Y) -> In {
    match (Handover { value: Some(value), sees_close: false }).await {
        Resumption::Sent(value) => received_as(value),
        Resumption::Thrown(_) => unreachable!("nothing is thrown into a body that cannot take it"),
        Resumption::Closed => unreachable!("a body that does not see the close is dropped"),
    }
}

/// `recv!()` and `yield_!(value)` where errors can be thrown.
pub(crate) async fn throwing_exchange<In: 'static, Y: Debug, E: 'static>(value: Y) -> Result<In, E> {
    match (Handover { value: Some(value), sees_close: false }).await {
        Resumption::Sent(value) => Ok(received_as(value)),
        Resumption::Thrown(error) => Err(received_as(error)),
        Resumption::Closed => unreachable!("a body that does not see the close is dropped"),
    }
}

/// `try_recv!()` and `try_yield!(value)`.
#[allow(dead_code, reason = "only some bodies see a close")]
pub(crate) async fn try_exchange<In: 'static, Y: Debug, E: 'static>(value: Y) -> Result<In, Interrupt<E>> {
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
pub(crate) struct Delegate<F> {
    sub: Pin<Box<F>>,
    is_suspended: bool,
}

impl<F> Delegate<F> {
    /// On the heap, because a body may delegate to itself.
    pub(crate) fn new(sub: F) -> Self {
        Delegate { sub: Box::pin(sub), is_suspended: false }
    }
}

impl<F: Future> Future for Delegate<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        // One that starts while its caller is being closed may well end, and its caller goes on.
        let is_closed = self.is_suspended && CLOSING.get();
        let polled = self.sub.as_mut().poll(context);
        self.is_suspended = polled.is_pending();
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

/// Drives a body that rustc has lowered.
pub(crate) struct Oracle<S: FnOnce() -> F, F: Future<Output: Debug>> {
    start: Option<S>,
    future: Option<Pin<Box<F>>>,
    status: Status,
}

impl<S: FnOnce() -> F, F: Future<Output: Debug>> Oracle<S, F> {
    pub(crate) fn new(start: S) -> Self {
        Oracle { start: Some(start), future: None, status: Status::Created }
    }

    /// The status is Poisoned for as long as the body runs, so that a panic leaves it so.
    fn poll(&mut self) -> Option<F::Output> {
        self.status = Status::Poisoned;
        let future = self.future.as_mut().expect("a live body has its future");
        match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => {
                self.status = Status::Suspended;
                None
            }
            Poll::Ready(returned) => {
                self.future = None;
                self.status = Status::Finished;
                Some(returned)
            }
        }
    }

    fn resume(&mut self) {
        if let Some(returned) = self.poll() {
            line(format_args!("returned {returned:?}"));
            guarded(|| drop(returned));
        }
    }

    fn poll_closing(&mut self) -> Option<F::Output> {
        RESUMPTION.set(Some(Resumption::Closed));
        CLOSING.set(true);
        ENDED.set(false);
        let _reset = OnDrop(|| CLOSING.set(false));
        self.poll()
    }

    fn sees_close(&self) -> bool {
        self.status == Status::Suspended && SEES_CLOSE.get()
    }
}

impl<S: FnOnce() -> F, F: Future<Output = Result<T, X>>, T: Debug, X: Debug> Oracle<S, F> {
    /// An error goes where a value goes, except that a body that has not started never will.
    pub(crate) fn throw<E: Into<X> + 'static>(&mut self, error: E) {
        let refused = match self.status {
            Status::Suspended => {
                RESUMPTION.set(Some(Resumption::Thrown(Box::new(error))));
                return self.resume();
            }
            Status::Created => {
                self.status = Status::Poisoned;
                let returned = Err::<T, X>(error.into());
                drop(self.start.take());
                self.status = Status::Finished;
                line(format_args!("returned {returned:?}"));
                return guarded(|| drop(returned));
            }
            Status::Finished => ResumeError::Finished,
            Status::Poisoned => ResumeError::Poisoned,
        };
        drop(error);
        refuse(refused);
    }
}

impl<S: FnOnce() -> F, F: Future<Output: Debug>, In: 'static> Subject<In> for Oracle<S, F> {
    fn prime(&mut self) {
        match self.status {
            Status::Created => {
                self.future = self.start.take().map(|start| Box::pin(start()));
                self.resume();
            }
            Status::Suspended => refuse(ResumeError::AlreadyPrimed),
            Status::Finished => refuse(ResumeError::Finished),
            Status::Poisoned => refuse(ResumeError::Poisoned),
        }
    }

    fn send(&mut self, value: In) {
        let error = match self.status {
            Status::Suspended => {
                RESUMPTION.set(Some(Resumption::Sent(Box::new(value))));
                return self.resume();
            }
            Status::Created => ResumeError::NotPrimed,
            Status::Finished => ResumeError::Finished,
            Status::Poisoned => ResumeError::Poisoned,
        };
        drop(value);
        refuse(error);
    }

    fn close(&mut self) {
        if self.status == Status::Poisoned {
            return refuse(ResumeError::Poisoned);
        }
        if self.sees_close() {
            match self.poll_closing() {
                None if ENDED.get() => {}
                None => return refuse(ResumeError::IgnoredClose),
                Some(returned) => {
                    line(format_args!("closed {:?}", Some(&returned)));
                    return guarded(|| drop(returned));
                }
            }
        }
        self.status = Status::Poisoned;
        drop(self.start.take());
        drop(self.future.take());
        self.status = Status::Finished;
        line(format_args!("closed {:?}", None::<F::Output>));
    }

    fn status(&self) -> Status {
        self.status
    }
}

fn refuse(error: ResumeError) {
    line(format_args!("refused {error:?}"));
}

/// Dropping a coroutine closes it.
impl<S: FnOnce() -> F, F: Future<Output: Debug>> Drop for Oracle<S, F> {
    fn drop(&mut self) {
        if self.sees_close() {
            drop(self.poll_closing());
        }
    }
}

struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
