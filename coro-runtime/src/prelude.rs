//! Everything that a file with coroutines needs, in one import.
//!
//! It brings the crate itself under the short name `coro`, because the attribute has to be written with a path:
//!
//! ```
//! use coro_runtime::prelude::*;
//!
//! #[coro::coroutine]
//! fn sum_into(total: &mut u64) {
//!     loop {
//!         let value: u64 = recv!();
//!         *total += value;
//!     }
//! }
//!
//! let mut total = 0;
//! let mut sum = sum_into(&mut total);
//! sum.prime()?;
//! sum.send_all([1, 2, 3])?;
//! drop(sum);
//! assert_eq!(total, 6);
//! # Ok::<(), ResumeError>(())
//! ```

pub use crate as coro;
pub use crate::{Consumer, Coroutine, Throw};
pub use crate::{CoroutineState, Interrupt, Rejected, ResumeError, Status};
pub use crate::{recv, try_recv, try_yield, yield_, yield_from};
