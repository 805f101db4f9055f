//! A decoder of HTTP's chunked transfer coding, byte by byte: it hands out the bytes of the chunks, skips what is said
//! about chunks and the lines after the last one, and ends with an error where the text is malformed.

mod hand;
mod hchk;
mod transition;

use std::fmt::Write;
use std::hint::black_box;
use std::sync::LazyLock;

use crate::cell::Cell;
use crate::cells;
use crate::drive::{Mode, Sum, push};
use crate::machine::Machine;

/// Some chunks of sizes as they come.
fn encoded() -> &'static [u8] {
    static ENCODED: LazyLock<String> = LazyLock::new(|| {
        let mut encoded = String::new();
        for number in super::random().take(100) {
            let n_bytes = 1 + (number % 200) as usize;
            let note = if number % 3 == 0 { ";quality=high" } else { "" };
            write!(encoded, "{n_bytes:x}{note}\r\n{}\r\n", &"data".repeat(50)[..n_bytes])
                .expect("a string takes everything");
        }
        encoded + "0\r\nExpires: never\r\n\r\n"
    });
    black_box(ENCODED.as_bytes())
}

/// Runs a machine.
#[inline(always)]
pub fn drive<D: Mode>(machine: impl Machine<u8, Out = Option<u8>>) -> Sum {
    push::<D, u8, _>(machine, encoded().iter().copied())
}

/// Why a text is no chunked body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// The size with one more digit.
///
/// # Errors
///
/// It is too large.
#[inline(always)]
pub fn shifted(size: u32, digit: u32) -> Result<u32, Malformed> {
    size.checked_mul(16).map(|size| size | digit).ok_or(Malformed)
}

/// The hexadecimal digit that it is.
#[inline(always)]
pub fn digit(byte: u8) -> Option<u32> {
    char::from(byte).to_digit(16)
}

/// Whether it is the byte that has to come.
///
/// # Errors
///
/// It is another one.
#[inline(always)]
pub fn expect(byte: u8, expected: u8) -> Result<(), Malformed> {
    if byte == expected { Ok(()) } else { Err(Malformed) }
}

/// Every maker's machine.
pub const CELLS: &[Cell] = cells! {
    "chunked" by drive;
    Hand = hand::decode();
    Hchk = hchk::decode();
    Coroutine = coroutine::decode();
    Diapause = diapause::decode();
    Genawaiter = |co| async move {
        loop {
            let mut size: u32 = 0;
            let mut byte: u8 = co.yield_(None).await;
            while let Some(digit) = digit(byte) {
                size = shifted(size, digit)?;
                byte = co.yield_(None).await;
            }
            while byte != b'\r' {
                byte = co.yield_(None).await;
            }
            expect(co.yield_(None).await, b'\n')?;
            if size == 0 {
                break;
            }
            let mut out: Option<u8> = None;
            while size > 0 {
                out = Some(co.yield_(out).await);
                size -= 1;
            }
            expect(co.yield_(out).await, b'\r')?;
            expect(co.yield_(None).await, b'\n')?;
        }
        loop {
            let mut byte: u8 = co.yield_(None).await;
            let is_last = byte == b'\r';
            while byte != b'\r' {
                byte = co.yield_(None).await;
            }
            expect(co.yield_(None).await, b'\n')?;
            if is_last {
                return Ok::<(), Malformed>(());
            }
        }
    };
    NextGen = (next_gen::decode, ());
    Fauxgen = fauxgen::decode();
    Corosensei = |yielder: &corosensei::Yielder<u8, Option<u8>>, _: u8| -> Result<(), Malformed> {
        loop {
            let mut size: u32 = 0;
            let mut byte: u8 = yielder.suspend(None);
            while let Some(digit) = digit(byte) {
                size = shifted(size, digit)?;
                byte = yielder.suspend(None);
            }
            while byte != b'\r' {
                byte = yielder.suspend(None);
            }
            expect(yielder.suspend(None), b'\n')?;
            if size == 0 {
                break;
            }
            let mut out: Option<u8> = None;
            while size > 0 {
                out = Some(yielder.suspend(out));
                size -= 1;
            }
            expect(yielder.suspend(out), b'\r')?;
            expect(yielder.suspend(None), b'\n')?;
        }
        loop {
            let mut byte: u8 = yielder.suspend(None);
            let is_last: bool = byte == b'\r';
            while byte != b'\r' {
                byte = yielder.suspend(None);
            }
            expect(yielder.suspend(None), b'\n')?;
            if is_last {
                return Ok(());
            }
        }
    };
};

mod coroutine {
    use coro_runtime::prelude::*;

    use super::{Malformed, digit, expect, shifted};

    #[coro::coroutine(recv = u8, yield = Option<u8>)]
    pub(super) fn decode() -> Result<(), Malformed> {
        loop {
            let mut size: u32 = 0;
            let mut byte: u8 = recv!();
            while let Some(digit) = digit(byte) {
                size = shifted(size, digit)?;
                byte = recv!();
            }
            while byte != b'\r' {
                byte = recv!();
            }
            expect(recv!(), b'\n')?;
            if size == 0 {
                break;
            }
            let mut out: Option<u8> = None;
            while size > 0 {
                out = Some(yield_!(out));
                size -= 1;
            }
            expect(yield_!(out), b'\r')?;
            expect(recv!(), b'\n')?;
        }
        loop {
            let mut byte: u8 = recv!();
            let is_last: bool = byte == b'\r';
            while byte != b'\r' {
                byte = recv!();
            }
            expect(recv!(), b'\n')?;
            if is_last {
                return Ok(());
            }
        }
    }
}

mod diapause {
    use super::{Malformed, digit, expect, shifted};

    #[diapause::coroutine(yield = Option<u8>, resume = u8)]
    pub(super) fn decode() -> Result<(), Malformed> {
        loop {
            let mut size: u32 = 0;
            let mut byte: u8 = yield_!(None);
            while let Some(digit) = digit(byte) {
                size = shifted(size, digit)?;
                byte = yield_!(None);
            }
            while byte != b'\r' {
                byte = yield_!(None);
            }
            let end: u8 = yield_!(None);
            expect(end, b'\n')?;
            if size == 0 {
                break;
            }
            let mut out: Option<u8> = None;
            while size > 0 {
                let data: u8 = yield_!(out);
                out = Some(data);
                size -= 1;
            }
            let end: u8 = yield_!(out);
            expect(end, b'\r')?;
            let end: u8 = yield_!(None);
            expect(end, b'\n')?;
        }
        loop {
            let mut byte: u8 = yield_!(None);
            let is_last: bool = byte == b'\r';
            while byte != b'\r' {
                byte = yield_!(None);
            }
            let end: u8 = yield_!(None);
            expect(end, b'\n')?;
            if is_last {
                return Ok(());
            }
        }
    }
}

mod next_gen {
    use next_gen::prelude::*;

    use super::{Malformed, digit, expect, shifted};

    #[generator(yield(Option<u8>), resume(u8))]
    pub(super) fn decode() -> Result<(), Malformed> {
        loop {
            let mut size: u32 = 0;
            let mut byte: u8 = yield_!(None);
            while let Some(digit) = digit(byte) {
                size = shifted(size, digit)?;
                byte = yield_!(None);
            }
            while byte != b'\r' {
                byte = yield_!(None);
            }
            expect(yield_!(None), b'\n')?;
            if size == 0 {
                break;
            }
            let mut out: Option<u8> = None;
            while size > 0 {
                out = Some(yield_!(out));
                size -= 1;
            }
            expect(yield_!(out), b'\r')?;
            expect(yield_!(None), b'\n')?;
        }
        loop {
            let mut byte: u8 = yield_!(None);
            let is_last: bool = byte == b'\r';
            while byte != b'\r' {
                byte = yield_!(None);
            }
            expect(yield_!(None), b'\n')?;
            if is_last {
                return Ok(());
            }
        }
    }
}

mod fauxgen {
    use super::{Malformed, digit, expect, shifted};

    #[fauxgen::generator(yield = Option<u8>, arg = u8)]
    pub(super) fn decode() -> Result<(), Malformed> {
        loop {
            let mut size: u32 = 0;
            let mut byte: u8 = r#yield!(None);
            while let Some(digit) = digit(byte) {
                size = shifted(size, digit)?;
                byte = r#yield!(None);
            }
            while byte != b'\r' {
                byte = r#yield!(None);
            }
            expect(r#yield!(None), b'\n')?;
            if size == 0 {
                break;
            }
            let mut out: Option<u8> = None;
            while size > 0 {
                out = Some(r#yield!(out));
                size -= 1;
            }
            expect(r#yield!(out), b'\r')?;
            expect(r#yield!(None), b'\n')?;
        }
        loop {
            let mut byte: u8 = r#yield!(None);
            let is_last: bool = byte == b'\r';
            while byte != b'\r' {
                byte = r#yield!(None);
            }
            expect(r#yield!(None), b'\n')?;
            if is_last {
                return Ok(());
            }
        }
    }
}
