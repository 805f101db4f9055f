//! Where a coroutine may be declared, and what it may declare.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::mpsc;
use std::thread;

use crate::prelude::*;

use crate::{check, outputs};

#[test]
fn inside_of_a_function() {
    fn scale() -> u32 {
        3
    }
    #[coro::coroutine(recv = u32, yield = u32)]
    fn inner(by: u32) -> u32 {
        let by: u32 = by * scale();
        let next = yield_!(by);
        by + next
    }
    fn take(machine: Inner) -> Inner {
        machine
    }
    check(take(inner(2)), &[(6, 1)], 7);
    {
        #[coro::coroutine(recv = u32)]
        fn inner() -> u32 {
            recv!()
        }
        check(inner(), &[((), 1)], 1);
    }
}

struct Protocol;

impl Protocol {
    fn parse(&self) -> impl Coroutine<u8, Yield = (), Return = [u8; 2]> + Clone + use<> {
        #[coro_runtime::coroutine]
        #[derive(Clone)]
        fn pair() -> [u8; 2] {
            let first: u8 = recv!();
            [first, recv!()]
        }
        pair()
    }
}

#[test]
fn inside_of_a_method() {
    check(Protocol.parse().clone(), &[((), 1), ((), 2)], [1, 2]);
}

#[coro::coroutine(recv = u32, yield = u32)]
fn with_items(limit: u32) -> u32 {
    const STEP: u32 = 2;
    static NAMES: [&str; 2] = ["zero", "one"];
    enum Size {
        Small,
        Large,
    }
    impl Size {
        fn of(value: u32, limit: u32) -> Self {
            if value < limit { Self::Small } else { Self::Large }
        }
    }
    fn weight(size: &Size) -> u32 {
        match size {
            Size::Small => 1,
            Size::Large => 10 * STEP,
        }
    }
    use std::cmp::max as larger;
    macro_rules! double {
        ($value:expr) => {
            $value * 2
        };
    }

    let mut total: u32 = 0;
    while total < limit {
        let value: u32 = yield_!(total);
        let size = Size::of(value, limit);
        total += larger(weight(&size), double!(value));
    }
    total + u32::try_from(NAMES.len()).unwrap_or(0)
}

#[test]
fn items_in_a_body() {
    check(with_items(7), &[(0, 0), (1, 2), (5, 1)], 9);
    check(with_items(7), &[(0, 9)], 22);
}

macro_rules! adders {
    ($($(#[$attribute:meta])* $name:ident: $type:ty = $start:expr;)*) => {$(
        #[coro_runtime::coroutine(recv = $type, yield = $type)]
        $(#[$attribute])*
        fn $name() {
            let mut total: $type = $start;
            loop {
                let added = yield_!(total);
                total += added;
            }
        }
    )*};
}

adders! {
    #[derive(Clone, Debug)]
    small: u8 = 1 + 1;
    large: u128 = u128::from(u64::MAX);
}

macro_rules! receiver {
    ($function:ident($argument:ident), $body:block) => {
        #[coro::coroutine(recv = u32)]
        fn $function($argument: u32) -> u32 $body
    };
}

receiver!(from_outside(seed), { seed + recv!() });

macro_rules! sum_of {
    ($name:ident, $($part:ident),+) => {
        #[coro::coroutine(recv = u32)]
        fn $name() -> u32 {
            $(let $part = recv!();)+
            0 $(+ $part)+
        }
    };
}

sum_of!(three, a, b, c);

struct Counter {
    total: u32,
}

macro_rules! counting {
    ($($body:tt)+) => {
        #[coro::coroutine]
        impl Counter {
            #[coroutine(recv = u32)]
            $($body)+
        }
    };
}

counting! {
    fn count(&mut self, this: u32) -> String {
        self.total += recv!() + this;
        format!("{}", self.total)
    }
}

#[test]
fn inside_of_a_macro() {
    check(Counter { total: 1 }.count(2), &[((), 3)], "6".to_owned());
    assert_eq!(outputs(&mut small().clone(), [3]), [2, 5]);
    assert_eq!(outputs(&mut large(), [1]), [u128::from(u64::MAX), 1 << 64]);
    check(from_outside(1), &[((), 2)], 3);
    check(three(), &[((), 1), ((), 2), ((), 3)], 6);
}

#[coro_runtime::coroutine(recv = u32, yield = u32)]
const fn constant(start: u32) {
    let mut total: u32 = start;
    loop {
        total += yield_!(total);
    }
}

static SHARED: Mutex<Constant> = Mutex::new(constant(40));

#[test]
fn a_machine_in_a_static() {
    let mut machine = SHARED.lock().unwrap();
    assert_eq!(outputs(&mut *machine, [2]), [40, 42]);
}

#[coro_runtime::coroutine]
fn forward(to: mpsc::Sender<String>) -> Result<(), mpsc::SendError<String>> {
    loop {
        let text: String = recv!();
        to.send(text.to_uppercase())?;
    }
}

#[test]
fn a_suspended_machine_moves_between_threads() {
    let (sender, receiver) = mpsc::channel();
    let mut machine = forward(sender);
    machine.prime().unwrap();
    let mut machine = thread::spawn(move || {
        machine.send("a".to_string()).unwrap();
        machine
    })
    .join()
    .unwrap();
    machine.send("b".to_string()).unwrap();
    assert_eq!(receiver.iter().take(2).collect::<String>(), "AB");
    drop(receiver);
    assert!(matches!(machine.send("c".to_string()), Ok(CoroutineState::Complete(Err(_)))));
}

#[coro::coroutine(yield = u32)]
fn task(name: u32, rounds: u32) {
    for round in 0..rounds {
        yield_!(name * 10 + round);
    }
}

#[test]
fn a_round_robin_of_machines() {
    let mut ready: VecDeque<Task> = [(1, 2), (2, 1), (3, 3)].map(|(name, rounds)| task(name, rounds)).into();
    let mut ran = Vec::new();
    while let Some(mut next) = ready.pop_front() {
        if let Some(step) = next.next() {
            ran.push(step);
            ready.push_back(next);
        }
    }
    assert_eq!(ran, [10, 20, 30, 11, 31, 32]);
}

#[test]
fn a_machine_is_no_larger_than_an_enum_by_hand() {
    #[coro_runtime::coroutine(recv = u64, yield = u64)]
    fn two_numbers(start: u64) -> u64 {
        let mut total: u64 = start;
        loop {
            let value = yield_!(total);
            total += value;
        }
    }
    #[coro_runtime::coroutine(recv = u8)]
    fn holds_nothing() {
        loop {
            recv!();
        }
    }
    #[coro_runtime::coroutine]
    fn four_suspensions(text: String) -> String {
        let mut text: String = text;
        for _ in 0..2_u8 {
            let piece: char = recv!();
            text.push(piece);
            recv!();
        }
        recv!();
        text
    }
    assert_eq!(size_of::<TwoNumbers>(), 16);
    assert_eq!(size_of::<HoldsNothing>(), 1);
    assert!(size_of::<FourSuspensions>() <= size_of::<String>() + size_of::<u64>());
    assert!(size_of::<Option<TwoNumbers>>() <= 16);
}

#[coro::coroutine(recv = u32)]
fn chain_of(length: u32) -> u32 {
    let first = recv!();
    if length == 0 {
        return first;
    }
    let mut next: Box<ChainOf> = Box::new(chain_of(length - 1));
    next.prime().expect("it is new");
    loop {
        let value = recv!();
        if let Ok(CoroutineState::Complete(returned)) = next.send(value) {
            return first + returned;
        }
    }
}

impl Default for ChainOf {
    fn default() -> Self {
        chain_of(2)
    }
}

struct Held<M: Coroutine<u32> = ChainOf> {
    machine: M,
}

#[test]
fn a_machine_in_a_machine_of_the_same_type() {
    let held: Held = Held { machine: ChainOf::default() };
    check(held.machine, &[((), 1), ((), 10), ((), 100)], 111);
}
