//! Coroutines for the ends and the forks of a pipeline, ready made.
//!
//! | | receives | hands out | `close` of a suspended one |
//! |---|---|---|---|
//! | [`from_fn()`] calls a closure with each value | what the closure takes | `()` | `None` |
//! | [`from_iter()`] hands out an iterator's items | `()` | the item | `None` |
//! | [`collect()`] and [`collect_into`] keep the values | what the collection extends by | `()` | the collection |
//! | [`broadcast()`] sends each value to many | what its targets receive | `()` | what each target answered |
//! | [`shared()`] lets many send to one | what its target receives | what it hands out | what the target answers, for the last handle |
//!
//! They keep the protocol as the machines of the attribute do: [`NotPrimed`](crate::ResumeError::NotPrimed) before
//! [`prime`](crate::Coroutine::prime), [`AlreadyPrimed`](crate::ResumeError::AlreadyPrimed) after it,
//! [`Finished`](crate::ResumeError::Finished) after the end, and [`Poisoned`](crate::ResumeError::Poisoned) once a
//! closure, an iterator, a collection or a target of theirs has panicked.
//!
//! # The results of a pipeline
//!
//! They come back from [`close`](crate::Coroutine::close). The head is the only stage that the caller still holds, so
//! a stage in the middle waits at [`try_recv!`](crate::try_recv), closes its target when it is closed itself, and
//! returns what the target answered:
//!
//! ```
//! use coro_runtime::prelude::*;
//!
//! #[coro::coroutine(recv = i32)]
//! fn filter_min<R>(
//!     threshold: i32,
//!     mut target: impl Consumer<i32, Return = R>,
//! ) -> Result<Option<R>, ResumeError> {
//!     while let Ok(value) = try_recv!() {
//!         if value >= threshold {
//!             target.send(value)?;
//!         }
//!     }
//!     target.close()
//! }
//!
//! let mut tail = coro::collect::<Vec<i32>>();
//! tail.prime()?;
//! let mut head = filter_min(10, tail);
//! head.prime()?;
//! head.send_all([4, 25, 10, 5])?;
//! assert_eq!(head.close()?, Some(Ok(Some(vec![25, 10]))));
//! # Ok::<(), ResumeError>(())
//! ```

#[cfg(feature = "alloc")]
mod broadcast;
mod collect;
mod from_fn;
mod from_iter;
mod lifecycle;
#[cfg(feature = "alloc")]
mod shared;

#[cfg(feature = "alloc")]
pub use broadcast::{Broadcast, broadcast};
pub use collect::{Collect, collect, collect_into};
pub use from_fn::{FromFn, from_fn};
pub use from_iter::{FromIter, from_iter};
#[cfg(feature = "alloc")]
pub use shared::{Shared, shared};
