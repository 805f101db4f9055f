//! The walk by corosensei, whose body has a stack and recurses on it.

use corosensei::Yielder;

use super::Tree;

/// Hands out the values in order.
pub(super) fn walk(yielder: &Yielder<(), u32>, tree: &Tree) {
    if let Some(left) = &tree.left {
        walk(yielder, left);
    }
    yielder.suspend(tree.value);
    if let Some(right) = &tree.right {
        walk(yielder, right);
    }
}
