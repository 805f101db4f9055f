//! The frames of a coroutine that delegates to itself: the running one and its callers, innermost last.

use alloc::vec::Vec;
use core::mem;

use super::States;
use super::guard::{refused, take};
use crate::{CoroutineState, ResumeError, Status};

/// How a frame stops without having ended.
#[derive(Debug)]
pub enum Suspended<Y, A> {
    /// It hands a value out.
    Yielded(Y),
    /// It has put itself among the callers and delegates to a new frame, which has these arguments.
    Called(A),
}

/// Stands over all frames while the body runs: poisons the machine and drops the callers, innermost first, unless it
/// is disarmed.
#[derive(Debug)]
pub struct Frames<'s, S: States> {
    /// Where the running frame stores its state.
    pub state: &'s mut S,
    /// The frames that wait for it, innermost last.
    pub callers: &'s mut Vec<S>,
}

impl<'s, S: States> Frames<'s, S> {
    /// Stands over frames that stay where they are.
    #[inline(always)]
    pub fn over(state: &'s mut S, callers: &'s mut Vec<S>) -> Self {
        Self { state, callers }
    }

    /// As [`Guard::refuse`](super::Guard::refuse).
    #[inline(always)]
    pub fn refuse<T>(self, error: ResumeError) -> Result<T, ResumeError> {
        let status = self.state.status();
        self.disarm();
        refused(status, error)
    }

    /// The outermost frame has ended.
    #[inline]
    pub fn finish(self) {
        *self.state = S::FINISHED;
        self.disarm();
    }

    /// The innermost frame ends where it is, then its callers.
    #[inline]
    pub fn close<R>(self) -> Result<Option<R>, ResumeError> {
        if let Status::Poisoned = self.state.status() {
            return self.refuse(ResumeError::Poisoned);
        }
        drop(take(self.state));
        self.end_callers();
        Ok(None)
    }

    /// The callers end where they are, innermost first, and with them the machine.
    pub fn end_callers(self) {
        drop_inner_first(self.callers);
        self.finish();
    }

    /// As [`Frames::end_callers`], after what the innermost frame has returned, which nobody looks at.
    pub fn end_callers_after<R>(self, returned: R) {
        drop(returned);
        self.end_callers();
    }

    /// What the innermost frame returns when an error is thrown into it where it does not look.
    #[inline]
    pub fn throw<Y, R>(
        self,
        returned: impl FnOnce() -> R,
    ) -> Result<(Self, CoroutineState<Y, R>), ResumeError> {
        if matches!(self.state.status(), Status::Finished | Status::Poisoned) {
            return self.refuse(ResumeError::Finished);
        }
        let returned = returned();
        drop(take(self.state));
        Ok((self, CoroutineState::Complete(returned)))
    }

    /// Every frame is in good order as it is.
    #[inline(always)]
    pub fn disarm(self) {
        mem::forget(self);
    }

    /// Drops the frames of a machine that is dropped.
    pub fn drop_all(state: &'s mut S, callers: &'s mut Vec<S>) {
        let frames = Self::over(state, callers);
        drop(take(frames.state));
        frames.end_callers();
    }
}

impl<S: States> Drop for Frames<'_, S> {
    fn drop(&mut self) {
        *self.state = S::POISONED;
        drop_inner_first(self.callers);
    }
}

/// `Vec` itself drops outer frames first. A destructor that panics does not keep the others from running.
fn drop_inner_first<S>(callers: &mut Vec<S>) {
    struct GoOn<'c, S>(&'c mut Vec<S>);
    impl<S> Drop for GoOn<'_, S> {
        fn drop(&mut self) {
            drop_inner_first(self.0);
        }
    }
    while let Some(frame) = callers.pop() {
        let go_on = GoOn(callers);
        drop(frame);
        mem::forget(go_on);
    }
}
