//! The walk by next-gen, with a boxed generator for each level.

use next_gen::prelude::*;

use super::Tree;

/// Hands out the values in order.
#[generator(yield(u32))]
pub(super) fn walk(tree: &'static Tree) {
    if let Some(left) = &tree.left {
        mk_gen!(let sub = box walk(left));
        for value in sub {
            yield_!(value);
        }
    }
    yield_!(tree.value);
    if let Some(right) = &tree.right {
        mk_gen!(let sub = box walk(right));
        for value in sub {
            yield_!(value);
        }
    }
}
