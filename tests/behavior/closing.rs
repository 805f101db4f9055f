//! What drops when a machine is closed, dropped, or panics in between.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, RwLock};

use crate::prelude::*;

use crate::events::{Guard, Log};

type Trace = RefCell<Vec<u32>>;

struct Numbered<'t> {
    number: u32,
    trace: &'t Trace,
}

impl<'t> Numbered<'t> {
    fn new(number: u32, trace: &'t Trace) -> Self {
        Self { number, trace }
    }
}

impl Drop for Numbered<'_> {
    fn drop(&mut self) {
        self.trace.borrow_mut().push(self.number);
    }
}

#[coro::coroutine]
fn nested<'t>(trace: &'t Trace, _argument: Numbered<'t>) {
    let _one: Numbered<'t> = Numbered::new(1, trace);
    if let [_, ..] = [0_u8; 3].as_slice() {
        let (two, three): (Numbered<'t>, Numbered<'t>) = (Numbered::new(2, trace), Numbered::new(3, trace));
        let _four: Numbered<'t> = Numbered::new(4, trace);
        {
            let mut five: Option<Numbered<'t>> = Some(Numbered::new(5, trace));
            let value: u8 = recv!();
            if value > 0 {
                five.take();
            }
            recv!();
        }
        drop(three);
        assert_eq!(two.number, 2);
        recv!();
    }
    recv!();
}

#[test]
fn guards_drop_in_reverse_order() {
    let trace = Trace::default();
    let ends: [(&[u8], &[u32]); 5] = [
        (&[], &[5, 4, 3, 2, 1, 9]),
        (&[0], &[5, 4, 3, 2, 1, 9]),
        (&[1], &[5, 4, 3, 2, 1, 9]),
        (&[0, 0], &[5, 3, 4, 2, 1, 9]),
        (&[0, 0, 0], &[5, 3, 4, 2, 1, 9]),
    ];
    for (sent, dropped) in ends {
        for closes in [true, false] {
            let mut machine = nested(&trace, Numbered::new(9, &trace));
            machine.prime().unwrap();
            machine.send_all(sent.iter().copied()).unwrap();
            if closes {
                assert_eq!(machine.close(), Ok(None));
            } else {
                drop(machine);
            }
            assert_eq!(trace.take(), dropped, "after {sent:?}");
        }
    }
}

#[coro::coroutine(recv = u32, yield = u32)]
fn holds_the_lock(shared: &Mutex<u32>) {
    loop {
        let added: u32 = yield_!(0);
        let mut locked: MutexGuard<'_, u32> = shared.lock().unwrap();
        *locked += added;
        yield_!(*locked);
    }
}

#[test]
fn a_lock_is_held_over_the_suspension() {
    let shared = Mutex::new(1);
    let mut machine = holds_the_lock(&shared);
    machine.prime().unwrap();
    machine.send(2).unwrap();
    assert!(shared.try_lock().is_err());
    machine.send(0).unwrap();
    assert_eq!(*shared.try_lock().unwrap(), 3);
    machine.send(4).unwrap();
    assert!(shared.try_lock().is_err());
    machine.close().unwrap();
    assert_eq!(*shared.try_lock().unwrap(), 7);
}

#[coro::coroutine]
fn holds_an_unnamed_lock(shared: &RwLock<Vec<String>>) {
    loop {
        let line: String = recv!();
        shared.write().unwrap().push(line);
    }
}

#[test]
fn a_temporary_lock_ends_with_its_statement() {
    let shared = RwLock::default();
    let mut machine = holds_an_unnamed_lock(&shared);
    machine.prime().unwrap();
    machine.send("a".to_string()).unwrap();
    assert_eq!(*shared.try_read().unwrap(), ["a"]);
}

struct PanicsOnDrop;

impl Drop for PanicsOnDrop {
    fn drop(&mut self) {
        panic!("in a destructor");
    }
}

#[coro::coroutine]
fn panics_when_it_ends(trace: &Trace) {
    let _before: Numbered<'_> = Numbered::new(1, trace);
    let _bomb: PanicsOnDrop = PanicsOnDrop;
    let _after: Numbered<'_> = Numbered::new(2, trace);
    let _value: u8 = recv!();
}

#[test]
fn a_panic_while_closing_poisons() {
    let trace = Trace::default();
    for closes in [true, false] {
        let mut machine = panics_when_it_ends(&trace);
        machine.prime().unwrap();
        catch_unwind(AssertUnwindSafe(|| {
            if closes { machine.close().map(drop) } else { machine.send(1).map(drop) }
        }))
        .unwrap_err();
        assert_eq!(trace.take(), [2, 1]);
        assert_eq!(machine.status(), Status::Poisoned);
        assert_eq!(machine.close(), Err(ResumeError::Poisoned));
    }
    let mut machine = panics_when_it_ends(&trace);
    machine.prime().unwrap();
    catch_unwind(AssertUnwindSafe(|| drop(machine))).unwrap_err();
    assert_eq!(trace.take(), [2, 1]);
}

#[coro::coroutine]
fn panics_in_a_nested_call(target: &mut impl Consumer<u8, Return = ()>) -> Result<(), ResumeError> {
    loop {
        let value: u8 = recv!();
        target.send(value - 1)?;
    }
}

#[coro::coroutine]
fn panics_at_zero() {
    loop {
        let value: u8 = recv!();
        assert_ne!(value, 0, "zero");
    }
}

#[test]
fn a_panic_poisons_every_machine_on_the_way() {
    let mut inner = panics_at_zero();
    inner.prime().unwrap();
    let mut outer = panics_in_a_nested_call(&mut inner);
    outer.prime().unwrap();
    outer.send(2).unwrap();
    let panicked = catch_unwind(AssertUnwindSafe(|| outer.send(1))).unwrap_err();
    assert!(panicked.downcast_ref::<String>().unwrap().contains("zero"));
    assert_eq!(outer.status(), Status::Poisoned);
    drop(outer);
    assert_eq!(inner.status(), Status::Poisoned);
}

#[test]
fn a_panic_while_priming_poisons() {
    #[coro::coroutine]
    fn divide(by: u32) -> u32 {
        let share = 100_u32.checked_div(by).expect("a divisor");
        let value: u32 = recv!();
        share + value
    }
    let mut machine = divide(0);
    catch_unwind(AssertUnwindSafe(|| machine.prime())).unwrap_err();
    assert_eq!(machine.prime(), Err(ResumeError::Poisoned));
}

#[coro::coroutine(recv = u32)]
fn collects_until_closed() -> Vec<u32> {
    let mut values: Vec<u32> = Vec::new();
    loop {
        let Ok(value) = try_recv!() else {
            break values;
        };
        values.push(value);
    }
}

#[test]
fn close_hands_back_what_was_gathered() -> Result<(), ResumeError> {
    let mut machine = collects_until_closed();
    machine.prime()?;
    machine.send_all([3, 1])?;
    assert_eq!(machine.close()?, Some(vec![3, 1]));
    let mut unused = collects_until_closed();
    assert_eq!(unused.close()?, None);
    Ok(())
}

#[coro::coroutine(recv = u32, yield = u32)]
fn retries(closes: &Cell<u32>) -> Result<u32, Interrupt> {
    let first = try_yield!(1)?;
    let second: u32 = try_yield!(first + 1).or_else(|interrupt| {
        closes.set(closes.get() + 1);
        if first > 10 { Ok(first) } else { Err(interrupt) }
    })?;
    let third: u32 = yield_!(second);
    Ok(first + second + third)
}

#[test]
fn an_interrupt_is_an_error_like_any_other() {
    let closes = Cell::new(0);
    let mut machine = retries(&closes);
    machine.prime().unwrap();
    assert_eq!(machine.close(), Ok(Some(Err(Interrupt::Close))));
    let mut machine = retries(&closes);
    machine.prime().unwrap();
    machine.send(11).unwrap();
    assert_eq!(machine.close(), Err(ResumeError::IgnoredClose));
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(Ok(23))));
    let mut machine = retries(&closes);
    machine.prime().unwrap();
    machine.send(3).unwrap();
    assert_eq!(machine.close(), Ok(Some(Err(Interrupt::Close))));
    assert_eq!(closes.get(), 2);
}

#[test]
fn arguments_shared_with_the_caller_are_released() {
    #[coro::coroutine]
    fn shares(first: Arc<u8>, (second, _third): (Arc<u8>, Arc<u8>)) -> u8 {
        let value: u8 = recv!();
        *first + *second + value
    }
    let shared = Arc::new(1);
    let make = || shares(Arc::clone(&shared), (Arc::clone(&shared), Arc::clone(&shared)));
    let mut machine = make();
    assert_eq!(Arc::strong_count(&shared), 4);
    machine.prime().unwrap();
    assert_eq!(machine.send(2), Ok(CoroutineState::Complete(4)));
    assert_eq!(Arc::strong_count(&shared), 1);
    drop(make());
    make().close().unwrap();
    assert_eq!(Arc::strong_count(&shared), 1);
}

#[test]
fn law_4_a_close_is_refused_after_a_panic_in_the_close() {
    #[coro::coroutine(recv = i32)]
    fn fails(log: &Log) -> i32 {
        let _guard: Guard<'_> = Guard("local", log);
        let value: i32 = try_recv!().expect("a value");
        value
    }
    let log = Log::default();
    let mut machine = fails(&log);
    machine.prime().unwrap();
    catch_unwind(AssertUnwindSafe(|| machine.close())).unwrap_err();
    assert_eq!(log.take(), ["drop local"]);
    assert_eq!(machine.close(), Err(ResumeError::Poisoned));
    // And a drop then runs nothing.
    drop(machine);
    let mut machine = fails(&log);
    machine.prime().unwrap();
    catch_unwind(AssertUnwindSafe(|| drop(machine))).unwrap_err();
    assert_eq!(log.take(), ["drop local"]);
}

#[test]
fn law_5_a_machine_without_a_try_form_has_no_drop() {
    // So its fields may borrow from what is declared behind it, as those of a plain struct may.
    #[coro_runtime::coroutine]
    fn looks(text: &str) -> usize {
        let extra: usize = recv!();
        text.len() + extra
    }
    let mut machine;
    let text = String::from("text");
    machine = looks(&text);
    machine.prime().unwrap();
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(5)));
}
