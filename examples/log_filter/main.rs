//! Prints the lines of a log that contain a text: `grep` for a log that may still be growing.
//!
//! ```text
//! cargo run --example log_filter -- " 500 " examples/data/access.log
//! cargo run --example log_filter -- --count " 500 " examples/data/access.log
//! cargo run --example log_filter -- --follow --ignore-case error /var/log/syslog
//! ```
//!
//! It prints every line that matches, or their number with `--count`. With `--follow` it waits for more, as `tail -f`
//! does, until it is interrupted. The exit code is grep's: 0 if a line matched, 1 if none did, 2 in trouble.
//!
//! Each line runs through a pipeline of coroutines, every one of which pushes it into the next:
//!
//! ```text
//! lines → filter → count → format → print
//! ```
//!
//! All lines are read into the same buffer, and a stage borrows a line only while it is sent: no line is copied to be
//! passed on. Bytes that are not UTF-8 are shown as `U+FFFD`.

mod failure;
mod lines;
mod stages;

use std::cell::{Cell, RefCell};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use coro_runtime::prelude::*;

use crate::failure::Failure;
use crate::lines::{Line, Lines};
use crate::stages::{Ended, Pattern, count, discard, filter, format, print};

/// Print the lines of a log that contain a text.
#[derive(Parser)]
#[command(name = "log_filter")]
struct Arguments {
    /// The text to look for
    pattern: String,

    /// The log [default: standard input]
    file: Option<PathBuf>,

    /// Wait for more lines at the end of the file
    #[arg(short, long, requires = "file", conflicts_with = "count")]
    follow: bool,

    /// Take upper and lower case as the same
    #[arg(short, long)]
    ignore_case: bool,

    /// Print only how many lines match
    #[arg(short, long)]
    count: bool,

    /// Print the number of each line before it
    #[arg(short = 'n', long)]
    line_number: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(0) => ExitCode::from(1),
        Ok(_) => ExitCode::SUCCESS,
        // Whoever reads the output has seen enough, as in `log_filter … | head -1`.
        Err(Failure::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            // There is nobody left to tell if standard error is closed too.
            let _ = writeln!(io::stderr(), "log_filter: {failure}");
            ExitCode::from(2)
        }
    }
}

/// Builds the pipeline, pushes the input through it, and returns how many lines matched.
fn run(arguments: &Arguments) -> Result<u64, Failure> {
    let pattern = Pattern::new(&arguments.pattern, arguments.ignore_case);
    let out = RefCell::new(BufWriter::new(io::stdout().lock()));
    let matches = Cell::new(0);

    let end: Box<dyn for<'i> Consumer<Line<'i>, Return = Ended> + '_> = if arguments.count {
        Box::new(discard())
    } else {
        Box::new(format(arguments.line_number, print(&out)))
    };
    let mut pipeline = filter(&pattern, count(&matches, end));

    let mut lines = match &arguments.file {
        Some(path) => Lines::open(path, arguments.follow)?,
        None => Lines::stdin(),
    };
    loop {
        if lines.may_wait() {
            // Nobody should have to wait for a line that is already found.
            out.borrow_mut().flush().map_err(Failure::Write)?;
        }
        let Some(line) = lines.next()? else { break };
        if let CoroutineState::Complete(ended) = pipeline.send(line)? {
            ended?;
        }
    }

    if arguments.count {
        writeln!(out.borrow_mut(), "{}", matches.get()).map_err(Failure::Write)?;
        out.borrow_mut().flush().map_err(Failure::Write)?;
    }
    Ok(matches.get())
}
