//! In-order walks of a binary tree, coroutine.

mod corosensei;
mod coroutine;
mod diapause;
mod fauxgen;
mod genawaiter;
mod hand;
mod hchk;
mod next_gen;

use std::hint::black_box;
use std::sync::LazyLock;

use crate::cell::Cell;
use crate::cells;
use crate::drive::pull;

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

/// 4 095 nodes on 12 levels.
pub static BALANCED: LazyLock<Tree> = LazyLock::new(|| Tree::balanced(12, 0));

/// A list of 2 000 nodes.
pub static LIST: LazyLock<Tree> = LazyLock::new(|| Tree::list(2_000));
static LONG_LIST: LazyLock<Tree> = LazyLock::new(|| Tree::list(1_000_000));

/// The tree, of which the compiler knows nothing.
pub fn of(tree: &'static LazyLock<Tree>) -> &'static Tree {
    black_box(tree)
}

/// Every maker's machine, for 4 095 nodes on 12 levels.
pub const BALANCED_CELLS: &[Cell] = cells! {
    "tree-4095" by pull;
    Hand = hand::walk(of(&BALANCED));
    Hchk = hchk::walk(of(&BALANCED));
    Coroutine = coroutine::walk(of(&BALANCED));
    Boxed = super::boxed::local::walk(of(&BALANCED));
    BoxedSend = super::boxed::shared::walk(of(&BALANCED));
    Diapause = diapause::walk(of(&BALANCED));
    GenawaiterRc = |co| genawaiter::walk(co, of(&BALANCED));
    NextGen = (next_gen::walk, (of(&BALANCED),));
    Fauxgen = fauxgen::walk(of(&BALANCED));
    Corosensei = |yielder: &::corosensei::Yielder<(), u32>, ()| corosensei::walk(yielder, of(&BALANCED));
};

/// Every maker's machine, for a list of 2 000 nodes.
pub const LIST_CELLS: &[Cell] = cells! {
    "list-2000" by pull;
    Hand = hand::walk(of(&LIST));
    Hchk = hchk::walk(of(&LIST));
    Coroutine = coroutine::walk(of(&LIST));
    Boxed = super::boxed::local::walk(of(&LIST));
    BoxedSend = super::boxed::shared::walk(of(&LIST));
    Diapause = diapause::walk(of(&LIST));
    GenawaiterRc = |co| genawaiter::walk(co, of(&LIST));
    NextGen = (next_gen::walk, (of(&LIST),));
    Fauxgen = fauxgen::walk(of(&LIST));
    Corosensei = |yielder: &::corosensei::Yielder<(), u32>, ()| corosensei::walk(yielder, of(&LIST));
};

/// The machines that can walk a list of a million nodes: a chain of boxes is resumed, and dropped, recursively.
pub const LONG_LIST_CELLS: &[Cell] = cells! {
    "list-1000000" by pull;
    Hand = hand::walk(of(&LONG_LIST));
    Hchk = hchk::walk(of(&LONG_LIST));
    Coroutine = coroutine::walk(of(&LONG_LIST));
};
