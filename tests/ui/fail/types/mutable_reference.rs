use coro_runtime::prelude::*;

struct Meter {
    totals: Vec<u32>,
}

#[coro::coroutine(recv = u32)]
fn count(meter: &mut Meter) {
    let totals = &mut meter.totals;
    loop {
        totals.push(recv!());
    }
}

fn main() {}
