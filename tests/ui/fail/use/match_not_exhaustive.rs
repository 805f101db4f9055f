use coro_runtime::prelude::*;

enum Command {
    Add(u32),
    Take(u32),
    Clear,
}

#[coro::coroutine(recv = Command)]
fn account(mut balance: u32) {
    loop {
        match recv!() {
            Command::Add(amount) => balance += amount,
            Command::Take(amount) => balance -= amount,
        }
    }
}

fn main() {
    let _ = account(3).prime();
}
