//! The chain by genawaiter: its generators are built of futures, so futures are what is nested.

use genawaiter::rc::Co;

/// Hands out the numbers below `n`.
pub(super) async fn count(co: Co<u32>, n: u32) {
    for value in 0..n {
        co.yield_(value).await;
    }
}

/// Does what `sub` does.
pub(super) async fn pass(sub: impl Future<Output = ()>) {
    sub.await;
}
