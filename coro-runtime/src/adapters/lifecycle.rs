//! Where an adapter stands, and what it owns while it is alive.
//!
//! It is the state enum of a generated machine with a single suspension point, so the laws are kept in one place.

use core::mem;

use crate::{CoroutineState, ResumeError, Status};

/// The state of an adapter that owns a `T` until its end.
#[derive(Clone)]
pub(super) enum Lifecycle<T> {
    Created(T),
    Suspended(T),
    Finished,
    Poisoned,
}

impl<T> Lifecycle<T> {
    pub(super) fn status(&self) -> Status {
        match self {
            Self::Created(_) => Status::Created,
            Self::Suspended(_) => Status::Suspended,
            Self::Finished => Status::Finished,
            Self::Poisoned => Status::Poisoned,
        }
    }

    /// What is owned, before the end.
    pub(super) fn owned(&self) -> Option<&T> {
        match self {
            Self::Created(owned) | Self::Suspended(owned) => Some(owned),
            Self::Finished | Self::Poisoned => None,
        }
    }

    /// Runs `body` if nothing has run before: [`prime`](crate::Coroutine::prime).
    pub(super) fn start<Y, R>(
        &mut self,
        body: impl FnOnce(&mut T) -> CoroutineState<Y, R>,
    ) -> Result<CoroutineState<Y, R>, ResumeError> {
        match mem::replace(self, Self::Poisoned) {
            Self::Created(owned) => *self = Self::Suspended(owned),
            Self::Suspended(owned) => {
                *self = Self::Suspended(owned);
                return Err(ResumeError::AlreadyPrimed);
            }
            Self::Finished => {
                *self = Self::Finished;
                return Err(ResumeError::Finished);
            }
            Self::Poisoned => return Err(ResumeError::Poisoned),
        }
        self.resume(body)
    }

    /// Runs `body` if it is suspended: [`send`](crate::Coroutine::send). What is owned stays where it is meanwhile.
    #[inline]
    pub(super) fn resume<Y, R>(
        &mut self,
        body: impl FnOnce(&mut T) -> CoroutineState<Y, R>,
    ) -> Result<CoroutineState<Y, R>, ResumeError> {
        let guard = Guard(self);
        let result = match &mut *guard.0 {
            Self::Suspended(owned) => Ok(body(owned)),
            Self::Created(_) => Err(ResumeError::NotPrimed),
            Self::Finished => Err(ResumeError::Finished),
            Self::Poisoned => Err(ResumeError::Poisoned),
        };
        if let Ok(CoroutineState::Complete(_)) = &result {
            // A destructor that panics is a panic of the body.
            drop(mem::replace(guard.0, Self::Poisoned));
            *guard.0 = Self::Finished;
        }
        mem::forget(guard);
        result
    }

    /// Ends it: [`close`](crate::Coroutine::close). `end` is asked if it is suspended, and hands back what it was
    /// given if it has to stay alive.
    pub(super) fn close<R>(
        &mut self,
        end: impl FnOnce(T) -> Result<Option<R>, T>,
    ) -> Result<Option<R>, ResumeError> {
        let returned = match mem::replace(self, Self::Poisoned) {
            Self::Created(owned) => {
                drop(owned);
                None
            }
            Self::Suspended(owned) => match end(owned) {
                Ok(returned) => returned,
                Err(owned) => {
                    *self = Self::Suspended(owned);
                    return Err(ResumeError::IgnoredClose);
                }
            },
            Self::Finished => None,
            Self::Poisoned => return Err(ResumeError::Poisoned),
        };
        *self = Self::Finished;
        Ok(returned)
    }
}

/// Poisons an adapter whose body unwinds.
struct Guard<'l, T>(&'l mut Lifecycle<T>);

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        *self.0 = Lifecycle::Poisoned;
    }
}
