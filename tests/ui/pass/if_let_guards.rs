//! Guards with bindings, which Rust has since 1.95; the crates themselves ask for less.

use coro_runtime::prelude::*;

/// What the guard binds is there in its arm, over a suspension too.
#[coro::coroutine(recv = u32)]
fn guarded(given: Option<u32>) -> u32 {
    match given {
        Some(value)
            if let Some(more) = value.checked_sub(1)
                && more > 5 =>
        {
            more * recv!()
        }
        Some(value) => {
            recv!();
            value
        }
        None => recv!(),
    }
}

fn main() -> Result<(), ResumeError> {
    for (given, returned) in [(Some(8), 14), (Some(3), 3), (None, 2)] {
        let mut machine = guarded(given);
        machine.prime()?;
        assert_eq!(machine.send(2)?, CoroutineState::Complete(returned));
    }
    Ok(())
}
