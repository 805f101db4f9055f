//! Values that are lent for one send, and values that are handed out without a copy.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::prelude::*;

use crate::{check, outputs};

#[coro_runtime::coroutine(recv = &str, yield = &str)]
fn first_word() {
    let mut word: &str = "";
    loop {
        let line = yield_!(word);
        word = line.split_whitespace().next().unwrap_or_default();
    }
}

#[coro_runtime::coroutine(recv = &str, yield = Option<&str>)]
fn values_of(key: &str) {
    let mut line: &str = recv!();
    loop {
        line = yield_!(line.split_once('=').filter(|pair| pair.0 == key).map(|pair| pair.1));
    }
}

#[test]
fn hands_out_a_slice_of_what_it_is_sent() -> Result<(), ResumeError> {
    let mut machine = values_of("b");
    machine.prime()?;
    let mut line = String::new();
    let mut found = Vec::new();
    for text in ["a=1", "b=2", "c", "b="] {
        line.clear();
        line.push_str(text);
        if let CoroutineState::Yielded(Some(value)) = machine.send(&line)? {
            assert!(line.as_bytes().as_ptr_range().end >= value.as_ptr());
            found.push(value.to_owned());
        }
    }
    assert_eq!(found, ["2", ""]);
    Ok(())
}

#[coro_runtime::coroutine(recv = Cow<'_, str>)]
fn count_owned() -> (usize, usize) {
    let (mut owned, mut borrowed) = (0_usize, 0_usize);
    loop {
        match recv!() {
            Cow::Owned(text) if text.is_empty() => return (owned, borrowed),
            Cow::Owned(_) => owned += 1,
            Cow::Borrowed(_) => borrowed += 1,
        }
    }
}

#[test]
fn receives_a_cow_for_one_send() -> Result<(), ResumeError> {
    let mut machine = count_owned();
    machine.prime()?;
    for round in 0..3 {
        let text = format!("{round}");
        machine.send(Cow::Borrowed(&text))?;
        machine.send(Cow::Owned(text))?;
        machine.send("static".into())?;
    }
    assert_eq!(machine.send(Cow::Owned(String::new()))?, CoroutineState::Complete((3, 6)));
    Ok(())
}

#[coro_runtime::coroutine(recv = &[u8])]
fn frames(lengths: &mut Vec<usize>) -> Result<(), String> {
    let mut left: usize = 0;
    let mut length: usize = 0;
    loop {
        let mut chunk: &[u8] = recv!();
        while let [first, rest @ ..] = chunk {
            if left == 0 {
                if *first == 0 {
                    return Err("an empty frame".to_string());
                }
                left = usize::from(*first);
                length = left;
                chunk = rest;
            } else {
                let taken = left.min(chunk.len());
                left -= taken;
                chunk = &chunk[taken..];
            }
            if left == 0 {
                lengths.push(length);
            }
        }
    }
}

#[test]
fn parses_chunks_out_of_one_buffer() -> Result<(), ResumeError> {
    let mut lengths = Vec::new();
    let mut machine = frames(&mut lengths);
    machine.prime()?;
    let mut buffer = [0_u8; 4];
    for chunk in [&[2, 9, 9, 3][..], &[9], &[9, 9], &[1, 1, 4]] {
        buffer[..chunk.len()].copy_from_slice(chunk);
        machine.send(&buffer[..chunk.len()])?;
    }
    assert_eq!(machine.send(&[9; 4])?, CoroutineState::Yielded(()));
    assert_eq!(machine.send(&[0])?, CoroutineState::Complete(Err("an empty frame".to_string())));
    drop(machine);
    assert_eq!(lengths, [2, 3, 1, 4]);
    Ok(())
}

#[coro_runtime::coroutine(recv = &mut Vec<u32>)]
fn stamp(mut next: u32) {
    loop {
        recv!().push(next);
        next += 1;
    }
}

#[test]
fn writes_into_what_it_is_lent() -> Result<(), ResumeError> {
    let mut machine = stamp(7);
    machine.prime()?;
    let (mut a, mut b) = (Vec::new(), vec![0]);
    machine.send(&mut a)?;
    machine.send(&mut b)?;
    machine.send(&mut a)?;
    assert_eq!((a, b), (vec![7, 9], vec![0, 8]));
    Ok(())
}

#[coro::coroutine(recv = &'t str, yield = usize)]
fn index<'t>(words: &mut BTreeMap<&'t str, usize>) {
    loop {
        let word: &'t str = yield_!(words.len());
        *words.entry(word).or_default() += 1;
    }
}

#[test]
fn a_named_lifetime_is_the_coroutines_own() {
    let text = "to be or not to be".to_string();
    let mut words = BTreeMap::new();
    assert_eq!(outputs(&mut index(&mut words), text.split(' ')), [0, 1, 2, 3, 4, 4, 4]);
    assert_eq!(words["to"], 2);
}

#[coro::coroutine(recv = &'t str)]
fn longest<'t>() -> &'t str {
    let mut longest: &'t str = "";
    while let Ok(word) = try_recv!() {
        if word.len() > longest.len() {
            longest = word;
        }
    }
    longest
}

#[test]
fn what_it_keeps_outlives_the_machine() -> Result<(), ResumeError> {
    let text = "to be or not to be".to_string();
    let kept = {
        let mut machine = longest();
        machine.prime()?;
        machine.send_all(text.split(' '))?;
        machine.close()?
    };
    assert_eq!(kept, Some("not"));
    Ok(())
}

fn feed<C>(mut machine: C, text: &str) -> Result<(), ResumeError>
where
    C: for<'i> Coroutine<&'i str>,
{
    machine.prime()?;
    for line in text.lines() {
        let line = line.to_string();
        machine.send(&line)?;
    }
    Ok(())
}

#[coro_runtime::coroutine]
fn tally(count: &mut usize) {
    loop {
        let line: &str = recv!();
        *count += line.len();
    }
}

#[test]
fn every_lifetime_will_do() -> Result<(), ResumeError> {
    let mut count = 0;
    feed(tally(&mut count), "a\nbb\nccc")?;
    feed(&mut tally(&mut count), "dddd")?;
    let machine: Box<dyn for<'i> Coroutine<&'i str, Yield = (), Return = ()> + '_> =
        Box::new(tally(&mut count));
    feed(machine, "e")?;
    assert_eq!(count, 11);
    Ok(())
}

#[coro_runtime::coroutine(recv = (&str, u32), yield = (&str, u32))]
fn scale(by: u32) {
    let mut pair = yield_!(("", 0));
    loop {
        pair = yield_!((pair.0.trim(), pair.1 * by));
    }
}

#[test]
fn borrows_inside_of_tuples() {
    check_scale(&mut scale(3));
}

fn check_scale(machine: &mut dyn for<'i> Coroutine<(&'i str, u32), Yield = (&'i str, u32), Return = ()>) {
    machine.prime().unwrap();
    let name = " a ".to_string();
    assert_eq!(machine.send((&name, 2)), Ok(CoroutineState::Yielded(("a", 6))));
}

#[coro::coroutine(yield = &'a str)]
fn words<'a>(text: &'a str) {
    for word in text.split_whitespace() {
        yield_!(word);
    }
}

#[test]
fn hands_out_slices_of_an_argument() {
    let text = "a b c".to_string();
    let words: Vec<&str> = words(&text).collect();
    assert_eq!(words, ["a", "b", "c"]);
    check(self::words("x"), &[("x", ())], ());
}
