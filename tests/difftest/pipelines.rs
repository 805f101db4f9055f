//! Bodies that push into another coroutine, as the stages of a pipeline do.

use coro_runtime::{Consumer, Coroutine, CoroutineState, ResumeError, Status};

use crate::{effects::*, harness::difftest};

/// The end of a pipeline, written by hand: it takes `left` values and completes with the next one.
struct Tail {
    name: D,
    left: u32,
    status: Status,
}

/// A tail that waits for its first value.
fn tail(left: u32) -> Tail {
    Tail { name: D::new("tail"), left, status: Status::Suspended }
}

impl Coroutine<u32> for Tail {
    type Yield = ();
    type Return = ();

    fn prime(&mut self) -> Result<CoroutineState<(), ()>, ResumeError> {
        Err(ResumeError::AlreadyPrimed)
    }

    fn send(&mut self, value: u32) -> Result<CoroutineState<(), ()>, ResumeError> {
        if self.status == Status::Finished {
            return Err(ResumeError::Finished);
        }
        self.name.name();
        seen(value);
        if self.left == 0 {
            self.status = Status::Finished;
            return Ok(CoroutineState::Complete(()));
        }
        self.left -= 1;
        Ok(CoroutineState::Yielded(()))
    }

    fn close(&mut self) -> Result<Option<()>, ResumeError> {
        log("the tail is closed");
        self.status = Status::Finished;
        Ok(None)
    }

    fn status(&self) -> Status {
        self.status
    }
}

difftest! {
    name: filter,
    make: (3, tail(1)) | (1, tail(0)),
    inputs: [1, 3, 5], depth: 6,
    #[coroutine]
    fn body(threshold: u32, mut target: impl Consumer<u32>) -> Result<(), ResumeError> {
        loop {
            let value: u32 = recv!();
            if value >= threshold {
                target.send(value)?;
            }
        }
    }
}

difftest! {
    name: target_by_reference,
    make: (Box::leak(Box::new(tail(2)))),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body(target: &mut Tail) -> Result<u32, ResumeError> {
        let mut sent: u32 = 0;
        let _g: D = D::new("g");
        while sent < 3 {
            let value: u32 = recv!();
            if let CoroutineState::Complete(()) = target.send(value)? {
                break;
            }
            sent += 1;
        }
        Ok(sent)
    }
}

difftest! {
    name: broadcast,
    make: (vec![tail(0), tail(2)]),
    inputs: [0, 1], depth: 5,
    #[coroutine]
    fn body<C: Consumer<u32>>(mut targets: Vec<C>) {
        while !targets.is_empty() {
            let value: u32 = recv!();
            targets.retain_mut(|target| matches!(target.send(value), Ok(CoroutineState::Yielded(()))));
            log("round");
        }
    }
}

difftest! {
    name: closes_its_target,
    make: (Box::new(tail(1))),
    inputs: [0, 7], depth: 4,
    #[coroutine]
    fn body(mut target: Box<dyn Coroutine<u32, Yield = (), Return = ()>>) -> Result<Status, ResumeError> {
        let mut last: Status = target.status();
        while last == Status::Suspended {
            let _d: D = D::new("d");
            let value: u32 = recv!();
            if value == 7 {
                target.close()?;
            } else {
                target.send(value)?;
            }
            last = target.status();
        }
        Ok(last)
    }
}
