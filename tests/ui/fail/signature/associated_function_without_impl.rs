use coro_runtime::prelude::*;

struct Meter;

impl Meter {
    const LIMIT: u32 = 100;

    #[coro::coroutine(recv = u32)]
    fn measure() -> u32 {
        let mut sum: u32 = 0;
        while sum < Self::LIMIT {
            sum += recv!();
        }
        sum
    }
}

fn main() -> Result<(), ResumeError> {
    let mut measuring = Meter::measure();
    measuring.prime()?;
    let _ = measuring.send_all([70, 40])?;
    Ok(())
}
