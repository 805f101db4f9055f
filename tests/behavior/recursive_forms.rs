//! Where a call of itself may stand, and what else a coroutine that delegates to itself may be.

use crate::prelude::*;

use crate::events::{Guard, Log};

#[coro::coroutine(yield = u32)]
fn fibonacci(n: u32) -> u64 {
    if n < 2 {
        yield_!(n);
        return u64::from(n);
    }
    yield_from!(fibonacci(n - 1)) + yield_from!(fibonacci(n - 2))
}

#[test]
fn it_calls_itself_twice_in_one_expression() {
    let mut machine = fibonacci(10);
    assert_eq!(machine.by_ref().count(), 89);
    let mut machine = fibonacci(3);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(1)));
    assert_eq!(machine.send(()), Ok(CoroutineState::Yielded(0)));
    assert_eq!(machine.send(()), Ok(CoroutineState::Yielded(1)));
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(2)));
}

#[coro::coroutine(recv = i32, yield = String)]
fn everywhere(left: u32) -> i32 {
    if left == 0 {
        return yield_!("leaf".to_string());
    }
    let mut sum: i32 = 0;
    sum += yield_from!(everywhere(left - 1));
    if yield_from!(everywhere(0)) > 5 || yield_from!(everywhere(0)) > 5 {
        sum += 100;
    }
    let text: String = format!("{}/{}", yield_from!(everywhere(0)), sum);
    while yield_from!(everywhere(0)) > 0 {
        sum += 1000;
    }
    sum += yield_!(text);
    sum
}

#[test]
fn it_calls_itself_in_every_place() {
    let mut machine = everywhere(1);
    let handed = crate::outputs(&mut machine, [1, 0, 6, 4, 1, 0]);
    assert_eq!(handed[..6], ["leaf"; 6]);
    assert_eq!(handed[6], "4/101");
    assert_eq!(machine.send(10), Ok(CoroutineState::Complete(1111)));
    let mut machine = everywhere(2);
    machine.prime().unwrap();
    machine.send_all([1, 0, 6, 4, 0, 10]).unwrap();
    assert_eq!(machine.status(), Status::Suspended);
}

#[coro::coroutine(yield = &'t T)]
fn walks<'t, T, const N: usize>(rows: &'t [[T; N]], from_the_end: bool) {
    if let Some((first, rest)) = rows.split_first() {
        let (first, rest): (&'t [T; N], &'t [[T; N]]) = (first, rest);
        if from_the_end {
            yield_from!(walks(rest, from_the_end));
        }
        for value in first {
            yield_!(value);
        }
        if !from_the_end {
            yield_from!(walks(rest, from_the_end));
        }
    }
}

#[test]
fn it_may_be_generic_and_borrow() {
    let rows = [[1, 2], [3, 4], [5, 6]];
    assert_eq!(walks(&rows, false).collect::<Vec<_>>(), [&1, &2, &3, &4, &5, &6]);
    assert_eq!(walks(&rows, true).collect::<Vec<_>>(), [&5, &6, &3, &4, &1, &2]);
}

#[coro_runtime::coroutine]
fn sections(depth: usize, out: &std::cell::RefCell<Vec<(usize, String)>>) {
    loop {
        let line: &str = recv!();
        match line {
            "end" => return,
            "begin" => yield_from!(sections(depth + 1, out)),
            other => out.borrow_mut().push((depth, other.to_string())),
        }
    }
}

#[test]
fn borrowed_lines_reach_the_innermost_frame() {
    let out = std::cell::RefCell::default();
    let mut machine = sections(0, &out);
    machine.prime().unwrap();
    let mut buffer = String::new();
    for line in ["a", "begin", "b", "begin", "c", "end", "d", "end", "e"] {
        buffer.clear();
        buffer.push_str(line);
        assert_eq!(machine.send(&buffer), Ok(CoroutineState::Yielded(())));
    }
    assert_eq!(machine.send("end"), Ok(CoroutineState::Complete(())));
    let seen = out.take();
    let seen: Vec<_> = seen.iter().map(|(depth, line)| (*depth, &line[..])).collect();
    assert_eq!(seen, [(0, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "e")]);
}

#[coro::coroutine(yield = u32)]
fn leaf(log: &Log) -> u32 {
    let _local: Guard<'_> = Guard("leaf", log);
    yield_!(1);
    2
}

#[coro::coroutine(yield = u32)]
fn branches(depth: u32, log: &Log) -> u32 {
    let _local: Guard<'_> = Guard("branch", log);
    if depth == 0 {
        return yield_from!(leaf(log));
    }
    let below: u32 = yield_from!(branches(depth - 1, log));
    below + yield_from!(leaf(log))
}

#[test]
fn a_frame_may_delegate_to_another_coroutine() {
    let log = Log::default();
    let mut machine = branches(2, &log);
    assert_eq!(machine.by_ref().count(), 3);
    log.take();
    let mut machine = branches(2, &log);
    machine.prime().unwrap();
    assert_eq!(machine.close(), Ok(None));
    assert_eq!(log.take(), ["drop leaf", "drop branch", "drop branch", "drop branch"]);
    let mut machine = branches(1, &log);
    machine.nth(1);
    log.take();
    drop(machine);
    assert_eq!(log.take(), ["drop leaf", "drop branch"]);
}

#[test]
fn the_protocol_holds_for_the_frames_together() {
    let log = Log::default();
    let mut machine = branches(1, &log);
    assert_eq!(machine.status(), Status::Created);
    assert_eq!(machine.send(()), Err(ResumeError::NotPrimed));
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(1)));
    assert_eq!(machine.prime(), Err(ResumeError::AlreadyPrimed));
    assert_eq!(machine.status(), Status::Suspended);
    assert_eq!(machine.send(()), Ok(CoroutineState::Yielded(1)));
    assert_eq!(machine.prime(), Err(ResumeError::AlreadyPrimed));
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(4)));
    assert_eq!(machine.send(()), Err(ResumeError::Finished));
    assert_eq!(machine.close(), Ok(None));
    let mut unused = branches(1, &log);
    log.take();
    assert_eq!(unused.close(), Ok(None));
    assert!(log.take().is_empty());
    assert!(format!("{unused:?}").contains("Branches"));
}

#[coro::coroutine(yield = u32)]
fn chained(left: u32) {
    yield_!(left);
    if left > 0 {
        let rest: Box<Chained> = Box::new(chained(left - 1));
        yield_from!(rest);
    }
}

#[test]
fn a_box_of_itself_is_a_chain_of_machines() {
    assert_eq!(chained(3).collect::<Vec<_>>(), [3, 2, 1, 0]);
}

#[coro_runtime::coroutine(yield = u32, name = Stairs)]
fn climbs(mut step: u32, (low, high): (u32, u32)) -> Option<u32> {
    if step == high {
        return None;
    }
    step += 1;
    yield_!(step - low);
    let top: Option<u32> = yield_from!(climbs(step, (low, high)));
    top.or(Some(step))
}

#[test]
fn arguments_are_patterns_as_in_every_function() {
    let mut stairs: Stairs = climbs(5, (5, 8));
    assert_eq!(stairs.by_ref().collect::<Vec<_>>(), [1, 2, 3]);
    let mut stairs = climbs(5, (5, 6));
    stairs.prime().unwrap();
    assert_eq!(stairs.send(()), Ok(CoroutineState::Complete(Some(6))));
}

#[test]
fn a_machine_of_frames_moves_to_another_thread() {
    let mut machine = climbs(0, (0, 5));
    assert_eq!(machine.nth(1), Some(2));
    let rest = std::thread::spawn(move || machine.collect::<Vec<_>>()).join().unwrap();
    assert_eq!(rest, [3, 4, 5]);
}

#[coro::coroutine(yield = T)]
fn repeats<T: Clone>(value: T, times: u32) {
    if times > 0 {
        yield_!(value.clone());
        yield_from!(repeats::<T>(value, times - 1));
    }
}

#[test]
fn it_may_name_its_own_type_arguments() {
    assert_eq!(repeats("x", 3).collect::<String>(), "xxx");
}

/// Its frames hold nothing of `T`, and a local is called as what stands for it.
#[coro::coroutine(yield = (u32, T))]
fn counted<'t, T: Clone>(value: T, values: &'t [T]) -> u32 {
    let Some((first, rest)) = values.split_first() else { return 0 };
    let (first, rest): (T, &'t [T]) = (first.clone(), rest);
    let marker: u32 = u32::try_from(rest.len()).unwrap();
    yield_!((marker, first));
    let below: u32 = yield_from!(counted(value, rest));
    below + marker
}

#[test]
fn a_frame_need_not_hold_what_the_machine_is_generic_in() {
    let mut machine = counted('x', &['a', 'b', 'c']);
    assert_eq!(machine.by_ref().take(3).collect::<Vec<_>>(), [(2, 'a'), (1, 'b'), (0, 'c')]);
    assert_eq!(machine.send(()), Ok(CoroutineState::Complete(3)));
}

#[coro::coroutine(yield = T)]
#[allow(unreachable_code)]
fn once<T: Clone>(value: T) {
    yield_!(value.clone());
    return;
    yield_from!(once::<T>(value));
}

#[test]
fn it_may_never_come_to_call_itself() {
    assert_eq!(once(1).collect::<Vec<_>>(), [1]);
}
