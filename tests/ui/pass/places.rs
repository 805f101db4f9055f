//! Where the attributed function itself may stand.

use coro_runtime::prelude::*;

macro_rules! adder {
    ($name:ident, $type:ty, $start:expr) => {
        #[coro::coroutine(recv = $type)]
        fn $name() -> $type {
            let mut total: $type = $start;
            total += recv!();
            total + recv!()
        }
    };
}

adder!(add_bytes, u8, 1);
adder!(add_words, u64, 2);

macro_rules! echo {
    ($first:ident, $body:block) => {
        #[coro::coroutine(recv = u32, yield = u32)]
        fn echo($first: u32) $body
    };
}

echo!(first, {
    let mut last: u32 = first;
    loop {
        last = yield_!(last);
    }
});

mod inner {
    use coro_runtime::prelude::*;

    /// As wide as the function.
    #[coro::coroutine(recv = u32)]
    pub(super) fn add_bytes() {
        recv!();
    }
}

struct Scanner<T> {
    seen: Vec<T>,
}

#[coro::coroutine]
impl<T: Clone> Scanner<T> {
    const LIMIT: usize = 3;

    fn new() -> Self {
        Self { seen: Vec::new() }
    }

    #[coroutine(recv = T)]
    fn feed(&mut self) -> usize {
        while self.seen.len() < Self::LIMIT {
            self.seen.push(recv!());
        }
        self.seen.len()
    }

    #[coroutine(yield = T)]
    fn drain(self) {
        let Self { seen } = self;
        let seen: Vec<T> = seen;
        for value in seen {
            yield_!(value);
        }
    }
}

trait Run {
    fn run(&self) -> Option<u32>;
}

impl Run for Scanner<u32> {
    fn run(&self) -> Option<u32> {
        #[coro::coroutine(recv = u32)]
        fn add() -> u32 {
            recv!() + recv!()
        }
        let mut machine = add();
        machine.prime().ok()?;
        machine.send_all(self.seen.iter().copied()).ok()?
    }
}

/// Attributes of the function and of the struct.
#[coro::coroutine(recv = u32)]
#[derive(Clone, Debug, PartialEq)]
#[must_use]
fn copied<const N: usize, T>(values: [T; N]) -> Option<T>
where
    T: Clone + PartialEq,
{
    let place = recv!();
    values.get(place as usize).cloned()
}

fn main() {
    #[coro::coroutine]
    fn local() {
        recv!();
    }

    let mut machine = add_bytes();
    let _ = machine.prime();
    assert_eq!(machine.send_all([1, 2]), Ok(Some(4)));
    let mut machine = add_words();
    let _ = machine.prime();
    assert_eq!(machine.send_all([1, 2]), Ok(Some(5)));
    let mut machine = echo(3);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(3)));
    let _: inner::AddBytes = inner::add_bytes();
    let mut scanner = Scanner::new();
    let mut machine = scanner.feed();
    let _ = machine.prime();
    assert_eq!(machine.send_all([1, 2, 3]), Ok(Some(3)));
    assert_eq!(scanner.run(), Some(3));
    assert_eq!(scanner.drain().collect::<Vec<_>>(), [1, 2, 3]);
    let mut machine = copied(["a", "b"]);
    let _ = machine.clone();
    let _ = machine.prime();
    assert_eq!(machine.send(1), Ok(CoroutineState::Complete(Some("b"))));
    assert_eq!(local().count(), 1);
}
