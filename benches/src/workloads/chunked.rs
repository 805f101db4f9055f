//! A decoder of HTTP's chunked transfer coding, byte by byte: it hands out the bytes of the chunks, skips what is said
//! about chunks and the lines after the last one, and ends with an error where the text is malformed.

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

/// What the machines by hand have in common, where they are in the text.
#[derive(Clone, Copy)]
enum At {
    /// At a digit of the size, or behind the last one.
    Size { size: u32 },
    /// In what is said about a chunk.
    Extension { size: u32 },
    /// Before the end of that line.
    SizeEnd { size: u32 },
    /// At a byte of the chunk.
    Data { left: u32 },
    /// Before the `\r` after it.
    DataReturn,
    /// Before the `\n` after it.
    DataEnd,
    /// At the beginning of a line after the last chunk.
    Trailer,
    /// In such a line.
    TrailerLine,
    /// Before its end, and before that of the last one.
    TrailerEnd { is_last: bool },
}

/// What a byte leads to.
enum Step {
    /// There, with what is handed out.
    On(At, Option<u8>),
    /// To the end.
    End(Result<(), Malformed>),
}

impl At {
    const START: Self = Self::Size { size: 0 };

    #[inline(always)]
    fn step(self, byte: u8) -> Step {
        let next = match self {
            Self::Data { left } => {
                let next = if left == 1 { Self::DataReturn } else { Self::Data { left: left - 1 } };
                return Step::On(next, Some(byte));
            }
            Self::Size { size } => match digit(byte) {
                Some(digit) => shifted(size, digit).map(|size| Self::Size { size }),
                None if byte == b'\r' => Ok(Self::SizeEnd { size }),
                None => Ok(Self::Extension { size }),
            },
            Self::Extension { size } if byte == b'\r' => Ok(Self::SizeEnd { size }),
            Self::Extension { .. } => Ok(self),
            Self::SizeEnd { size: 0 } => expect(byte, b'\n').map(|()| Self::Trailer),
            Self::SizeEnd { size } => expect(byte, b'\n').map(|()| Self::Data { left: size }),
            Self::DataReturn => expect(byte, b'\r').map(|()| Self::DataEnd),
            Self::DataEnd => expect(byte, b'\n').map(|()| Self::START),
            Self::Trailer if byte == b'\r' => Ok(Self::TrailerEnd { is_last: true }),
            Self::TrailerLine if byte == b'\r' => Ok(Self::TrailerEnd { is_last: false }),
            Self::Trailer | Self::TrailerLine => Ok(Self::TrailerLine),
            Self::TrailerEnd { is_last: true } => return Step::End(expect(byte, b'\n')),
            Self::TrailerEnd { is_last: false } => expect(byte, b'\n').map(|()| Self::Trailer),
        };
        match next {
            Ok(next) => Step::On(next, None),
            Err(malformed) => Step::End(Err(malformed)),
        }
    }
}

mod hand {
    use super::{At, Step};
    use crate::machine::ByHand;

    pub(super) struct Decode {
        at: At,
    }

    pub(super) fn decode() -> Decode {
        Decode { at: At::START }
    }

    impl ByHand<u8> for Decode {
        type Out = Option<u8>;

        #[inline]
        fn start(&mut self) -> Option<Option<u8>> {
            Some(None)
        }

        #[inline]
        fn resume(&mut self, byte: u8) -> Option<Option<u8>> {
            match self.at.step(byte) {
                Step::On(at, out) => {
                    self.at = at;
                    Some(out)
                }
                Step::End(_) => None,
            }
        }
    }
}

mod hchk {
    use coro_runtime::{Coroutine, CoroutineState, ResumeError, Status};

    use super::{At, Malformed, Step};
    use crate::contract::{self, States};

    type Answer = Result<CoroutineState<Option<u8>, Result<(), Malformed>>, ResumeError>;

    pub(super) struct Decode(Place);

    enum Place {
        Created,
        Suspended(At),
        Finished,
        Poisoned,
    }

    pub(super) fn decode() -> Decode {
        Decode(Place::Created)
    }

    impl States for Place {
        const FINISHED: Self = Self::Finished;
        const POISONED: Self = Self::Poisoned;

        #[inline]
        fn status(&self) -> Status {
            match self {
                Self::Created => Status::Created,
                Self::Suspended(_) => Status::Suspended,
                Self::Finished => Status::Finished,
                Self::Poisoned => Status::Poisoned,
            }
        }
    }

    impl Coroutine<u8> for Decode {
        type Yield = Option<u8>;
        type Return = Result<(), Malformed>;

        #[inline]
        fn prime(&mut self) -> Answer {
            let Place::Created = self.0 else {
                return contract::refused(&self.0, ResumeError::AlreadyPrimed);
            };
            self.0 = Place::Suspended(At::START);
            Ok(CoroutineState::Yielded(None))
        }

        #[inline]
        fn send(&mut self, byte: u8) -> Answer {
            let Place::Suspended(at) = self.0 else {
                return contract::refused(&self.0, ResumeError::NotPrimed);
            };
            Ok(match at.step(byte) {
                Step::On(at, out) => {
                    self.0 = Place::Suspended(at);
                    CoroutineState::Yielded(out)
                }
                Step::End(returned) => {
                    self.0 = Place::Finished;
                    CoroutineState::Complete(returned)
                }
            })
        }

        fn close(&mut self) -> Result<Option<Self::Return>, ResumeError> {
            contract::close(&mut self.0)
        }

        fn status(&self) -> Status {
            self.0.status()
        }
    }
}

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
