use coro_runtime::prelude::*;

#[coro::coroutine(recv = u32)]
fn both(known: Option<u32>) {
    let double = |x: u32| x * recv!();
    match known {
        Some(known) if known > recv!() => println!("{}", double(known)),
        _ => {}
    }
}

fn main() {}
