use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn store(name: String) -> usize {
    let taken: String = name;
    let value: u32 = recv!();
    println!("{taken} {value}");
    name.len()
}

fn main() {}
