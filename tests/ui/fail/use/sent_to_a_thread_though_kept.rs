use std::rc::Rc;

use coro_runtime::prelude::*;

#[coro::coroutine]
fn kept_twice() {
    let shared: Rc<u32> = Rc::new(1);
    recv!();
    println!("{shared}");
    drop(shared);
    recv!();
}

fn main() {
    let machine = kept_twice();
    std::thread::spawn(move || drop(machine));
}
