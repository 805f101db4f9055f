use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn label(prefix: &str, suffix: &str) -> String {
    let name: std::borrow::Cow<'_, str> = prefix.into();
    let number = recv!();
    format!("{name}{number}{suffix}")
}

fn main() {}
