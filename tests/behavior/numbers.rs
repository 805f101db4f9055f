//! Numbers without a suffix are of the type that their uses give them, as in a plain function: none of these locals is annotated.

use std::collections::HashMap;

use crate::prelude::*;

use crate::check;

#[coro::coroutine(recv = u64, yield = u64)]
fn largest() {
    let mut best = 0;
    loop {
        best = best.max(yield_!(best));
    }
}

#[test]
fn the_larger_of_two() {
    let mut machine = largest();
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(0)));
    assert_eq!(machine.send(u64::MAX), Ok(CoroutineState::Yielded(u64::MAX)));
    assert_eq!(machine.send(7), Ok(CoroutineState::Yielded(u64::MAX)));
}

#[coro::coroutine(recv = u8, yield = Option<u64>)]
fn varints() {
    let mut done = None::<u64>;
    loop {
        let mut value = 0;
        let mut shift = 0;
        loop {
            let byte = yield_!(done.take());
            value |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        done = Some(value);
    }
}

#[test]
fn a_number_of_many_bytes() {
    let mut machine = varints();
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(None)));
    for byte in [0xff; 4] {
        assert_eq!(machine.send(byte), Ok(CoroutineState::Yielded(None)));
    }
    assert_eq!(machine.send(0x7f), Ok(CoroutineState::Yielded(Some((1 << 35) - 1))));
}

#[coro::coroutine(recv = String, yield = usize)]
fn numbered(mut lines: Vec<(u64, String)>, mut seen: HashMap<String, u16>) -> Vec<(u64, String)> {
    let mut number = 1;
    let mut longest = 0;
    let mut times = 0;
    loop {
        let line = yield_!(longest);
        if line.is_empty() {
            break;
        }
        longest = std::cmp::max(longest, line.len());
        times += 1;
        seen.insert(line.clone(), times);
        lines.push((number, line));
        number += 1;
    }
    lines
}

#[test]
fn what_collections_take() {
    let mut machine = numbered(Vec::new(), HashMap::new());
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(0)));
    assert_eq!(machine.send("ab".to_string()), Ok(CoroutineState::Yielded(2)));
    assert_eq!(machine.send("c".to_string()), Ok(CoroutineState::Yielded(2)));
    let lines = vec![(1, "ab".to_string()), (2, "c".to_string())];
    assert_eq!(machine.send(String::new()), Ok(CoroutineState::Complete(lines)));
}

#[coro::coroutine(recv = &str)]
fn counted(mut target: impl Consumer<(u32, u8)>) -> Result<(), ResumeError> {
    let mut count = 0;
    let mut hash = 5;
    loop {
        let line = recv!();
        for &byte in line.as_bytes() {
            hash = hash.wrapping_mul(31).wrapping_add(byte);
        }
        target.send((count, hash))?;
        count += 1;
    }
}

#[coro::coroutine(recv = (u32, u8))]
fn keep(kept: &mut Vec<(u32, u8)>) {
    loop {
        let both = recv!();
        kept.push(both);
    }
}

#[test]
fn what_the_next_in_a_pipeline_takes() {
    let mut kept = Vec::new();
    let mut target = keep(&mut kept);
    target.prime().unwrap();
    let mut machine = counted(&mut target);
    machine.prime().unwrap();
    machine.send("a").unwrap();
    machine.send("b").unwrap();
    drop(machine);
    drop(target);
    assert_eq!(kept, [(0, 252), (1, 230)]);
}

#[coro::coroutine(yield = (usize, u8))]
fn bytes(data: Vec<u8>) {
    let mut idx = 0;
    let step = if data.len() > 4 { 2 } else { 1 };
    while idx < data.len() {
        yield_!((idx, data[idx]));
        idx += step;
    }
}

#[test]
fn a_place_in_a_list() {
    let all: Vec<_> = bytes(vec![1, 2, 3, 4, 5]).collect();
    assert_eq!(all, [(0, 1), (2, 3), (4, 5)]);
}

#[coro::coroutine(recv = u8, yield = u8)]
fn histogram() -> [u32; 4] {
    let mut counts = [0; 4];
    let mut sent = 0;
    while sent < 3 {
        let value = yield_!(sent);
        counts[usize::from(value % 4)] += 1;
        sent += 1;
    }
    counts
}

#[test]
fn the_parts_of_what_is_returned() {
    check(histogram(), &[(0, 1), (1, 1), (2, 3)], [0, 2, 0, 1]);
}
