use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn count(total: &mut u32) {
    *total += recv!();
}

fn main() {
    let mut total = 0;
    let mut machine = count(&mut total);
    println!("{total}");
    let _ = machine.send(1);
}
