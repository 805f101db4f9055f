//! The walk by genawaiter, with a boxed future for each level.

use std::pin::Pin;

use genawaiter::rc::Co;

use super::Tree;

/// Hands out the values in order.
pub(super) async fn walk(co: Co<u32>, tree: &Tree) {
    level(&co, tree).await;
}

fn level<'t>(co: &'t Co<u32>, tree: &'t Tree) -> Pin<Box<dyn Future<Output = ()> + 't>> {
    Box::pin(async move {
        if let Some(left) = &tree.left {
            level(co, left).await;
        }
        co.yield_(tree.value).await;
        if let Some(right) = &tree.right {
            level(co, right).await;
        }
    })
}
