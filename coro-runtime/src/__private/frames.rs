//! The frames of a coroutine that delegates to itself: the running one and its callers, innermost last.

use alloc::vec::Vec;
use core::{iter, mem};

use super::States;
use super::guard::{refused, take};
use crate::{CoroutineState, ResumeError, Status};

/// Where it goes on.
enum Next<A, R> {
    /// In a new frame, with these arguments.
    Down(A),
    /// In the caller of a frame that has returned this.
    Up(R),
}

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
pub struct Frames<'s, S: States, C> {
    /// Where the running frame stores its state.
    pub state: &'s mut S,
    /// The frames that wait for it, innermost last.
    pub callers: &'s mut Vec<C>,
}

impl<'s, S: States, C> Frames<'s, S, C> {
    /// Stands over frames that stay where they are.
    #[inline(always)]
    pub fn over(state: &'s mut S, callers: &'s mut Vec<C>) -> Self {
        Self { state, callers }
    }

    /// Runs frames until the one that has `floor` callers ends, or one hands a value out. `start` begins a frame, and
    /// `go_on` goes on with one that has waited for what another returned.
    ///
    /// The loops follow the body, as one would write them by hand: down through calls and up through returns, so that
    /// the optimiser never has to find out which of them a frame's outcome was.
    #[inline(always)]
    pub fn drive<Y, A, R>(
        self,
        outcome: CoroutineState<Suspended<Y, A>, R>,
        floor: usize,
        start: impl Fn(&mut S, &mut Vec<C>, A) -> CoroutineState<Suspended<Y, A>, R>,
        go_on: impl Fn(&mut S, &mut Vec<C>, C, R) -> CoroutineState<Suspended<Y, A>, R>,
    ) -> Result<CoroutineState<Y, R>, (Self, R)> {
        let mut next = match outcome {
            CoroutineState::Yielded(Suspended::Yielded(value)) => return Ok(self.yielded(value)),
            CoroutineState::Yielded(Suspended::Called(args)) => Next::Down(args),
            CoroutineState::Complete(value) => Next::Up(value),
        };
        'down: loop {
            let mut value = match next {
                Next::Down(mut args) => loop {
                    match start(self.state, self.callers, args) {
                        CoroutineState::Yielded(Suspended::Yielded(value)) => return Ok(self.yielded(value)),
                        CoroutineState::Yielded(Suspended::Called(inner)) => args = inner,
                        CoroutineState::Complete(value) => break value,
                    }
                },
                Next::Up(value) => value,
            };
            while self.callers.len() > floor
                && let Some(caller) = self.callers.pop()
            {
                match go_on(self.state, self.callers, caller, value) {
                    CoroutineState::Yielded(Suspended::Yielded(value)) => return Ok(self.yielded(value)),
                    CoroutineState::Yielded(Suspended::Called(args)) => {
                        next = Next::Down(args);
                        continue 'down;
                    }
                    CoroutineState::Complete(outer) => value = outer,
                }
            }
            return Err((self, value));
        }
    }

    /// A frame hands a value out.
    #[inline(always)]
    fn yielded<Y, R>(self, value: Y) -> CoroutineState<Y, R> {
        self.disarm();
        CoroutineState::Yielded(value)
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
    pub fn drop_all(state: &'s mut S, callers: &'s mut Vec<C>) {
        let frames = Self::over(state, callers);
        drop(take(frames.state));
        frames.end_callers();
    }
}

impl<S: States, C> Drop for Frames<'_, S, C> {
    #[cold]
    fn drop(&mut self) {
        *self.state = S::POISONED;
        drop_inner_first(self.callers);
    }
}

/// Puts a frame among the callers.
#[inline(always)]
pub fn push<C>(callers: &mut Vec<C>, caller: C) {
    #[cold]
    #[inline]
    fn grow<C>(callers: &mut Vec<C>, caller: C) {
        callers.extend(iter::once(caller));
    }
    if callers.len() < callers.capacity() {
        callers.push(caller);
    } else {
        grow(callers, caller);
    }
}

/// `Vec` itself drops outer frames first. A destructor that panics does not keep the others from running.
fn drop_inner_first<C>(callers: &mut Vec<C>) {
    struct GoOn<'c, C>(&'c mut Vec<C>);
    impl<C> Drop for GoOn<'_, C> {
        fn drop(&mut self) {
            drop_inner_first(self.0);
        }
    }
    if !mem::needs_drop::<C>() {
        return callers.clear();
    }
    while let Some(frame) = callers.pop() {
        let go_on = GoOn(callers);
        drop(frame);
        mem::forget(go_on);
    }
}
