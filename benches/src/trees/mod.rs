//! In-order walks of a binary tree.

#[expect(missing_docs, reason = "the states that diapause makes are public and have no documentation")]
pub mod by_diapause;
pub mod by_genawaiter;
pub mod by_hand;
pub mod recursive;

use genawaiter::rc::Gen;

use crate::Machine;
use crate::drive::{self, Mode, Sum};

/// A binary tree.
#[derive(Debug)]
pub struct Tree {
    /// What comes before the value.
    pub left: Option<Box<Tree>>,
    /// The value.
    pub value: u32,
    /// What comes after it.
    pub right: Option<Box<Tree>>,
}

impl Tree {
    /// A tree in which every way down has the same length, with the values from `first` up in order.
    pub fn balanced(levels: u32, first: u32) -> Self {
        let n_left = (1 << (levels - 1)) - 1;
        let below = |first| (levels > 1).then(|| Box::new(Self::balanced(levels - 1, first)));
        let value = first + n_left;
        Self { left: below(first), value, right: below(value + 1) }
    }

    /// A tree that is a list: every node has a left child only, so that the first value lies deepest.
    pub fn list(depth: u32) -> Self {
        let leaf = Self { left: None, value: 0, right: None };
        (1..depth).fold(leaf, |left, value| Self { left: Some(Box::new(left)), value, right: None })
    }
}

/// A tree to walk.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// 4 095 nodes on 12 levels.
    Balanced,
    /// A list of 2 000 nodes.
    List,
    /// A list of 1 000 000 nodes.
    LongList,
}

impl Shape {
    /// The tree. It is never freed: `Box` frees a tree recursively, which the stack does not hold for a list.
    pub fn tree(self) -> &'static Tree {
        let tree = match self {
            Self::Balanced => Tree::balanced(12, 0),
            Self::List => Tree::list(2_000),
            Self::LongList => Tree::list(1_000_000),
        };
        Box::leak(Box::new(tree))
    }
}

/// Whether it can walk that tree: a chain of boxes is resumed, and dropped, recursively.
pub fn can_walk(machine: Machine, shape: Shape) -> bool {
    match (machine, shape) {
        (Machine::Hand | Machine::Coroutine, _) | (_, Shape::Balanced | Shape::List) => true,
        (Machine::Diapause | Machine::Genawaiter, Shape::LongList) => false,
    }
}

/// Walks the tree once.
#[inline(never)]
pub fn walk(machine: Machine, tree: &Tree, mode: Mode) -> Sum {
    match machine {
        Machine::Hand => drive::coroutine(by_hand::walk(tree), mode),
        Machine::Coroutine => drive::coroutine(recursive::walk(tree), mode),
        Machine::Diapause => drive::diapause(by_diapause::walk(tree), mode),
        Machine::Genawaiter => drive::genawaiter(Gen::new(|co| by_genawaiter::walk(co, tree)), mode),
    }
}
