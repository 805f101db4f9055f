//! In-order walks of a binary tree, recursive.

mod by_corosensei;
mod by_diapause;
mod by_fauxgen;
mod by_genawaiter;
mod by_hand;
mod by_next_gen;
mod checked;
mod recursive;

use std::hint::black_box;
use std::sync::LazyLock;

use crate::cell::Cell;
use crate::drive::pull;

/// A binary tree.
#[derive(Debug)]
struct Tree {
    left: Option<Box<Tree>>,
    value: u32,
    right: Option<Box<Tree>>,
}

impl Tree {
    /// A tree in which every way down has the same length, with the values from `first` up in order.
    fn balanced(levels: u32, first: u32) -> Self {
        let n_left = (1 << (levels - 1)) - 1;
        let below = |first| (levels > 1).then(|| Box::new(Self::balanced(levels - 1, first)));
        let value = first + n_left;
        Self { left: below(first), value, right: below(value + 1) }
    }

    /// A tree that is a list: every node has a left child only, so that the first value lies deepest.
    fn list(depth: u32) -> Self {
        let leaf = Self { left: None, value: 0, right: None };
        (1..depth).fold(leaf, |left, value| Self { left: Some(Box::new(left)), value, right: None })
    }
}

// Statics are never freed: `Box` frees a tree recursively, which the stack does not hold for a list.
static BALANCED: LazyLock<Tree> = LazyLock::new(|| Tree::balanced(12, 0));
static LIST: LazyLock<Tree> = LazyLock::new(|| Tree::list(2_000));
static LONG_LIST: LazyLock<Tree> = LazyLock::new(|| Tree::list(1_000_000));

fn of(tree: &'static LazyLock<Tree>) -> &'static Tree {
    black_box(tree)
}

/// Every maker's machine, for 4 095 nodes on 12 levels.
pub const BALANCED_CELLS: &[Cell] = cells! {
    "tree-4095" by pull;
    Hand = by_hand::walk(of(&BALANCED));
    Hchk = checked::walk(of(&BALANCED));
    Coroutine = recursive::walk(of(&BALANCED));
    Diapause = by_diapause::walk(of(&BALANCED));
    GenawaiterRc = |co| by_genawaiter::walk(co, of(&BALANCED));
    NextGen = (by_next_gen::walk, (of(&BALANCED),));
    Fauxgen = by_fauxgen::walk(of(&BALANCED));
    Corosensei = |yielder: &corosensei::Yielder<(), u32>, ()| by_corosensei::walk(yielder, of(&BALANCED));
};

/// Every maker's machine, for a list of 2 000 nodes.
pub const LIST_CELLS: &[Cell] = cells! {
    "list-2000" by pull;
    Hand = by_hand::walk(of(&LIST));
    Hchk = checked::walk(of(&LIST));
    Coroutine = recursive::walk(of(&LIST));
    Diapause = by_diapause::walk(of(&LIST));
    GenawaiterRc = |co| by_genawaiter::walk(co, of(&LIST));
    NextGen = (by_next_gen::walk, (of(&LIST),));
    Fauxgen = by_fauxgen::walk(of(&LIST));
    Corosensei = |yielder: &corosensei::Yielder<(), u32>, ()| by_corosensei::walk(yielder, of(&LIST));
};

/// The machines that can walk a list of a million nodes: a chain of boxes is resumed, and dropped, recursively.
pub const LONG_LIST_CELLS: &[Cell] = cells! {
    "list-1000000" by pull;
    Hand = by_hand::walk(of(&LONG_LIST));
    Hchk = checked::walk(of(&LONG_LIST));
    Coroutine = recursive::walk(of(&LONG_LIST));
};
