//! The laws of the protocol, one test each.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use crate::prelude::*;

/// What happened, in order.
#[derive(Default)]
struct Log(RefCell<Vec<String>>);

impl Log {
    fn note(&self, event: impl Into<String>) {
        self.0.borrow_mut().push(event.into());
    }

    fn take(&self) -> Vec<String> {
        self.0.take()
    }
}

/// Notes that it drops.
struct Guard<'l>(&'static str, &'l Log);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.1.note(format!("drop {}", self.0));
    }
}

#[coro::coroutine]
fn listener<'l>(log: &'l Log, first: Guard<'l>, second: Guard<'l>) -> usize {
    log.note("start");
    let _guard: Guard<'_> = Guard("local", log);
    let mut heard = 0_usize;
    loop {
        let value: i32 = recv!();
        log.note(value.to_string());
        heard += 1;
        assert!(value != 13, "unlucky");
        if value < 0 {
            log.note(first.0);
            drop(second);
            return heard;
        }
    }
}

fn listen(log: &Log) -> Listener<'_> {
    listener(log, Guard("first", log), Guard("second", log))
}

#[test]
fn law_1_lazy() {
    let log = Log::default();
    let machine = listen(&log);
    assert_eq!(machine.status(), Status::Created);
    assert!(log.take().is_empty());
    drop(machine);
    assert_eq!(log.take(), ["drop second", "drop first"]);
}

#[test]
fn law_2_priming() {
    let log = Log::default();
    let mut machine = listen(&log);
    assert_eq!(machine.send(1), Err(ResumeError::NotPrimed));
    assert_eq!(machine.send_all([1, 2]), Err(ResumeError::NotPrimed));
    assert_eq!(machine.try_send(7), Err(Rejected { value: 7, error: ResumeError::NotPrimed }));
    assert_eq!(machine.status(), Status::Created);
    assert!(log.take().is_empty());
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(())));
    assert_eq!(machine.prime(), Err(ResumeError::AlreadyPrimed));
    assert_eq!(machine.status(), Status::Suspended);
    assert_eq!(log.take(), ["start"]);
    assert_eq!(machine.try_send(2), Ok(CoroutineState::Yielded(())));
    assert_eq!(machine.prime(), Err(ResumeError::AlreadyPrimed));
    assert_eq!(machine.send(-1), Ok(CoroutineState::Complete(2)));
}

#[test]
fn law_3_fused() {
    let log = Log::default();
    let mut machine = listen(&log);
    machine.prime().unwrap();
    assert_eq!(machine.send_all([1, -1, 5]), Ok(Some(2)));
    assert_eq!(log.take(), ["start", "1", "-1", "first", "drop second", "drop local", "drop first"]);
    for _ in 0..2 {
        assert_eq!(machine.send(1), Err(ResumeError::Finished));
        assert_eq!(machine.prime(), Err(ResumeError::Finished));
        assert_eq!(machine.try_send(1), Err(Rejected { value: 1, error: ResumeError::Finished }));
        assert_eq!(machine.close(), Ok(None));
    }
    drop(machine);
    assert!(log.take().is_empty());
}

#[test]
fn law_3_fused_after_close() {
    let log = Log::default();
    let mut machine = listen(&log);
    machine.prime().unwrap();
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(machine.status(), Status::Finished);
    assert_eq!(machine.send(1), Err(ResumeError::Finished));
    assert_eq!(machine.prime(), Err(ResumeError::Finished));
    assert_eq!(machine.close(), Ok(None));
}

#[test]
fn law_3_send_all_leaves_the_rest_of_the_iterator() {
    let log = Log::default();
    let mut machine = listen(&log);
    machine.prime().unwrap();
    let mut values = [1, -1, 5, 6].into_iter();
    assert_eq!(machine.send_all(&mut values), Ok(Some(2)));
    assert_eq!(values.as_slice(), [5, 6]);
    assert_eq!(machine.send_all(&mut values), Err(ResumeError::Finished));
    assert_eq!(values.as_slice(), [5, 6]);
}

#[test]
fn law_4_close_of_a_created_machine_runs_nothing() {
    let log = Log::default();
    let mut machine = listen(&log);
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(log.take(), ["drop second", "drop first"]);
    assert_eq!(machine.prime(), Err(ResumeError::Finished));
}

#[test]
fn law_4_close_ends_the_body_where_it_stands() {
    let log = Log::default();
    let mut machine = listen(&log);
    machine.prime().unwrap();
    machine.send(1).unwrap();
    assert_eq!(log.take(), ["start", "1"]);
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(log.take(), ["drop local", "drop second", "drop first"]);
}

#[coro::coroutine(recv = i32, yield = i32)]
fn stubborn(log: &Log, mut refusals: u32) -> i32 {
    let _guard: Guard<'_> = Guard("guard", log);
    let mut total: i32 = 0;
    loop {
        match try_yield!(total) {
            Ok(value) => total += value,
            Err(Interrupt::Close) if refusals == 0 => return total,
            Err(Interrupt::Close) => refusals -= 1,
            Err(Interrupt::Throw(never)) => match never {},
        }
    }
}

#[test]
fn law_4_close_is_told_to_a_body_that_asks() {
    let log = Log::default();
    let mut machine = stubborn(&log, 2);
    machine.prime().unwrap();
    machine.send(3).unwrap();
    assert_eq!(machine.close(), Err(ResumeError::IgnoredClose));
    assert_eq!(machine.status(), Status::Suspended);
    assert_eq!(machine.send(4), Ok(CoroutineState::Yielded(7)));
    assert_eq!(machine.close(), Err(ResumeError::IgnoredClose));
    assert!(log.take().is_empty());
    assert_eq!(machine.close(), Ok(Some(7)));
    assert_eq!(log.take(), ["drop guard"]);
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(machine.send(1), Err(ResumeError::Finished));
}

#[test]
fn law_5_drop_is_close() {
    let log = Log::default();
    let mut machine = stubborn(&log, 0);
    machine.prime().unwrap();
    drop(machine);
    assert_eq!(log.take(), ["drop guard"]);
    // It ignores the close, and is dropped where it then stands.
    let mut machine = stubborn(&log, 1);
    machine.prime().unwrap();
    drop(machine);
    assert_eq!(log.take(), ["drop guard"]);
    drop(stubborn(&log, 0));
    assert!(log.take().is_empty());
}

#[coro::coroutine(recv = i32)]
fn flushing(sum: &Cell<i32>) {
    let mut total = 0_i32;
    while let Ok(value) = try_recv!() {
        total += value;
    }
    sum.set(total);
}

#[test]
fn law_5_a_dropped_machine_flushes() {
    let sum = Cell::new(0);
    let mut machine = flushing(&sum);
    machine.prime().unwrap();
    machine.send_all([1, 2]).unwrap();
    let boxed: Box<dyn Consumer<i32, Return = ()> + '_> = Box::new(machine);
    assert_eq!(sum.get(), 0);
    drop(boxed);
    assert_eq!(sum.get(), 3);
}

#[coro::coroutine(recv = i32)]
fn scoped(log: &Log) -> Result<i32, std::num::TryFromIntError> {
    let _outer: Guard<'_> = Guard("outer", log);
    let kept: Guard<'_> = Guard("kept", log);
    let mut rounds: i32 = 0;
    'rounds: loop {
        rounds += 1;
        let _round: Guard<'_> = Guard("round", log);
        let moved: Guard<'_> = Guard("moved", log);
        match recv!() {
            0 => continue 'rounds,
            1 => break 'rounds,
            2 => drop(moved),
            other => log.note(u8::try_from(other)?.to_string()),
        }
        log.note("end");
        recv!();
    }
    log.note(kept.0);
    Ok(rounds)
}

#[test]
fn law_8_exact_scopes() {
    let log = Log::default();
    let mut machine = scoped(&log);
    machine.prime().unwrap();
    machine.send(0).unwrap();
    assert_eq!(log.take(), ["drop moved", "drop round"]);
    machine.send(2).unwrap();
    assert_eq!(log.take(), ["drop moved", "end"]);
    machine.send(0).unwrap();
    assert_eq!(log.take(), ["drop round"]);
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(Ok(3))));
    assert_eq!(log.take(), ["drop moved", "drop round", "kept", "drop kept", "drop outer"]);

    let mut machine = scoped(&log);
    machine.prime().unwrap();
    assert!(matches!(machine.send(-3), Ok(CoroutineState::Complete(Err(_)))));
    assert_eq!(log.take(), ["drop moved", "drop round", "drop kept", "drop outer"]);

    let mut machine = scoped(&log);
    machine.prime().unwrap();
    machine.send(2).unwrap();
    log.take();
    machine.close().unwrap();
    assert_eq!(log.take(), ["drop round", "drop kept", "drop outer"]);
}

#[coro::coroutine]
fn unnamed(log: &Log) {
    let named: Guard<'_> = Guard("named later", log);
    log.note(named.0);
    let value: i32 = recv!();
    log.note(value.to_string());
    recv!();
}

#[test]
fn law_8_a_local_of_unknown_type_ends_at_the_suspension() {
    fn known<'l>(text: &'static str, log: &'l Log) -> Guard<'l> {
        Guard(text, log)
    }
    #[coro_runtime::coroutine]
    fn unknown(log: &Log) {
        let guard = known("guard", log);
        log.note(guard.0);
        let value: i32 = recv!();
        log.note(value.to_string());
    }
    let log = Log::default();
    let mut machine = unknown(&log);
    machine.prime().unwrap();
    machine.send(1).unwrap();
    assert_eq!(log.take(), ["guard", "drop guard", "1"]);
    // The type of this one is written, so it lives to the end of its block.
    let mut machine = unnamed(&log);
    machine.prime().unwrap();
    machine.send(1).unwrap();
    assert_eq!(log.take(), ["named later", "1"]);
    drop(machine);
    assert_eq!(log.take(), ["drop named later"]);
}

#[coro::coroutine(recv = i32, yield = i32)]
fn ordered(log: &Log) -> i32 {
    fn note(log: &Log, value: i32) -> i32 {
        log.note(value.to_string());
        value
    }
    let mut slots: [i32; 4] = [0; 4];
    slots[yield_!(note(log, 1)) as usize] = yield_!(note(log, 2)) + 3 * yield_!(note(log, 4));
    let chosen: bool = yield_!(5) > 0 && yield_!(6) > 0 || yield_!(7) > 0;
    log.note(chosen.to_string());
    slots.iter().sum()
}

#[test]
fn law_9_order() {
    let log = Log::default();
    // An assignment evaluates its right side first, and then the place.
    crate::check(ordered(&log), &[(2, 10), (4, 5), (1, 3), (5, 1), (6, 0), (7, 1)], 25);
    assert_eq!(log.take(), ["2", "4", "1", "true"]);
}

#[test]
fn law_10_panic() {
    let log = Log::default();
    let mut machine = listen(&log);
    machine.prime().unwrap();
    machine.send(1).unwrap();
    catch_unwind(AssertUnwindSafe(|| machine.send(13))).unwrap_err();
    assert_eq!(log.take(), ["start", "1", "13", "drop local", "drop second", "drop first"]);
    assert_eq!(machine.status(), Status::Poisoned);
    assert_eq!(machine.send(1), Err(ResumeError::Poisoned));
    assert_eq!(machine.prime(), Err(ResumeError::Poisoned));
    assert_eq!(machine.close(), Err(ResumeError::Poisoned));
    assert_eq!(machine.try_send(1), Err(Rejected { value: 1, error: ResumeError::Poisoned }));
    drop(machine);
    assert!(log.take().is_empty());
}

#[coro_runtime::coroutine]
#[derive(Clone)]
fn plain(text: String) {
    loop {
        let _value: u8 = recv!();
        let _text: &str = &text;
    }
}

#[coro::coroutine]
fn shares(text: Rc<str>) {
    loop {
        let _value: u8 = recv!();
        let _text: Rc<str> = Rc::clone(&text);
    }
}

#[test]
fn law_11_no_surprise_at_the_type_level() {
    fn everything<T: Send + Sync + Unpin + Clone + 'static>(_: &T) {}
    fn local<T: Unpin + 'static>(_: &T) {}
    fn borrowed<'l, T: Unpin + 'l>(_: &T) {}
    everything(&plain("text".to_string()));
    local(&shares("text".into()));
    let log = Log::default();
    borrowed(&listen(&log));
    let made: fn(String) -> Plain = plain;
    drop(made("text".to_string()));
}
