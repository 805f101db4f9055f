//! The workloads by rustc's own coroutines. They are started with a value, which the body takes as its argument and
//! does not look at.

#![feature(coroutines, coroutine_trait, stmt_expr_attributes)]

use std::hint::black_box;
use std::ops::{Coroutine, CoroutineState};
use std::pin::Pin;
use std::process::ExitCode;

use coro_benches::cell::Cell;
use coro_benches::cells;
use coro_benches::drive::pull;
use coro_benches::machine::{Footprint, Machine};
use coro_benches::workloads::chunked::{self, Malformed, digit, expect, shifted};
use coro_benches::workloads::filter::{self, LEAST, add, checksum};
use coro_benches::workloads::nested::{COLUMNS, ROWS};
use coro_benches::workloads::run_length::{self, RUN};
use coro_benches::workloads::trees::{BALANCED, LIST, Tree, of};
use coro_benches::workloads::{counter, delay, exchange, total};

fn main() -> ExitCode {
    let cells = [COUNTER, NESTED, TOTAL, DELAY, EXCHANGE, FILTER, RUN_LENGTH, CHUNKED, TREE, LONG];
    coro_benches::cli::main(cells.into_iter().flatten().copied())
}

struct Rustc<C>(C);

impl<C> Footprint for Rustc<C> {
    fn footprint(&self) -> usize {
        size_of::<C>()
    }
}

impl<In: Default, C: Coroutine<In> + Unpin> Machine<In> for Rustc<C> {
    type Out = C::Yield;
    type Answer = CoroutineState<C::Yield, C::Return>;

    #[inline(always)]
    fn start(&mut self) -> Option<C::Yield> {
        <Self as Machine<In>>::yielded(self.resume(In::default()))
    }

    #[inline(always)]
    fn resume(&mut self, input: In) -> Self::Answer {
        Pin::new(&mut self.0).resume(input)
    }

    #[inline(always)]
    fn yielded(answer: Self::Answer) -> Option<C::Yield> {
        match answer {
            CoroutineState::Yielded(value) => Some(value),
            CoroutineState::Complete(_) => None,
        }
    }
}

const COUNTER: &[Cell] = cells! {
    "counter" by counter::drive;
    Rustc = Rustc(#[coroutine] || {
        let mut n: u64 = 0;
        loop {
            yield n;
            n = n.wrapping_add(1);
        }
    });
};

const NESTED: &[Cell] = cells! {
    "nested" by pull;
    Rustc = Rustc(#[coroutine] || {
        for row in 0..black_box(ROWS) {
            for column in 0..black_box(COLUMNS) {
                yield row ^ column;
            }
        }
    });
};

const TOTAL: &[Cell] = cells! {
    "total" by total::drive;
    Rustc = Rustc(#[coroutine] |_: u64| {
        let mut total: u64 = 0;
        loop {
            let value: u64 = yield total;
            total = total.wrapping_add(value);
        }
    });
};

const DELAY: &[Cell] = cells! {
    "delay" by delay::drive;
    Rustc = Rustc(#[coroutine] |_: u8| {
        let mut line: [u8; 256] = [0; 256];
        let mut at: u8 = 0;
        loop {
            let byte: u8 = yield line[usize::from(at)];
            line[usize::from(at)] = byte;
            at = at.wrapping_add(1);
        }
    });
};

const EXCHANGE: &[Cell] = cells! {
    "exchange" by exchange::drive;
    Rustc = Rustc(#[coroutine] |_: u8| {
        let mut cells: [u8; 256] = [0; 256];
        let mut before: u8 = 0;
        loop {
            let place: u8 = yield before;
            before = cells[usize::from(place)];
            let value: u8 = yield place;
            cells[usize::from(place)] = value;
        }
    });
};

const FILTER: &[Cell] = cells! {
    "filter" by filter::drive;
    Rustc = Rustc(#[coroutine] |_: u64| {
        let least = black_box(LEAST);
        let mut target = #[coroutine] |_: u64| {
            let checksum = checksum();
            loop {
                let value: u64 = yield;
                add(checksum, value);
            }
        };
        if let CoroutineState::Complete(()) = Pin::new(&mut target).resume(0) {
            return;
        }
        loop {
            let value: u64 = yield;
            if value >= least && Pin::new(&mut target).resume(value) == CoroutineState::Complete(()) {
                return;
            }
        }
    });
};

const RUN_LENGTH: &[Cell] = cells! {
    "run-length" by run_length::drive;
    Rustc = Rustc(#[coroutine] |_: u8| {
        loop {
            let head: u8 = yield None;
            if head < 128 {
                let mut left: u8 = head;
                while left > 0 {
                    let byte: u8 = yield None;
                    yield Some(byte);
                    left -= 1;
                }
            } else {
                let byte: u8 = yield None;
                let mut left: u8 = head - RUN;
                while left > 0 {
                    yield Some(byte);
                    left -= 1;
                }
            }
        }
    });
};

const CHUNKED: &[Cell] = cells! {
    "chunked" by chunked::drive;
    Rustc = Rustc(#[coroutine] |_: u8| -> Result<(), Malformed> {
        loop {
            let mut size: u32 = 0;
            let mut byte: u8 = yield None;
            while let Some(digit) = digit(byte) {
                size = shifted(size, digit)?;
                byte = yield None;
            }
            while byte != b'\r' {
                byte = yield None;
            }
            expect(yield None, b'\n')?;
            if size == 0 {
                break;
            }
            let mut out: Option<u8> = None;
            while size > 0 {
                out = Some(yield out);
                size -= 1;
            }
            expect(yield out, b'\r')?;
            expect(yield None, b'\n')?;
        }
        loop {
            let mut byte: u8 = yield None;
            let is_last: bool = byte == b'\r';
            while byte != b'\r' {
                byte = yield None;
            }
            expect(yield None, b'\n')?;
            if is_last {
                return Ok(());
            }
        }
    });
};

/// A level of the walk, in a box.
fn walk<'t>(tree: &'t Tree) -> Box<dyn Coroutine<(), Yield = u32, Return = ()> + Unpin + 't> {
    Box::new(#[coroutine] move || {
        if let Some(left) = &tree.left {
            let mut sub = walk(left);
            while let CoroutineState::Yielded(value) = Pin::new(&mut sub).resume(()) {
                yield value;
            }
        }
        yield tree.value;
        if let Some(right) = &tree.right {
            let mut sub = walk(right);
            while let CoroutineState::Yielded(value) = Pin::new(&mut sub).resume(()) {
                yield value;
            }
        }
    })
}

const TREE: &[Cell] = cells! { "tree-4095" by pull; Rustc = Rustc(walk(of(&BALANCED))); };

const LONG: &[Cell] = cells! { "list-2000" by pull; Rustc = Rustc(walk(of(&LIST))); };
