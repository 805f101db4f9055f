use coro_runtime::prelude::*;

struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {}
}

fn lock() -> Guard {
    Guard
}

#[coro::coroutine(recv = u32)]
fn held() -> u32 {
    let _guard: &Guard = &lock();
    recv!()
}

fn main() {
    let _ = held();
}
