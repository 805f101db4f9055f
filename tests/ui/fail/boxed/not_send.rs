use std::rc::Rc;

use coro_runtime::prelude::*;

#[coro::coroutine(boxed(send), recv = u32)]
fn counts() -> u32 {
    let count = Rc::new(recv!());
    *count + recv!()
}

fn main() {
    println!("{:?}", counts());
}
