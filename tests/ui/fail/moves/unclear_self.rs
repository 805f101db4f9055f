use coro_runtime::prelude::*;

struct Job {
    name: String,
}

fn store(job: Job) -> bool {
    job.name.is_empty()
}

#[coro::coroutine]
impl Job {
    #[coroutine(recv = bool)]
    fn keep(self) -> bool {
        let now = recv!();
        let stored: bool = matches!(now, true if store(self));
        recv!();
        stored
    }
}

fn main() {}
