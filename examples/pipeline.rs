//! Two coroutines in a row: one passes on the values that are large enough, the other prints what reaches it.
//!
//! Run it with `cargo run --example pipeline`. It sends 4, 5, 10 and 25, and prints
//!
//! ```text
//! OUTPUT: 10
//! OUTPUT: 25
//! ```

use coro_runtime::prelude::*;

#[coro::coroutine]
fn printer() {
    loop {
        let item: i32 = recv!();
        println!("OUTPUT: {item}");
    }
}

#[coro::coroutine]
fn filter_min(threshold: i32, mut target: impl Consumer<i32>) -> Result<(), ResumeError> {
    loop {
        let value: i32 = recv!();
        if value >= threshold {
            target.send(value)?;
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut p = printer();
    p.prime()?;
    let mut f = filter_min(10, p); // the printer moves into the filter
    f.prime()?;

    for x in [4, 5, 10, 25] {
        f.send(x)?;
    }
    Ok(())
}
