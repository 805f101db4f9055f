//! Machines where there is neither the standard library nor an allocator.
//!
//! With the feature `freestanding` the crate has a panic handler of its own, which cannot stand beside std's. So a
//! build of this package alone shows that the runtime and what `#[coroutine]` writes need `core` and nothing more:
//!
//! ```text
//! cargo build -p coro-no-std --features freestanding
//! ```
//!
//! A state in a box needs the feature `boxed`, which this crate does not have:
//!
//! ```compile_fail
//! use coro_runtime::prelude::*;
//!
//! #[coro::coroutine(boxed, recv = u8)]
//! fn one() -> u8 {
//!     recv!()
//! }
//! ```
//!
//! ```
//! use coro_runtime::prelude::*;
//!
//! #[coro::coroutine(recv = u8)]
//! fn one() -> u8 {
//!     recv!()
//! }
//! ```

#![no_std]

use coro_runtime::prelude::*;

#[cfg(all(feature = "freestanding", not(test)))]
#[panic_handler]
fn halt(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}

/// Why a frame is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameError {
    /// The length byte says more than the buffer holds.
    TooLong,
    /// The last byte is not the sum of the others.
    Checksum,
}

/// Reads one frame, byte by byte: its length, as many bytes, their sum. It returns the length.
#[coro::coroutine(recv = u8)]
pub fn read_frame<const N: usize>(buffer: &mut [u8; N]) -> Result<usize, FrameError> {
    let first: u8 = recv!();
    let length: usize = usize::from(first);
    let mut sum: u8 = 0;
    let mut at: usize = 0;
    while at < length {
        let byte: u8 = recv!();
        let slot = buffer.get_mut(at).ok_or(FrameError::TooLong)?;
        *slot = byte;
        sum = sum.wrapping_add(byte);
        at += 1;
    }
    let checksum: u8 = recv!();
    if checksum == sum { Ok(length) } else { Err(FrameError::Checksum) }
}

/// Counts the bytes of the chunks it is sent. A chunk is borrowed for one send only, and the count is the answer to
/// the close.
#[coro::coroutine(recv = &[u8])]
pub fn count_bytes() -> usize {
    let mut count: usize = 0;
    while let Ok(chunk) = try_recv!() {
        count += chunk.len();
    }
    count
}

/// Hands out what stands before the first blank of each line, as a part of the very line that was sent.
#[coro::coroutine(recv = &str, yield = Option<&str>)]
pub fn first_words() {
    let mut line: &str = recv!();
    loop {
        line = yield_!(line.split(' ').next());
    }
}

/// Counts down to one: an iterator.
#[coro::coroutine(yield = u32)]
pub fn countdown(from: u32) {
    let mut left: u32 = from;
    while left > 0 {
        yield_!(left);
        left -= 1;
    }
}

/// Passes on what is large enough.
#[coro::coroutine]
pub fn filter_min(threshold: i32, mut target: impl Consumer<i32>) -> Result<(), ResumeError> {
    loop {
        let value: i32 = recv!();
        if value >= threshold {
            target.send(value)?;
        }
    }
}

/// Adds up what it is sent.
#[coro::coroutine]
pub fn sum_into(total: &mut i32) {
    loop {
        let value: i32 = recv!();
        *total += value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_read_byte_by_byte() {
        let mut buffer = [0; 4];
        let mut reader = read_frame(&mut buffer);
        reader.prime().unwrap();
        assert_eq!(reader.send_all([2, 7, 8, 15, 1]), Ok(Some(Ok(2))));
        drop(reader);
        assert_eq!(buffer, [7, 8, 0, 0]);
    }

    #[test]
    fn a_frame_that_is_wrong_is_an_error() {
        fn read(bytes: &[u8]) -> Option<Result<usize, FrameError>> {
            let mut buffer = [0; 1];
            let mut reader = read_frame(&mut buffer);
            reader.prime().unwrap();
            reader.send_all(bytes.iter().copied()).unwrap()
        }
        assert_eq!(read(&[1, 7, 8]), Some(Err(FrameError::Checksum)));
        assert_eq!(read(&[2, 7, 8]), Some(Err(FrameError::TooLong)));
        assert_eq!(read(&[2, 7]), None);
    }

    #[test]
    fn one_buffer_feeds_a_machine_that_borrows_it_for_one_send() {
        let mut buffer = [0; 8];
        let mut machine = count_bytes();
        machine.prime().unwrap();
        for length in 1..=3 {
            buffer[..length].fill(1);
            machine.send(&buffer[..length]).unwrap();
        }
        assert_eq!(machine.close(), Ok(Some(6)));
    }

    #[test]
    fn a_part_of_the_line_sent_is_handed_out() {
        let mut machine = first_words();
        machine.prime().unwrap();
        assert_eq!(machine.send("GET /index"), Ok(CoroutineState::Yielded(Some("GET"))));
        assert_eq!(machine.send("QUIT"), Ok(CoroutineState::Yielded(Some("QUIT"))));
    }

    #[test]
    fn a_machine_that_is_sent_nothing_is_an_iterator() {
        assert!(countdown(3).eq([3, 2, 1]));
    }

    #[test]
    fn a_pipeline_needs_no_allocator() {
        let mut total = 0;
        let mut target = sum_into(&mut total);
        target.prime().unwrap();
        let mut head = filter_min(10, &mut target as &mut dyn Consumer<i32, Return = ()>);
        head.prime().unwrap();
        assert_eq!(head.send_all([4, 10, 5, 25]), Ok(None));
        drop(head);
        drop(target);
        assert_eq!(total, 35);
    }
}
