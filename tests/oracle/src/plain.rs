//! The plain-Rust side: the same tokens as an `async fn`, so that rustc itself decides what lives across a suspension.
//!
//! A suspension awaits a `Handover`. What is sent lies in a thread local meanwhile, so that the body needs no
//! argument for it. A close at a plain form is the drop of the future.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    fmt::Debug,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    task::{Context, Poll, Waker},
};

use coro_runtime::{Interrupt, ResumeError, Status};

use crate::{
    effects::line,
    play::{Boxed, Copying, Subject, guarded},
};

/// Names the received, the yielded and the thrown type for the suspension macros:
/// `{ attribute arguments } [recv] [yield] [throw]`.
#[macro_export]
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
        $crate::exchanged_types!({ $($($rest)*)? } [$recv] [$yielded] [$thrown]);
    };
    ({ yield = $yielded:ty $(, $($rest:tt)*)? } [$recv:ty] [$default:ty] [$thrown:ty]) => {
        $crate::exchanged_types!({ $($($rest)*)? } [$recv] [$yielded] [$thrown]);
    };
    ({ throw = $thrown:ty $(, $($rest:tt)*)? } [$recv:ty] [$yielded:ty] [$default:ty]) => {
        $crate::exchanged_types!({ $($($rest)*)? } [$recv] [$yielded] [$thrown]);
    };
}

/// The body as an `async fn` in a module of its own.
#[macro_export]
macro_rules! oracle {
    ($($body:tt)+) => {
        mod oracle {
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use super::*;
            #[allow(unused_imports, reason = "not every body uses all of them")]
            use $crate::plain::suspensions::{recv, try_recv, try_yield, yield_, yield_from};

            pub(super) async $($body)+
        }
    };
}

/// An oracle for `body(arguments)`. The arguments wait outside the future until it is primed: a future that was never
/// polled drops them in the order of their declaration, and a function in the opposite one.
#[macro_export]
macro_rules! waiting {
    ($body:path, $($make:expr),*) => {{
        let held = $crate::waiting!(@hold $($make),*);
        $crate::plain::Oracle::new(move || {
            let held = held;
            $crate::waiting!(@call $body, held, [$($make),*])
        })
    }};
    (@hold) => { () };
    (@hold $first:expr $(, $rest:expr)*) => {
        $crate::plain::Held { first: $first, rest: $crate::waiting!(@hold $($rest),*) }
    };
    (@call $body:path, $held:ident, [] $($bound:ident)*) => {{
        let () = $held;
        $body($($bound),*)
    }};
    (@call $body:path, $held:ident, [$made:expr $(, $rest:expr)*] $($bound:ident)*) => {{
        let $crate::plain::Held { first, rest } = $held;
        $crate::waiting!(@call $body, rest, [$($rest),*] $($bound)* first)
    }};
}

/// Arguments that drop in reverse: the fields of a struct drop in the order of their declaration.
pub struct Held<First, Rest> {
    /// Those that come behind it.
    pub rest: Rest,
    /// The one that drops last.
    pub first: First,
}

/// The suspension macros of the plain side. They mean their types' names at the place where they are used.
pub mod suspensions {
    pub use crate::{
        plain_recv as recv, plain_try_recv as try_recv, plain_try_yield as try_yield, plain_yield as yield_,
        plain_yield_from as yield_from,
    };

    /// The forms that return what is thrown at them, in a body that says `throw = ..`.
    pub mod throwing {
        pub use crate::{throwing_recv as recv, throwing_yield as yield_};
    }
}

#[doc(hidden)]
#[macro_export]
macro_rules! plain_recv {
    () => {
        $crate::plain::exchange::<received!(), yielded!()>(coro_runtime::Empty::empty()).await
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! plain_yield {
    ($value:expr) => {{
        let value: yielded!() = $value;
        $crate::plain::exchange::<received!(), yielded!()>(value).await
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! plain_try_recv {
    () => {
        $crate::plain::try_exchange::<received!(), yielded!(), thrown!()>(coro_runtime::Empty::empty()).await
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! plain_try_yield {
    ($value:expr) => {{
        let value: yielded!() = $value;
        $crate::plain::try_exchange::<received!(), yielded!(), thrown!()>(value).await
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! plain_yield_from {
    ($sub:expr) => {
        $crate::plain::Delegate::new($sub).await
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! throwing_recv {
    () => {
        $crate::plain::throwing_exchange::<received!(), yielded!(), thrown!()>(coro_runtime::Empty::empty())
            .await?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! throwing_yield {
    ($value:expr) => {{
        let value: yielded!() = $value;
        $crate::plain::throwing_exchange::<received!(), yielded!(), thrown!()>(value).await?
    }};
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
    /// The panic of a value that a closing body hands out, and that nobody looks at.
    static DISCARDED: RefCell<Option<Box<dyn Any + Send>>> = const { RefCell::new(None) };
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
fn closing<R>(poll: impl FnOnce() -> R) -> R {
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

/// Drives a body that rustc has lowered.
pub struct Oracle<R> {
    start: Option<Start<R>>,
    future: Option<Lowered<R>>,
    status: Status,
}

type Lowered<R> = Pin<Box<dyn Future<Output = R>>>;
type Start<R> = Box<dyn FnOnce() -> Lowered<R>>;

impl<R> Oracle<R> {
    /// `start` is called when it is primed.
    pub fn new<F: Future<Output = R> + 'static>(start: impl FnOnce() -> F + 'static) -> Self {
        Oracle { start: Some(Box::new(|| Box::pin(start()))), future: None, status: Status::Created }
    }

    /// The status is Poisoned for as long as the body runs, so that a panic leaves it so.
    fn poll(&mut self) -> Option<R> {
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

    fn resume(&mut self)
    where
        R: Debug,
    {
        if let Some(returned) = self.poll() {
            line(format_args!("returned {returned:?}"));
            guarded(|| drop(returned));
        }
    }

    fn sees_close(&self) -> bool {
        self.status == Status::Suspended && SEES_CLOSE.get()
    }
}

impl<T: Debug, X: Debug> Oracle<Result<T, X>> {
    /// An error goes where a value goes, except that a body that has not started never will.
    pub fn throw<E: Into<X> + 'static>(&mut self, error: E) {
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

impl<R: Debug + 'static, In: 'static> Subject<In> for Oracle<R> {
    fn prime(&mut self) {
        match self.status {
            Status::Created => {
                self.future = self.start.take().map(|start| start());
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
            match closing(|| self.poll()) {
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
        line(format_args!("closed {:?}", None::<R>));
    }

    fn status(&self) -> Status {
        self.status
    }

    fn moved(self: Box<Self>) -> Boxed<In> {
        self
    }

    fn copied(&self, _: Copying) -> Option<Boxed<In>> {
        None
    }
}

fn refuse(error: ResumeError) {
    line(format_args!("refused {error:?}"));
}

/// Dropping a coroutine closes it.
impl<R> Drop for Oracle<R> {
    fn drop(&mut self) {
        if self.sees_close() {
            drop(closing(|| self.poll()));
        }
    }
}

struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
