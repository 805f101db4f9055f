use coro_runtime::prelude::*;

#[coro::coroutine(recv = impl std::fmt::Display)]
fn show() {
    loop {
        println!("{}", recv!());
    }
}

fn main() {
    let mut machine = show();
    let _ = machine.prime();
    let _ = machine.send(3);
}
