//! The stages of the pipeline, each of them primed when it is made. One ends when the one after it does, with the same
//! result.

use std::cell::{Cell, RefCell};
use std::io::Write;

use coro_runtime::prelude::*;

use crate::failure::Failure;
use crate::lines::Line;

/// What a stage returns: nothing ends it but a failure.
pub(crate) type Ended = Result<(), Failure>;

/// The text to look for.
pub(crate) struct Pattern {
    text: String,
    ignore_case: bool,
}

impl Pattern {
    /// The pattern is a plain text, not a regular expression.
    pub(crate) fn new(text: &str, ignore_case: bool) -> Self {
        let text = if ignore_case { text.to_lowercase() } else { text.to_string() };
        Pattern { text, ignore_case }
    }

    fn is_in(&self, line: &str) -> bool {
        if self.ignore_case { line.to_lowercase().contains(&self.text) } else { line.contains(&self.text) }
    }
}

/// Passes on the lines that hold the pattern.
#[coro::coroutine(primed)]
pub(crate) fn filter(
    pattern: &Pattern,
    mut target: impl for<'i> Consumer<Line<'i>, Return = Ended>,
) -> Ended {
    loop {
        let line: Line<'_> = recv!();
        if pattern.is_in(&line.text)
            && let CoroutineState::Complete(ended) = target.send(line)?
        {
            return ended;
        }
    }
}

/// Counts the lines that it passes on.
#[coro::coroutine(primed)]
pub(crate) fn count(
    n_lines: &Cell<u64>,
    mut target: impl for<'i> Consumer<Line<'i>, Return = Ended>,
) -> Ended {
    loop {
        let line: Line<'_> = recv!();
        n_lines.set(n_lines.get() + 1);
        if let CoroutineState::Complete(ended) = target.send(line)? {
            return ended;
        }
    }
}

/// Passes on the text of each line, behind its number if that is wanted.
#[coro::coroutine(primed)]
pub(crate) fn format(with_number: bool, mut target: impl for<'i> Consumer<&'i str, Return = Ended>) -> Ended {
    loop {
        let line: Line<'_> = recv!();
        let sent = if with_number {
            target.send(&format!("{}:{}", line.number, line.text))?
        } else {
            target.send(&line.text)?
        };
        if let CoroutineState::Complete(ended) = sent {
            return ended;
        }
    }
}

/// Prints what reaches it, a line each. The output is shared with whoever decides when to flush it.
#[coro::coroutine(primed)]
pub(crate) fn print(out: &RefCell<impl Write>) -> Ended {
    loop {
        let text: &str = recv!();
        writeln!(out.borrow_mut(), "{text}").map_err(Failure::Write)?;
    }
}

/// Takes lines and does nothing with them.
#[coro::coroutine(primed)]
pub(crate) fn discard() -> Ended {
    loop {
        let _line: Line<'_> = recv!();
    }
}
