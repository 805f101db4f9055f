//! Workloads, each written as a machine by hand, with `#[coroutine]` and with its peers, and the drivers that the
//! programs in `src/bin` measure them by. `README.md` has the commands and the figures.

pub mod chains;
pub mod drive;
pub mod trees;
pub mod workload;

/// How a machine is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Machine {
    /// By hand, with the contract of the generated machines: their answers, errors instead of panics, poison.
    Hand,
    /// With `#[coroutine]`.
    Coroutine,
    /// With diapause; recursion with its boxed delegation.
    Diapause,
    /// With genawaiter's `rc` generators; recursion with a boxed future a level.
    Genawaiter,
}

impl Machine {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Hand, Self::Coroutine, Self::Diapause, Self::Genawaiter];

    /// The name that the programs take and print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Coroutine => "coroutine",
            Self::Diapause => "diapause",
            Self::Genawaiter => "genawaiter",
        }
    }
}
