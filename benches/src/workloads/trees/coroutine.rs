//! The walk as one would write it as a plain recursive function.

use coro_runtime::prelude::*;

use super::Tree;

/// Hands out the values in order.
#[coro::coroutine(yield = u32)]
pub(super) fn walk(tree: &Tree) {
    if let Some(left) = &tree.left {
        let left: &Tree = left;
        yield_from!(walk(left));
    }
    yield_!(tree.value);
    if let Some(right) = &tree.right {
        let right: &Tree = right;
        yield_from!(walk(right));
    }
}
