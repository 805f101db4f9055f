use coro_runtime::prelude::*;

macro_rules! twice {
    ($value:expr) => {
        $value + $value
    };
}

#[coro::coroutine(recv = u32)]
fn doubled() -> u32 {
    twice!(recv!())
}

fn main() {
    println!("{}", twice!(1));
}
