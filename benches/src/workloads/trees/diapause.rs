//! The walk by diapause, which boxes each level.

use super::Tree;

/// Hands out the values in order.
#[diapause::coroutine(yield = u32)]
pub(super) fn walk<'t>(tree: &'t Tree) {
    if let Some(left) = &tree.left {
        let sub: walk::State<'t> = walk(left);
        yield_all!(box sub);
    }
    yield_!(tree.value);
    if let Some(right) = &tree.right {
        let sub: walk::State<'t> = walk(right);
        yield_all!(box sub);
    }
}
