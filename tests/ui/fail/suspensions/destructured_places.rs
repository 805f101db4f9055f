use coro_runtime::prelude::*;

#[coro::coroutine(recv = usize)]
fn store(cells: &mut [usize; 3]) {
    (cells[recv!()], cells[recv!()]) = (recv!(), recv!());
}

fn main() {}
