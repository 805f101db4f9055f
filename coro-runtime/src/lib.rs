//! Python's coroutines for stable Rust: functions that stop in the middle to be sent a value.
//!
//! `#[coroutine]` turns an ordinary function whose body suspends at [`recv!`] into a named, movable state machine:
//! no `async`, no `Pin`, no allocation, no `unsafe`. This crate is what such a machine stands on: the [`Coroutine`]
//! trait with priming, sending and closing, its result and error types, and the macros that mark a suspension.
//!
//! ```
//! use coro_runtime::prelude::*;
//!
//! #[coro::coroutine]
//! fn grep(pattern: &str) {
//!     println!("Looking for {pattern}");
//!     loop {
//!         let line: &str = recv!();
//!         if line.contains(pattern) {
//!             println!("{line}");
//!         }
//!     }
//! }
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let mut g = grep("python"); // runs nothing yet
//!     g.prime()?; // up to the first recv!()
//!     g.send("hello")?;
//!     g.send("python rocks")?; // prints it
//!     g.close()?;
//!     Ok(())
//! }
//! ```
//!
//! # A tour
//!
//! Calling the function only makes the machine, here a `Grep<'_>`. [`prime`](Coroutine::prime) runs the body up to
//! its first suspension, [`send`](Coroutine::send) goes on from there with a value, [`close`](Coroutine::close) ends
//! it. Each of the first two answers with a [`CoroutineState`]: what the body handed out, or what it returned. A call
//! that comes at the wrong time changes nothing and is a [`ResumeError`]; [`status`](Coroutine::status) tells
//! beforehand.
//!
//! A coroutine hands a value out with [`yield_!`]. The next value sent is the result of that expression:
//!
//! ```
//! use coro_runtime::prelude::*;
//!
//! #[coro::coroutine(recv = u32, yield = u32)]
//! fn running_total() {
//!     let mut total: u32 = 0;
//!     loop {
//!         let value: u32 = yield_!(total);
//!         total += value;
//!     }
//! }
//!
//! let mut totals = running_total();
//! assert_eq!(totals.prime(), Ok(CoroutineState::Yielded(0)));
//! assert_eq!(totals.send(3), Ok(CoroutineState::Yielded(3)));
//! assert_eq!(totals.send(4), Ok(CoroutineState::Yielded(7)));
//! ```
//!
//! Coroutines push values into one another as [`Consumer`]s, which makes pipelines of them. They are chosen at run
//! time as `Box<dyn Coroutine<…>>`, and lent as `&mut C`. The [`adapters`] are the ends and the forks of a pipeline.
//!
//! # The attribute's path
//!
//! The compiler keeps a bare `#[coroutine]` for itself, so the attribute is written with a path: the [`prelude`]
//! brings this crate under the name `coro`, and `#[coro::coroutine]` is the spelling.
//!
//! # Features
//!
//! - `std` (default): the standard library is there. It turns `alloc` on.
//! - `alloc`: `Box<C>` is a coroutine, and there are [`broadcast`] and [`shared`].
//! - `macros` (default): the `#[coroutine]` attribute. Without it the traits remain, for machines written by hand.
//! - `boxed`: the attribute takes `boxed`, for bodies whose state rustc lays out on the heap. It turns `alloc` on; with
//!   `std` there is `boxed(send)` as well.
//!
//! Without default features the crate is `no_std` and needs no allocator.

#![no_std]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod adapters;
mod consumer;
mod coroutine;
mod error;
mod state;
mod suspend;

#[doc(hidden)]
pub mod __private;
pub mod prelude;

#[doc(hidden)]
pub use __private::{AnySent, Delegate, Outcome, Stub, ThrowDelegate, Thrown};
#[cfg(feature = "alloc")]
pub use adapters::{Broadcast, Shared, broadcast, shared};
pub use adapters::{Collect, FromFn, FromIter, collect, collect_into, from_fn, from_iter};
pub use consumer::Consumer;
#[cfg(feature = "macros")]
pub use coro_macros::coroutine;
pub use coroutine::{Coroutine, Throw};
pub use error::{Interrupt, Rejected, ResumeError};
pub use state::{CoroutineState, Empty, Status};

// The examples of both READMEs are tests like any other. The repository's lies outside of this package, where only
// its own test run looks.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
#[cfg(all(doctest, feature = "boxed"))]
#[doc = include_str!("../../README.md")]
struct RepositoryReadme;
