use coro_runtime::prelude::*;

use std::cell::RefCell;

fn lock(cell: &RefCell<u32>) -> std::cell::RefMut<'_, u32> {
    cell.borrow_mut()
}

#[coro::coroutine(recv = u32)]
fn exclusive(cell: &RefCell<u32>) -> u32 {
    let _guard = lock(cell);
    recv!()
}

fn main() {}
