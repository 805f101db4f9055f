use coro_runtime::prelude::*;

struct Report {
    total: u32,
}

#[coro::coroutine(recv = u32)]
fn report() -> Report {
    let total: u32 = recv!() + recv!();
    Report { total }
}

fn main() {
    let mut machine = report();
    let _ = machine.prime();
    let _ = machine.send(3).map(|state| matches!(state, CoroutineState::Complete(report) if report.total == 3));
}
