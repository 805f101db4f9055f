//! Workloads, each written as a machine by hand, with `#[coroutine]` and with its peers, and the drivers that the
//! programs in `src/bin` measure them by. `README.md` has the commands and the figures.

pub mod cell;
pub mod cli;
mod contract;
pub mod drive;
pub mod machine;
pub mod workloads;
