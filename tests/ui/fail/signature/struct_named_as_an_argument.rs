use coro_runtime::prelude::*;

struct Job {
    total: u64,
}

#[coro::coroutine(recv = u64)]
fn job(mut job: Job) -> u64 {
    job.total += recv!();
    job.total
}

fn main() {}
