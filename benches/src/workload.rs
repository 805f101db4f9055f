//! The workloads by name.

use std::hint::black_box;

use crate::drive::{Mode, Sum};
use crate::trees::{Shape, Tree};
use crate::{Machine, chains, trees};

/// What is run.
#[derive(Clone, Copy, Debug)]
pub enum Workload {
    /// A walk of a tree.
    Walk(Shape),
    /// A counter behind that many coroutines that only delegate.
    Chain(u32),
}

/// A workload with what it works on.
#[derive(Clone, Copy, Debug)]
pub enum Prepared {
    /// A walk of this tree.
    Walk(Shape, &'static Tree),
    /// As [`Workload::Chain`].
    Chain(u32),
}

impl Workload {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Walk(Shape::Balanced),
        Self::Walk(Shape::List),
        Self::Walk(Shape::LongList),
        Self::Chain(0),
        Self::Chain(1),
        Self::Chain(2),
        Self::Chain(4),
        Self::Chain(8),
    ];

    /// The name that the programs take and print.
    pub fn name(self) -> String {
        match self {
            Self::Walk(Shape::Balanced) => "tree-4095".to_string(),
            Self::Walk(Shape::List) => "list-2000".to_string(),
            Self::Walk(Shape::LongList) => "list-1000000".to_string(),
            Self::Chain(depth) => format!("chain-{depth}"),
        }
    }

    /// Builds what it works on.
    pub fn prepare(self) -> Prepared {
        match self {
            Self::Walk(shape) => Prepared::Walk(shape, shape.tree()),
            Self::Chain(depth) => Prepared::Chain(depth),
        }
    }
}

impl Prepared {
    /// Runs one machine to its end; `None` if a machine of that kind cannot do it.
    pub fn run(self, machine: Machine, mode: Mode) -> Option<Sum> {
        match self {
            Self::Walk(shape, tree) => {
                trees::can_walk(machine, shape).then(|| trees::walk(machine, black_box(tree), mode))
            }
            Self::Chain(depth) => Some(chains::run(machine, depth, black_box(1_000), mode)),
        }
    }
}
