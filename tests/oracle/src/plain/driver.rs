//! Primes, resumes and closes a body of the plain side.

use std::{
    fmt::Debug,
    future::Future,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use coro_runtime::{ResumeError, Status};

use super::handover::{ENDED, RESUMPTION, Resumption, SEES_CLOSE, closing};
use crate::{
    effects::line,
    play::{Boxed, Copying, Subject, guarded},
};

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
