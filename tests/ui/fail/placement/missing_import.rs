use coro_runtime::coroutine as machine;

#[machine(recv = u32)]
fn double() -> u32 {
    recv!() * 2
}

fn main() {}
