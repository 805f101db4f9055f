use coro_runtime::prelude::*;

struct Point {
    x: u32,
    label: String,
}

#[coro::coroutine(recv = u32)]
fn moved(base: Point) -> Point {
    let point = Point { x: recv!(), ..base };
    recv!();
    point
}

fn main() {}
