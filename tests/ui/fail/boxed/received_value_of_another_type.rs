use coro_runtime::prelude::*;

#[coro::coroutine(boxed, recv = String, yield = usize)]
fn lengths() {
    let mut length = 0;
    loop {
        let line: u32 = yield_!(length);
        length = "";
        drop(line);
    }
}

fn main() {
    println!("{:?}", lengths());
}
