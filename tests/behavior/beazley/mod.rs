//! Coroutines in the manner of David Beazley: filters that are fed, event handlers, tasks under a scheduler.

mod buses;
mod scheduler;

use std::{cell::RefCell, collections::VecDeque};

use crate::prelude::*;

use crate::check;

/// What a line goes to at the end of a pipeline.
#[coro_runtime::coroutine(recv = &str)]
fn printer(screen: &RefCell<Vec<String>>) {
    loop {
        let line = recv!();
        screen.borrow_mut().push(line.to_owned());
    }
}

#[coro_runtime::coroutine]
fn grep(pattern: &str, mut target: impl for<'l> Consumer<&'l str>) -> Result<(), ResumeError> {
    loop {
        let line: &str = recv!();
        if line.contains(pattern) {
            target.send(line)?;
        }
    }
}

type Sink<'s> = Box<dyn for<'l> Coroutine<&'l str, Yield = (), Return = Result<(), ResumeError>> + 's>;

#[coro_runtime::coroutine(recv = &str)]
fn broadcast(mut targets: Vec<Sink<'_>>) -> Result<(), ResumeError> {
    loop {
        let item = recv!();
        for target in &mut targets {
            target.send(item)?;
        }
    }
}

fn primed<In, M: Coroutine<In>>(mut machine: M) -> M {
    let _ = machine.prime().expect("it is new");
    machine
}

#[test]
fn one_line_goes_to_several_patterns() -> Result<(), ResumeError> {
    let screen = RefCell::new(Vec::new());
    let mut targets: Vec<Sink<'_>> = Vec::new();
    for pattern in ["python", "ply", "swig"] {
        targets.push(Box::new(primed(grep(pattern, primed(printer(&screen))))));
    }
    let mut all = primed(broadcast(targets));
    for line in ["python rocks", "nothing", "ply and swig"] {
        let _ = all.send(line)?;
    }
    all.close()?;
    drop(all);
    assert_eq!(screen.into_inner(), ["python rocks", "ply and swig", "ply and swig"]);
    Ok(())
}

/// Counts down and can be told to go on from another number.
#[coro::coroutine(recv = Option<u32>, yield = u32)]
fn countdown(mut n: u32) {
    loop {
        let reset = yield_!(n);
        match reset {
            Some(value) => n = value,
            None if n == 0 => return,
            None => n -= 1,
        }
    }
}

#[test]
fn a_countdown_can_be_reset() {
    let steps = [(5, None), (4, None), (3, Some(2)), (2, None), (1, None), (0, None)];
    check(countdown(5), &steps, ());
}

/// A file that others write to.
type Growing = RefCell<VecDeque<String>>;

/// Hands out the lines of `file` as they appear, nothing while there is none.
#[coro::coroutine(yield = Option<String>)]
fn follow(file: &Growing) {
    loop {
        let line = file.borrow_mut().pop_front();
        match line {
            None => recv!(),
            Some(line) if line == "EOF" => break,
            some => yield_!(some),
        }
    }
}

#[test]
fn a_followed_file_feeds_a_pipeline() -> Result<(), ResumeError> {
    let file = Growing::default();
    let screen = RefCell::new(Vec::new());
    let mut found = primed(grep("error", primed(printer(&screen))));
    let mut writer =
        [vec!["start", "error 1"], vec![], vec!["fine", "error 2"], vec!["EOF", "error 3"]].into_iter();
    for line in follow(&file) {
        match line {
            Some(line) => {
                let _ = found.send(&line)?;
            }
            None => file.borrow_mut().extend(writer.next().into_iter().flatten().map(str::to_owned)),
        }
    }
    assert_eq!(screen.take(), ["error 1", "error 2"]);
    Ok(())
}

/// The same as a source that pushes: it ends when its target does.
fn push_all(file: &Growing, target: &mut impl for<'l> Consumer<&'l str>) -> Result<usize, ResumeError> {
    let mut n_pushed = 0;
    for line in follow(file).map_while(|line| line) {
        n_pushed += 1;
        if target.send(&line)?.is_complete() {
            break;
        }
    }
    Ok(n_pushed)
}

#[coro_runtime::coroutine(recv = &str)]
fn first_word_of_two_lines() -> String {
    let mut words: String = recv!().split(' ').next().unwrap_or_default().to_owned();
    words.push_str(recv!().split(' ').next().unwrap_or_default());
    words
}

#[test]
fn a_source_stops_when_its_target_is_done() -> Result<(), ResumeError> {
    let file = RefCell::new(["a b", "c d", "e f"].map(str::to_owned).into());
    let mut target = primed(first_word_of_two_lines());
    assert_eq!(push_all(&file, &mut target)?, 2);
    assert_eq!(file.borrow().len(), 1);
    Ok(())
}

/// Averages of what is sent so far, each the answer to a send.
#[coro::coroutine(recv = f64, yield = Option<f64>)]
fn averager() {
    let mut total = 0.0;
    let mut count = 0.0;
    let mut average: Option<f64> = None;
    loop {
        total += yield_!(average);
        count += 1.0;
        average = Some(total / count);
    }
}

#[test]
fn a_running_average() -> Result<(), ResumeError> {
    let mut averages = primed(averager());
    assert_eq!(averages.send(10.0)?, CoroutineState::Yielded(Some(10.0)));
    assert_eq!(averages.send(30.0)?, CoroutineState::Yielded(Some(20.0)));
    assert_eq!(averages.close()?, None);
    Ok(())
}
