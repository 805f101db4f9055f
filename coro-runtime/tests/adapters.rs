//! The ready-made coroutines: the laws of the protocol for each, then what each is for.

#![cfg(all(feature = "alloc", feature = "macros"))]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};

use coro_runtime::prelude::*;

/// Asks `make()` for every law. A send of `value` leaves it suspended, `closed` is what a close answers then, and a
/// send of `bad` makes it panic.
fn check_laws<In, C>(make: impl Fn() -> C, value: In, bad: In, closed: Option<C::Return>)
where
    In: Clone + PartialEq + Debug,
    C: Coroutine<In, Yield: PartialEq + Debug, Return: PartialEq + Debug> + Debug,
{
    let refuses = |machine: &mut C, error: ResumeError| {
        assert_eq!(machine.prime(), Err(error));
        assert_eq!(machine.send(value.clone()), Err(error));
        let rejected = machine.try_send(value.clone()).unwrap_err();
        assert_eq!((rejected.value, rejected.error), (value.clone(), error));
    };

    // A refused call changes nothing, in any state.
    let mut machine = make();
    assert_eq!(machine.status(), Status::Created);
    assert_eq!(machine.send(value.clone()), Err(ResumeError::NotPrimed));
    assert_eq!(machine.try_send(value.clone()).unwrap_err().error, ResumeError::NotPrimed);
    assert_eq!(machine.status(), Status::Created);
    assert!(machine.prime().unwrap().is_yielded());
    assert_eq!(machine.prime(), Err(ResumeError::AlreadyPrimed));
    assert_eq!(machine.status(), Status::Suspended);
    assert!(machine.send(value.clone()).unwrap().is_yielded());
    assert_eq!(machine.prime(), Err(ResumeError::AlreadyPrimed));
    assert!(format!("{machine:?}").contains("uspended"), "{machine:?}");

    // Closed, with what it has to say, and once only.
    assert_eq!(machine.close(), Ok(closed));
    assert_eq!(machine.status(), Status::Finished);
    refuses(&mut machine, ResumeError::Finished);
    assert_eq!(machine.close(), Ok(None));

    // Closed before anything of it ran.
    let mut machine = make();
    assert_eq!(machine.close(), Ok(None));
    refuses(&mut machine, ResumeError::Finished);

    // Poisoned for good.
    let mut machine = make();
    machine.prime().unwrap();
    machine.send(value.clone()).unwrap();
    catch_unwind(AssertUnwindSafe(|| machine.send(bad.clone()))).unwrap_err();
    assert_eq!(machine.status(), Status::Poisoned);
    refuses(&mut machine, ResumeError::Poisoned);
    assert_eq!(machine.close(), Err(ResumeError::Poisoned));
    assert_eq!(machine.status(), Status::Poisoned);
}

fn unlucky(value: u32) {
    assert_ne!(value, 13, "an unlucky number");
}

/// Adds up what it is extended by.
#[derive(Clone, Debug, Default, PartialEq)]
struct Total(u32);

impl Extend<u32> for Total {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, values: I) {
        for value in values {
            unlucky(value);
            self.0 += value;
        }
    }
}

/// Adds up to `limit`, or to its close.
#[coro::coroutine(recv = u32)]
fn sum_up_to(limit: u32) -> u32 {
    let mut total: u32 = 0;
    while total < limit {
        match try_recv!() {
            Ok(value) => total += value,
            Err(Interrupt::Close) => break,
        }
    }
    total
}

/// Suspends once more when it is first closed.
#[coro::coroutine(recv = u32)]
fn reluctant(closes: &Cell<u32>) -> u32 {
    while closes.get() < 2 {
        if try_recv!().is_err() {
            closes.set(closes.get() + 1);
        }
    }
    closes.get()
}

#[test]
fn from_fn_keeps_the_laws() {
    check_laws(|| coro::from_fn(unlucky), 1, 13, None);
    check_laws(|| Box::new(coro::from_fn(unlucky)), 1, 13, None);
}

#[test]
fn from_iter_keeps_the_laws() {
    check_laws(|| coro::from_iter((0..3).inspect(|&n| assert!(n < 2))), (), (), None);
}

#[test]
fn collect_keeps_the_laws() {
    check_laws(coro::collect::<Total>, 1, 13, Some(Total(1)));
    check_laws(|| coro::collect_into(Total(4)), 1, 13, Some(Total(5)));
}

#[test]
fn broadcast_keeps_the_laws() {
    let make = || coro::broadcast([coro::collect_into(Total(1)), coro::collect()]);
    check_laws(make, 1, 13, Some(vec![Ok(Some(Total(2))), Ok(Some(Total(1)))]));
}

#[test]
fn shared_keeps_the_laws() {
    check_laws(|| coro::shared(coro::collect::<Total>()), 1, 13, Some(Total(1)));
}

#[test]
fn a_clone_goes_on_by_itself() {
    let mut first = coro::collect::<Total>();
    first.prime().unwrap();
    first.send(1).unwrap();
    let mut second = first.clone();
    second.send(2).unwrap();
    assert_eq!((first.close(), second.close()), (Ok(Some(Total(1))), Ok(Some(Total(3)))));
}

#[test]
fn a_closure_takes_what_is_borrowed_for_one_send() {
    fn feed(mut sink: impl for<'i> Coroutine<&'i str, Yield = ()>) {
        sink.prime().unwrap();
        for n in 0..3 {
            let line = n.to_string();
            sink.send(&line).unwrap();
        }
    }
    let mut text = String::new();
    feed(coro::from_fn(|line: &str| text.push_str(line)));
    feed(coro::broadcast([coro::from_fn(|line: &str| text.push_str(line))]));
    feed(coro::shared(coro::from_fn(|line: &str| text.push_str(line))));
    assert_eq!(text, "012012012");

    let mut text = coro::collect::<String>();
    feed(&mut text);
    assert_eq!(text.close(), Ok(Some("012".to_string())));
}

#[test]
fn a_closure_needs_no_type_and_can_be_lent() {
    let mut values: Vec<u32> = Vec::new();
    let mut push = |value| values.push(value);
    let mut sink = coro::from_fn(&mut push);
    sink.prime().unwrap();
    sink.send_all([1, 2]).unwrap();
    sink.close().unwrap();
    push(3);
    assert_eq!(values, [1, 2, 3]);
}

#[test]
fn an_iterator_is_handed_out_to_its_end() {
    let mut items = coro::from_iter(vec![1, 2]);
    assert_eq!(items.size_hint(), (2, Some(2)));
    assert_eq!(items.prime(), Ok(CoroutineState::Yielded(1)));
    assert_eq!(items.send(()), Ok(CoroutineState::Yielded(2)));
    assert_eq!(items.send(()), Ok(CoroutineState::Complete(())));
    assert_eq!(items.send(()), Err(ResumeError::Finished));
    assert_eq!(items.size_hint(), (0, Some(0)));

    assert_eq!(coro::from_iter(0..0).prime(), Ok(CoroutineState::Complete(())));
    assert_eq!(coro::from_iter(["a", "b"]).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn a_lent_iterator_stands_where_the_coroutine_left_it() {
    let mut numbers = 1..5;
    let mut items = coro::from_iter(&mut numbers);
    items.prime().unwrap();
    items.close().unwrap();
    assert_eq!(numbers, 2..5);
}

#[test]
fn pairs_are_collected_into_a_map_or_apart() {
    let mut map = coro::collect::<BTreeMap<_, _>>();
    map.prime().unwrap();
    map.send_all([("b", 2), ("a", 1)]).unwrap();
    assert_eq!(map.close(), Ok(Some(BTreeMap::from([("a", 1), ("b", 2)]))));

    let mut apart = coro::collect::<(Vec<_>, String)>();
    apart.prime().unwrap();
    apart.send_all([(1, 'x'), (2, 'y')]).unwrap();
    assert_eq!(apart.close(), Ok(Some((vec![1, 2], "xy".to_string()))));
}

#[test]
fn broadcast_drops_a_finished_target_and_keeps_what_it_returned() {
    let mut all = coro::broadcast([sum_up_to(3), sum_up_to(0), sum_up_to(5)]);
    assert_eq!(all.prime(), Ok(CoroutineState::Yielded(())));
    assert!(format!("{all:?}").contains("open: 2"));
    assert_eq!(all.send(4), Ok(CoroutineState::Yielded(())));
    assert!(format!("{all:?}").contains("open: 1"));
    let answers = vec![Ok(Some(4)), Ok(Some(0)), Ok(Some(8))];
    assert_eq!(all.send(4), Ok(CoroutineState::Complete(answers)));
    assert_eq!(all.send(4), Err(ResumeError::Finished));
    assert_eq!(all.close(), Ok(None));
}

#[test]
fn broadcast_without_targets_completes_at_once() {
    let mut none = coro::broadcast::<[coro::Collect<Total>; 0], _>([]);
    assert_eq!(none.prime(), Ok(CoroutineState::Complete(vec![])));
}

#[test]
fn an_error_of_one_target_does_not_lose_the_value_for_the_others() {
    let ended = coro::shared(sum_up_to(1));
    let mut handle = ended.clone();
    let others = coro::shared(sum_up_to(100));
    let mut all = coro::broadcast([others.clone(), ended, others]);
    all.prime().unwrap();
    assert_eq!(handle.send(1), Ok(CoroutineState::Complete(1)));

    assert_eq!(all.send(2), Ok(CoroutineState::Yielded(())));
    assert_eq!(all.close(), Ok(Some(vec![Ok(None), Err(ResumeError::Finished), Ok(Some(4))])));
}

#[test]
fn broadcast_leaves_a_primed_target_where_it_is() {
    let (mut primed, mut new) = (sum_up_to(10), sum_up_to(10));
    primed.prime().unwrap();
    primed.send(1).unwrap();
    let mut all = coro::broadcast([&mut primed, &mut new]);
    all.prime().unwrap();
    all.send(2).unwrap();
    assert_eq!(all.close(), Ok(Some(vec![Ok(Some(3)), Ok(Some(2))])));
    assert_eq!((primed.status(), new.status()), (Status::Finished, Status::Finished));
}

#[test]
fn broadcast_closes_and_sends_in_order_and_clones_all_but_the_last_value() {
    struct Value<'l>(&'l RefCell<Vec<String>>, u32);
    impl Clone for Value<'_> {
        fn clone(&self) -> Self {
            self.0.borrow_mut().push(format!("clone {}", self.1));
            Value(self.0, self.1)
        }
    }
    let log = RefCell::new(Vec::new());
    let listener = |name: &'static str| {
        coro::from_fn(move |value: Value<'_>| value.0.borrow_mut().push(format!("{name} {}", value.1)))
    };
    let mut all = coro::broadcast([listener("a"), listener("b")]);
    all.prime().unwrap();
    all.send(Value(&log, 7)).unwrap();
    assert_eq!(log.take(), ["clone 7", "a 7", "b 7"]);

    #[coro::coroutine(recv = u32)]
    fn farewell(name: &'static str, log: &RefCell<Vec<String>>) {
        while try_recv!().is_ok() {}
        log.borrow_mut().push(format!("close {name}"));
    }
    let mut all = coro::broadcast([farewell("a", &log), farewell("b", &log)]);
    all.prime().unwrap();
    all.close().unwrap();
    assert_eq!(log.take(), ["close a", "close b"]);

    let mut all = coro::broadcast([farewell("a", &log), farewell("b", &log)]);
    all.prime().unwrap();
    drop(all);
    assert_eq!(log.take(), ["close a", "close b"]);
}

#[test]
fn a_target_that_ignores_the_close_gets_the_next_one_alone() {
    let closes = [Cell::new(0), Cell::new(1)];
    let mut all = coro::broadcast([reluctant(&closes[0]), reluctant(&closes[1])]);
    all.prime().unwrap();
    assert_eq!(all.close(), Err(ResumeError::IgnoredClose));
    assert_eq!(all.status(), Status::Suspended);
    assert_eq!(closes, [Cell::new(1), Cell::new(2)]);
    assert_eq!(all.close(), Ok(Some(vec![Ok(Some(2)), Ok(Some(2))])));

    let closes = Cell::new(0);
    let mut handle = coro::shared(reluctant(&closes));
    handle.prime().unwrap();
    assert_eq!(handle.close(), Err(ResumeError::IgnoredClose));
    assert_eq!(handle.status(), Status::Suspended);
    assert_eq!(handle.close(), Ok(Some(2)));
}

#[test]
fn targets_of_different_types_are_boxed() {
    let mut total = 0;
    let targets: Vec<Box<dyn Consumer<u32, Return = ()> + '_>> =
        vec![Box::new(coro::from_fn(|value| total += value)), Box::new(coro::from_fn(unlucky))];
    let mut all = coro::broadcast(targets);
    all.prime().unwrap();
    all.send_all([1, 2]).unwrap();
    drop(all);
    assert_eq!(total, 3);
}

#[test]
fn the_last_handle_closes_a_shared_target() {
    let mut first = coro::shared(sum_up_to(100));
    let mut second = first.clone();
    first.prime().unwrap();
    assert_eq!(second.prime(), Err(ResumeError::AlreadyPrimed));
    first.send(1).unwrap();
    assert_eq!(first.close(), Ok(None));
    assert_eq!(first.clone().status(), Status::Finished);
    second.send(2).unwrap();
    drop(second.clone());
    assert_eq!(second.close(), Ok(Some(3)));
}

#[test]
fn dropping_the_last_handle_drops_and_so_closes_the_target() {
    #[coro::coroutine(recv = u32)]
    fn farewell(closed: &Cell<bool>) {
        while try_recv!().is_ok() {}
        closed.set(true);
    }
    let closed = Cell::new(false);
    let mut first = coro::shared(farewell(&closed));
    let second = first.clone();
    first.prime().unwrap();
    drop(first);
    assert!(!closed.get());
    drop(second);
    assert!(closed.get());
}

#[test]
fn all_handles_see_the_end_and_the_panic_of_a_shared_target() {
    let mut first = coro::shared(sum_up_to(1));
    let mut second = first.clone();
    first.prime().unwrap();
    assert_eq!(second.send(1), Ok(CoroutineState::Complete(1)));
    assert_eq!(first.send(1), Err(ResumeError::Finished));
    assert_eq!(first.close(), Ok(None));

    let mut first = coro::shared(coro::from_fn(unlucky));
    let mut second = first.clone();
    first.prime().unwrap();
    catch_unwind(AssertUnwindSafe(|| first.send(13))).unwrap_err();
    assert_eq!(second.send(1), Err(ResumeError::Poisoned));
    assert_eq!(second.close(), Err(ResumeError::Poisoned));
}

#[test]
fn a_shared_target_that_sends_to_itself_panics() {
    type Cycle = RefCell<Option<Box<dyn Consumer<u32, Return = ()>>>>;
    let cycle: &'static Cycle = Box::leak(Box::default());
    let mut handle = coro::shared(coro::from_fn(move |value: u32| {
        cycle.borrow_mut().as_mut().unwrap().send(value).unwrap();
    }));
    handle.prime().unwrap();
    *cycle.borrow_mut() = Some(Box::new(handle.clone()));
    let panic = catch_unwind(AssertUnwindSafe(|| handle.send(1))).unwrap_err();
    assert!(panic.downcast_ref::<String>().unwrap().contains("it is running"));
    assert_eq!(handle.status(), Status::Poisoned);
}

#[test]
fn closing_the_head_gives_the_results_of_the_tails() {
    #[coro::coroutine(recv = u32)]
    fn double<R>(mut target: impl Consumer<u32, Return = R>) -> Result<Option<R>, ResumeError> {
        while let Ok(value) = try_recv!() {
            target.send(2 * value)?;
        }
        target.close()
    }

    let mut tails = coro::broadcast([coro::collect::<Vec<u32>>(), coro::collect()]);
    Coroutine::<u32>::prime(&mut tails).unwrap();
    let mut inner = double(tails);
    inner.prime().unwrap();
    let mut head = double(inner);
    head.prime().unwrap();
    head.send_all([1, 2]).unwrap();
    let tail = || Ok(Some(vec![4, 8]));
    assert_eq!(head.close(), Ok(Some(Ok(Some(Ok(Some(vec![tail(), tail()])))))));
}
