use coro_runtime::prelude::*;

struct Event {
    line: u64,
}

#[coro::coroutine(recv = Event)]
fn event(lines: &mut Vec<u64>) {
    loop {
        let event = recv!();
        lines.push(event.line);
    }
}

fn main() {}
