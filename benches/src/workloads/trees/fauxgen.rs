//! The walk by fauxgen, with a boxed generator for each level.

use super::Tree;

/// Hands out the values in order.
#[fauxgen::generator(yield = u32)]
pub(super) fn walk(tree: &'static Tree) {
    if let Some(left) = &tree.left {
        let sub = Box::pin(walk(left));
        for value in sub {
            r#yield!(value);
        }
    }
    r#yield!(tree.value);
    if let Some(right) = &tree.right {
        let sub = Box::pin(walk(right));
        for value in sub {
            r#yield!(value);
        }
    }
}
