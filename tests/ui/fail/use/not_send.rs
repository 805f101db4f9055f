use coro_runtime::prelude::*;

use std::rc::Rc;

#[coro::coroutine(recv = u32)]
fn share(name: Rc<str>) {
    println!("{name} {}", recv!());
}

fn main() {
    let mut machine = share("count".into());
    std::thread::spawn(move || machine.prime());
}
