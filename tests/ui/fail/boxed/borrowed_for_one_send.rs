use coro_runtime::prelude::*;

#[coro::coroutine(boxed)]
fn longest() -> usize {
    let mut longest = 0;
    while let Ok(line) = try_recv!() {
        let line: &str = line;
        longest = longest.max(line.len());
        let _line: &str = recv!();
    }
    longest
}

fn main() -> Result<(), ResumeError> {
    let mut machine = longest();
    machine.prime()?;
    machine.send("line")?;
    Ok(())
}
