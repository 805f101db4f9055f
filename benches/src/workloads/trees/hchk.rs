//! The walk as a machine written by hand, with a stack of its own and the contract of the generated ones: errors
//! instead of panics, lazy, fused, poisoned by a panic.

use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

use super::Tree;

/// Hands out the values in order.
#[derive(Debug)]
pub(super) struct Walk<'t> {
    status: Status,
    /// Where to go on: the root, then what lies to the right of the value handed out last.
    next: Option<&'t Tree>,
    /// The nodes whose left side has been entered.
    above: Vec<&'t Tree>,
}

/// The walk over `tree`.
pub(super) fn walk(tree: &Tree) -> Walk<'_> {
    Walk { status: Status::Created, next: Some(tree), above: Vec::new() }
}

impl Walk<'_> {
    #[inline(always)]
    fn resume(&mut self) -> CoroutineState<u32, ()> {
        // The stack panics when it cannot grow.
        self.status = Status::Poisoned;
        let mut next = self.next;
        while let Some(tree) = next {
            self.above.push(tree);
            next = tree.left.as_deref();
        }
        let Some(tree) = self.above.pop() else {
            self.end();
            return CoroutineState::Complete(());
        };
        self.next = tree.right.as_deref();
        self.status = Status::Suspended;
        CoroutineState::Yielded(tree.value)
    }

    fn end(&mut self) {
        self.above = Vec::new();
        self.status = Status::Finished;
    }

    fn refusal(&self) -> ResumeError {
        match self.status {
            Status::Created => ResumeError::NotPrimed,
            Status::Suspended => ResumeError::AlreadyPrimed,
            Status::Finished => ResumeError::Finished,
            Status::Poisoned => ResumeError::Poisoned,
        }
    }
}

impl Coroutine for Walk<'_> {
    type Yield = u32;
    type Return = ();

    #[inline]
    fn prime(&mut self) -> Result<CoroutineState<u32, ()>, ResumeError> {
        match self.status {
            Status::Created => Ok(self.resume()),
            Status::Suspended | Status::Finished | Status::Poisoned => Err(self.refusal()),
        }
    }

    #[inline]
    fn send(&mut self, (): ()) -> Result<CoroutineState<u32, ()>, ResumeError> {
        match self.status {
            Status::Suspended => Ok(self.resume()),
            Status::Created | Status::Finished | Status::Poisoned => Err(self.refusal()),
        }
    }

    fn close(&mut self) -> Result<Option<()>, ResumeError> {
        match self.status {
            Status::Poisoned => return Err(ResumeError::Poisoned),
            Status::Created | Status::Suspended | Status::Finished => self.end(),
        }
        Ok(None)
    }

    fn status(&self) -> Status {
        self.status
    }
}
