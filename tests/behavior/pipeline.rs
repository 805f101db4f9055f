//! Coroutines that push into coroutines.

use std::cell::RefCell;
use std::fmt::Write;
use std::rc::Rc;

use crate::prelude::*;

#[coro::coroutine]
fn printer(out: &RefCell<String>) {
    loop {
        let item: i32 = recv!();
        writeln!(out.borrow_mut(), "OUTPUT: {item}").unwrap();
    }
}

#[coro::coroutine]
fn filter_min(threshold: i32, mut target: impl Consumer<i32>) -> Result<(), ResumeError> {
    loop {
        let value: i32 = recv!();
        if value >= threshold {
            target.send(value)?;
        }
    }
}

#[test]
fn passes_the_large_values_on() -> Result<(), ResumeError> {
    let out = RefCell::new(String::new());
    let mut p = printer(&out);
    p.prime()?;
    let mut f = filter_min(10, p);
    f.prime()?;
    for x in [4, 5, 10, 25] {
        f.send(x)?;
    }
    f.close()?;
    assert_eq!(*out.borrow(), "OUTPUT: 10\nOUTPUT: 25\n");
    Ok(())
}

#[test]
fn a_target_may_be_lent_boxed_or_dynamic() -> Result<(), ResumeError> {
    let out = RefCell::new(String::new());
    let mut p = printer(&out);
    p.prime()?;
    let mut f = filter_min(10, &mut p);
    f.prime()?;
    f.send(11)?;
    drop(f);
    let target: Box<dyn Consumer<i32, Return = ()> + '_> = Box::new(p);
    let mut f = filter_min(20, target);
    f.prime()?;
    f.send_all([19, 20, 21])?;
    drop(f);
    assert_eq!(*out.borrow(), "OUTPUT: 11\nOUTPUT: 20\nOUTPUT: 21\n");
    Ok(())
}

#[test]
fn an_error_of_the_target_is_what_the_stage_returns() -> Result<(), ResumeError> {
    let out = RefCell::new(String::new());
    let mut f = filter_min(10, printer(&out));
    f.prime()?;
    assert_eq!(f.send(5)?, CoroutineState::Yielded(()));
    assert_eq!(f.send(15)?, CoroutineState::Complete(Err(ResumeError::NotPrimed)));
    assert_eq!(f.send(15), Err(ResumeError::Finished));
    Ok(())
}

#[coro::coroutine]
fn broadcast<T: Clone>(mut targets: Vec<Box<dyn Consumer<T, Return = ()>>>) -> Result<(), ResumeError> {
    loop {
        let item: T = recv!();
        for target in &mut targets {
            target.send(item.clone())?;
        }
    }
}

#[coro::coroutine]
fn collect<T>(into: Rc<RefCell<Vec<T>>>) {
    loop {
        let item: T = recv!();
        into.borrow_mut().push(item);
    }
}

#[test]
fn one_stage_feeds_many() -> Result<(), ResumeError> {
    let (left, right) = (Rc::default(), Rc::default());
    let mut targets: Vec<Box<dyn Consumer<String, Return = ()>>> = Vec::new();
    for into in [&left, &right] {
        let mut target = collect(Rc::clone(into));
        target.prime()?;
        targets.push(Box::new(target));
    }
    let mut head = broadcast(targets);
    head.prime()?;
    head.send_all(["a", "b"].map(String::from))?;
    drop(head);
    assert_eq!(*left.borrow(), ["a", "b"]);
    assert_eq!(left, right);
    Ok(())
}

#[coro::coroutine(recv = char)]
fn lines(mut target: impl for<'i> Coroutine<&'i str, Yield = ()>) -> Result<(), ResumeError> {
    let mut pending = String::new();
    while let Ok(byte) = try_recv!() {
        if byte == '\n' {
            target.send(&pending)?;
            pending.clear();
        } else {
            pending.push(byte);
        }
    }
    if !pending.is_empty() {
        target.send(&pending)?;
    }
    target.close()?;
    Ok(())
}

#[coro_runtime::coroutine(recv = &str)]
fn keep(into: &mut Vec<String>) {
    while let Ok(line) = try_recv!() {
        into.push(line.to_uppercase());
    }
    into.push("end".to_string());
}

#[test]
fn a_dropped_head_flushes_the_whole_pipeline() -> Result<(), ResumeError> {
    let mut kept = Vec::new();
    let mut target = keep(&mut kept);
    target.prime()?;
    let mut head = lines(target);
    head.prime()?;
    head.send_all("one\ntwo\nthr".chars())?;
    drop(head);
    assert_eq!(kept, ["ONE", "TWO", "THR", "end"]);
    Ok(())
}
