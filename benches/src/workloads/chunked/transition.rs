//! What the machines by hand have in common: where they are in the text, and what a byte leads to from there.

use super::{Malformed, digit, expect, shifted};

/// Where they are in the text.
#[derive(Clone, Copy)]
pub(super) enum At {
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
pub(super) enum Step {
    /// There, with what is handed out.
    On(At, Option<u8>),
    /// To the end.
    End(Result<(), Malformed>),
}

impl At {
    pub(super) const START: Self = Self::Size { size: 0 };

    #[inline(always)]
    pub(super) fn step(self, byte: u8) -> Step {
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
