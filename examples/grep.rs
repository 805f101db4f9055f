//! The classic coroutine: it waits for lines and prints those that contain a pattern.
//!
//! Run it with `cargo run --example grep`. It prints
//!
//! ```text
//! Looking for python
//! python rocks
//! ```

use coro_runtime::prelude::*;

#[coro::coroutine]
fn grep(pattern: &str) {
    println!("Looking for {pattern}");
    loop {
        let line: &str = recv!();
        if line.contains(pattern) {
            println!("{line}");
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut g = grep("python"); // runs nothing yet
    g.prime()?; // up to the first recv!()
    g.send("hello")?;
    g.send("python rocks")?; // prints it
    g.close()?;
    Ok(())
}
