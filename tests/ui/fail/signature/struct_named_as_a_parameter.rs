use coro_runtime::prelude::*;

#[coro::coroutine]
fn items<Items: IntoIterator<Item = u32>>(source: Items) -> usize {
    recv!();
    source.into_iter().count()
}

fn main() {}
