//! An iterator as the source that a coroutine delegates to.

use core::fmt;
use core::iter::FusedIterator;

use super::lifecycle::Lifecycle;
use crate::{Coroutine, CoroutineState, ResumeError, Status};

/// Makes a coroutine of anything that can be iterated over: it is sent `()` and hands the items out.
///
/// `prime` answers with the first item and every `send(())` with the next; after the last one it completes with `()`.
/// The iterator itself is made at once, as `into_iter` makes it, but not asked for an item before `prime`. It is
/// dropped at the end and by `close`, which answers `None`; one whose remaining items are still needed is lent, as
/// `from_iter(&mut iter)` or `from_iter(iter.by_ref())`.
///
/// It is an [`Iterator`] itself, as every machine is that is sent nothing.
///
/// # Errors
///
/// Calling it cannot fail. A resume is refused as by every coroutine: [`NotPrimed`](ResumeError::NotPrimed) before
/// `prime`, [`Finished`](ResumeError::Finished) after the last item and after `close`,
/// [`Poisoned`](ResumeError::Poisoned) after a panic of the iterator.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// let mut letters = coro::from_iter("ab".chars());
/// assert_eq!(letters.prime()?, CoroutineState::Yielded('a'));
/// assert_eq!(letters.send(())?, CoroutineState::Yielded('b'));
/// assert_eq!(letters.send(())?, CoroutineState::Complete(()));
/// # Ok::<(), ResumeError>(())
/// ```
pub fn from_iter<I: IntoIterator>(iterable: I) -> FromIter<I::IntoIter> {
    FromIter { state: Lifecycle::Created(iterable.into_iter()) }
}

/// The coroutine that [`from_iter`] makes.
///
/// ```
/// use coro_runtime::prelude::*;
///
/// let mut bytes: coro::FromIter<std::vec::IntoIter<u8>> = coro::from_iter(vec![1, 2]);
/// assert_eq!(bytes.prime()?, CoroutineState::Yielded(1));
/// assert_eq!(bytes.next(), Some(2));
/// assert_eq!(bytes.next(), None);
/// # Ok::<(), ResumeError>(())
/// ```
#[derive(Clone)]
#[must_use = "a coroutine runs nothing before it is primed"]
pub struct FromIter<I> {
    state: Lifecycle<I>,
}

fn hand_out<I: Iterator>(iter: &mut I) -> CoroutineState<I::Item, ()> {
    match iter.next() {
        Some(item) => CoroutineState::Yielded(item),
        None => CoroutineState::Complete(()),
    }
}

impl<I: Iterator> Coroutine for FromIter<I> {
    type Yield = I::Item;
    type Return = ();

    #[inline]
    fn prime(&mut self) -> Result<CoroutineState<I::Item, ()>, ResumeError> {
        self.state.start(hand_out)
    }

    #[inline]
    fn send(&mut self, (): ()) -> Result<CoroutineState<I::Item, ()>, ResumeError> {
        self.state.resume(hand_out)
    }

    fn close(&mut self) -> Result<Option<()>, ResumeError> {
        self.state.close(|iter| {
            drop(iter);
            Ok(None)
        })
    }

    #[inline]
    fn status(&self) -> Status {
        self.state.status()
    }
}

impl<I: Iterator> Iterator for FromIter<I> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        let state = match self.status() {
            Status::Created => self.prime(),
            Status::Suspended => self.send(()),
            Status::Finished | Status::Poisoned => return None,
        };
        state.ok().and_then(CoroutineState::yielded)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.state.owned().map_or((0, Some(0)), I::size_hint)
    }
}

impl<I: Iterator> FusedIterator for FromIter<I> {}

// It asks nothing of the iterator, as the other coroutines ask nothing of what they hold.
impl<I> fmt::Debug for FromIter<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FromIter").field("status", &self.state.status()).finish_non_exhaustive()
    }
}
