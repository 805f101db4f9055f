//! A pipeline of several stages flushes from its head to its tail, however it ends.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::prelude::*;

use crate::events::Log;

#[coro::coroutine(recv = i32)]
fn batches(
    size: usize,
    name: &'static str,
    log: &Log,
    mut target: impl Consumer<i32>,
) -> Result<i32, ResumeError> {
    let mut batch: Vec<i32> = Vec::new();
    while let Ok(value) = try_recv!() {
        batch.push(value);
        if batch.len() == size {
            let sum: i32 = batch.drain(..).sum();
            target.send(sum)?;
        }
    }
    log.note(format!("{name} flushes {}", batch.len()));
    if !batch.is_empty() {
        target.send(batch.iter().sum())?;
    }
    Ok(batch.len() as i32)
}

#[coro::coroutine(recv = i32)]
fn sums(log: &Log, limit: i32) -> i32 {
    let mut total: i32 = 0;
    while let Ok(value) = try_recv!() {
        total += value;
        if total > limit {
            break;
        }
    }
    log.note(format!("tail has {total}"));
    total
}

fn three_stages(log: &Log, limit: i32) -> impl Coroutine<i32, Yield = (), Return = Result<i32, ResumeError>> {
    let mut tail = sums(log, limit);
    tail.prime().unwrap();
    let mut middle = batches(2, "middle", log, tail);
    middle.prime().unwrap();
    let mut head = batches(2, "head", log, middle);
    head.prime().unwrap();
    head
}

#[test]
fn law_4_a_pipeline_flushes_from_head_to_tail_on_close() {
    let log = Log::default();
    let mut head = three_stages(&log, 100);
    head.send_all([1, 2, 3]).unwrap();
    assert!(log.take().is_empty());
    assert_eq!(head.close(), Ok(Some(Ok(1))));
    assert_eq!(log.take(), ["head flushes 1", "middle flushes 0", "tail has 6"]);
}

#[test]
fn law_5_a_pipeline_flushes_from_head_to_tail_on_drop() {
    let log = Log::default();
    let mut head = three_stages(&log, 100);
    head.send_all([1, 2, 3, 4, 5]).unwrap();
    drop(head);
    assert_eq!(log.take(), ["head flushes 1", "middle flushes 1", "tail has 15"]);
}

#[test]
fn law_5_a_pipeline_flushes_the_rest_when_a_stage_fails() {
    let log = Log::default();
    let mut head = three_stages(&log, 5);
    head.send_all([1, 2, 3, 4]).unwrap();
    assert_eq!(log.take(), ["tail has 10"]);
    // The middle one meets the finished tail, and the head the middle one that has returned.
    let failed = head.send_all([5, 6, 7, 8, 9, 10]).unwrap();
    assert_eq!(failed, Some(Err(ResumeError::Finished)));
    assert!(log.take().is_empty());
}

#[test]
fn law_5_a_pipeline_flushes_from_head_to_tail_on_a_question_mark() {
    #[coro_runtime::coroutine]
    fn parses(mut target: impl Consumer<i32>) -> Result<(), Box<dyn Error>> {
        loop {
            let text: &str = recv!();
            target.send(text.parse()?)?;
        }
    }
    let log = Log::default();
    let mut head = parses(three_stages(&log, 100));
    head.prime().unwrap();
    for text in ["1", "2", "3"] {
        assert_eq!(head.send(text).map(|state| state.is_yielded()), Ok(true));
    }
    assert!(log.take().is_empty());
    let failed = head.send("x").unwrap().complete().unwrap();
    assert_eq!(failed.unwrap_err().to_string(), "invalid digit found in string");
    // The stages have ended before the caller has the error.
    assert_eq!(log.take(), ["head flushes 1", "middle flushes 0", "tail has 6"]);
    assert_eq!(head.status(), Status::Finished);
}

#[test]
fn law_5_an_error_of_the_caller_flushes_what_it_leaves_behind() {
    fn feeds(log: &Log, texts: &[&str]) -> Result<i32, Box<dyn Error>> {
        let mut head = three_stages(log, 100);
        for text in texts {
            head.send(text.parse()?)?;
        }
        Ok(head.close()?.expect("a head that is not finished")?)
    }
    let log = Log::default();
    assert!(feeds(&log, &["1", "2", "3", "x"]).is_err());
    assert_eq!(log.take(), ["head flushes 1", "middle flushes 0", "tail has 6"]);
    assert_eq!(feeds(&log, &["4"]).unwrap(), 1);
}

#[test]
fn law_5_drop_while_a_panic_unwinds_flushes_too() {
    let log = Log::default();
    catch_unwind(AssertUnwindSafe(|| {
        let mut head = three_stages(&log, 100);
        head.send(1).unwrap();
        panic!("in the caller");
    }))
    .unwrap_err();
    assert_eq!(log.take(), ["head flushes 1", "middle flushes 1", "tail has 1"]);
}
