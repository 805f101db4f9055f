use coro_runtime::prelude::*;

#[coro::coroutine]
fn without_repeats() {
    let mut last = "";
    loop {
        let line: &str = recv!();
        if line != last {
            println!("{line}");
        }
        last = line.trim_end();
    }
}

fn main() {}
