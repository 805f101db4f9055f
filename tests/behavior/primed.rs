//! `primed`: the constructor runs the body up to its first suspension.

use crate::prelude::*;

use crate::events::{Guard, Log};

#[coro::coroutine(primed)]
fn listens(log: &Log, limit: u32) -> u32 {
    let _guard: Guard<'_> = Guard("local", log);
    log.note("started");
    let mut heard: u32 = 0;
    while heard < limit {
        let value: u32 = recv!();
        heard += value;
    }
    heard
}

#[test]
fn the_constructor_runs_the_body_to_its_first_suspension() {
    let log = Log::default();
    let mut machine = listens(&log, 3);
    assert_eq!(log.take(), ["started"]);
    assert_eq!(machine.status(), Status::Suspended);
    assert_eq!(machine.send(1), Ok(CoroutineState::Yielded(())));
    assert_eq!(machine.send(2), Ok(CoroutineState::Complete(3)));
    assert_eq!(log.take(), ["drop local"]);
}

#[test]
fn a_primed_machine_cannot_be_primed_again() {
    let log = Log::default();
    let mut machine = listens(&log, 1);
    assert_eq!(machine.prime(), Err(ResumeError::AlreadyPrimed));
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(1)));
}

#[test]
fn a_body_that_ends_while_priming_gives_a_finished_machine() {
    let log = Log::default();
    let mut machine = listens(&log, 0);
    assert_eq!(log.take(), ["started", "drop local"]);
    assert_eq!(machine.status(), Status::Finished);
    assert_eq!(machine.send(1), Err(ResumeError::Finished));
    assert_eq!(machine.prime(), Err(ResumeError::Finished));
    assert_eq!(machine.close(), Ok(None));
}

#[test]
fn closing_a_primed_machine_ends_a_body_that_has_run() {
    let log = Log::default();
    let mut machine = listens(&log, 1);
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(log.take(), ["started", "drop local"]);
    drop(listens(&log, 1));
    assert_eq!(log.take(), ["started", "drop local"]);
}

#[test]
fn a_panic_while_priming_comes_out_of_the_constructor() {
    #[coro::coroutine(primed)]
    fn refuses(log: &Log, ratio: f64) -> f64 {
        let _guard: Guard<'_> = Guard("local", log);
        assert!(ratio.is_finite(), "no ratio");
        let value: f64 = recv!();
        value * ratio
    }
    let log = Log::default();
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(refuses(&log, f64::NAN)))).unwrap_err();
    assert_eq!(log.take(), ["drop local"]);
    assert_eq!(refuses(&log, 2.0).send(1.5), Ok(CoroutineState::Complete(3.0)));
}

#[coro::coroutine(primed)]
fn adds_to<T: Consumer<i32>>(amount: i32, mut target: T) -> Result<(), ResumeError> {
    loop {
        let value: i32 = recv!();
        target.send(value + amount)?;
    }
}

#[coro::coroutine(primed, recv = i32)]
fn gathers(into: &mut Vec<i32>) {
    while let Ok(value) = try_recv!() {
        into.push(value);
    }
    into.push(-1);
}

#[test]
fn a_pipeline_needs_no_priming() {
    let mut seen = Vec::new();
    let mut head = adds_to(1, adds_to(10, gathers(&mut seen)));
    head.send_all([1, 2]).unwrap();
    drop(head);
    assert_eq!(seen, [12, 13, -1]);
}

#[test]
fn a_line_is_borrowed_for_one_send() {
    #[coro_runtime::coroutine(primed)]
    fn counts(needle: &str) -> usize {
        let mut count: usize = 0;
        loop {
            let line: &str = recv!();
            if line.is_empty() {
                return count;
            }
            count += line.matches(needle).count();
        }
    }
    let mut machine = counts("a");
    let mut buffer = String::new();
    for line in ["banana", "b", "a"] {
        buffer.clear();
        buffer.push_str(line);
        machine.send(&buffer).unwrap();
    }
    assert_eq!(machine.send(""), Ok(CoroutineState::Complete(4)));
}

#[test]
fn a_primed_machine_is_delegated_to_with_a_first_value() {
    #[coro::coroutine]
    fn around(log: &Log) -> u32 {
        let first: u32 = recv!();
        yield_from!(listens(log, 5), first)
    }
    let log = Log::default();
    let mut machine = around(&log);
    machine.prime().unwrap();
    assert!(log.take().is_empty());
    assert_eq!(machine.send(2), Ok(CoroutineState::Yielded(())));
    assert_eq!(log.take(), ["started"]);
    assert_eq!(machine.send(3), Ok(CoroutineState::Complete(5)));
}

#[test]
fn an_error_can_be_thrown_into_a_primed_machine() {
    #[coro::coroutine(primed, throw = String, recv = u32)]
    fn reports(log: &Log) -> Result<u32, String> {
        let mut last: u32 = 0;
        loop {
            match try_recv!() {
                Ok(value) => last = value,
                Err(Interrupt::Throw(reason)) if last == 0 => return Err(reason),
                Err(Interrupt::Throw(reason)) => log.note(reason),
                Err(Interrupt::Close) => return Ok(last),
            }
        }
    }
    let log = Log::default();
    let mut machine = reports(&log);
    machine.send(7).unwrap();
    assert_eq!(machine.throw("noise".to_string()), Ok(CoroutineState::Yielded(())));
    assert_eq!(log.take(), ["noise"]);
    assert_eq!(machine.close(), Ok(Some(Ok(7))));
    let silence = "silence".to_string();
    assert_eq!(reports(&log).throw(silence.clone()), Ok(CoroutineState::Complete(Err(silence))));
}
