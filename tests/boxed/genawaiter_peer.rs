//! genawaiter, which lowers bodies in the same way: what it hands out is what a boxed machine does. And why it is not
//! what these machines stand on.

use std::future::{Future, pending};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;

use coro_runtime::prelude::*;
use genawaiter::GeneratorState;
use genawaiter::rc::{Co, Gen};

/// Sends `inputs` to both, and compares what they answer until they end.
#[track_caller]
fn compare<In: Copy, Y, R, F>(
    mut machine: impl Coroutine<In, Yield = Y, Return = R>,
    mut peer: Gen<Y, Option<In>, F>,
    inputs: &[In],
) where
    Y: PartialEq + std::fmt::Debug,
    R: PartialEq + std::fmt::Debug,
    F: Future<Output = R>,
{
    // The first value that is sent to genawaiter is lost.
    let mut answers = (machine.prime(), peer.resume_with(None));
    let mut inputs = inputs.iter();
    loop {
        match answers {
            (Ok(CoroutineState::Yielded(ours)), GeneratorState::Yielded(theirs)) => assert_eq!(ours, theirs),
            (Ok(CoroutineState::Complete(ours)), GeneratorState::Complete(theirs)) => {
                return assert_eq!(ours, theirs);
            }
            (ours, theirs) => panic!("{ours:?}, and {theirs:?}"),
        }
        let Some(input) = inputs.next() else { return };
        answers = (machine.send(*input), peer.resume_with(Some(*input)));
    }
}

#[coro::coroutine(boxed, recv = u32, yield = usize)]
fn words(text: String) -> u32 {
    let mut sum = 0;
    for word in text.split(' ') {
        sum += yield_!(word.len());
    }
    sum
}

async fn peer_words(text: String, co: Co<usize, Option<u32>>) -> u32 {
    let mut sum = 0;
    for word in text.split(' ') {
        sum += co.yield_(word.len()).await.unwrap();
    }
    sum
}

#[coro::coroutine(boxed, recv = u32, yield = u32)]
fn collatz(start: u32) -> Vec<u32> {
    let mut path = vec![start];
    let step = |number: u32| if number & 1 == 0 { number / 2 } else { 3 * number + 1 };
    while let Some(&last) = path.last().filter(|last| **last != 1) {
        match yield_!(last) {
            0 => path.push(step(last)),
            jump => path.push(jump),
        }
    }
    path
}

async fn peer_collatz(start: u32, co: Co<u32, Option<u32>>) -> Vec<u32> {
    let mut path = vec![start];
    let step = |number: u32| if number & 1 == 0 { number / 2 } else { 3 * number + 1 };
    while let Some(&last) = path.last().filter(|last| **last != 1) {
        match co.yield_(last).await.unwrap() {
            0 => path.push(step(last)),
            jump => path.push(jump),
        }
    }
    path
}

#[test]
fn the_answers_are_the_same() {
    for text in ["", "one", "one two three"] {
        for n_sent in 0..5 {
            let inputs = [3, 1, 4, 1];
            let inputs = &inputs[..n_sent];
            let n_words = text.split(' ').count();
            let inputs = &inputs[..n_sent.min(n_words)];
            compare(words(text.to_owned()), Gen::new(|co| peer_words(text.to_owned(), co)), inputs);
        }
    }
    for inputs in [&[0, 0, 0, 0, 0][..], &[0, 16, 0, 0, 0, 0], &[2, 1]] {
        compare(collatz(6), Gen::new(|co| peer_collatz(6, co)), inputs);
    }
}

/// A generator whose type can be written: that of an `async` block cannot.
type Named = Gen<usize, Option<u32>, Pin<Box<dyn Future<Output = u32>>>>;

#[test]
fn with_a_name_it_takes_a_third_allocation() {
    let text = String::new();
    let mut named: Option<Named> = None;
    let made = allocation_counter::measure(|| {
        named = Some(Gen::new(|co| -> Pin<Box<dyn Future<Output = u32>>> { Box::pin(peer_words(text, co)) }));
    });
    assert_eq!(made.count_total, 3);
    let text = String::new();
    let mut machine: Option<Words> = None;
    let made = allocation_counter::measure(|| machine = Some(words(text)));
    assert_eq!(made.count_total, 2);
}

#[test]
fn it_panics_where_a_machine_has_an_error() {
    async fn waits(_: Co<(), ()>) {
        pending::<()>().await;
    }
    let mut peer = Gen::new(waits);
    catch_unwind(AssertUnwindSafe(|| peer.resume())).unwrap_err();
    async fn ends(_: Co<(), ()>) {}
    let mut peer = Gen::new(ends);
    assert_eq!(peer.resume(), GeneratorState::Complete(()));
    catch_unwind(AssertUnwindSafe(|| peer.resume())).unwrap_err();
}
