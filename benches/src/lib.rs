//! Workloads, each written as a machine by hand, with `#[coroutine]` and with its peers, and the drivers that the
//! programs in `src/bin` measure them by. `README.md` has the commands and the figures.

pub mod chains;
pub mod drive;
pub mod trees;
