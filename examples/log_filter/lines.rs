//! The input, line by line.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::failure::Failure;

/// How long a file that is followed is left alone before it is asked for more.
const PAUSE: Duration = Duration::from_millis(200);

/// One line of the input, without its newline. It borrows the buffer that the next one is read into.
pub(crate) struct Line<'a> {
    /// It counts from 1.
    pub(crate) number: u64,
    /// Bytes that are not UTF-8 are shown as `U+FFFD`, and no line is left out because of them.
    pub(crate) text: Cow<'a, str>,
}

/// Reads lines, all of them into one buffer.
pub(crate) struct Lines {
    name: String,
    reader: BufReader<Box<dyn Read>>,
    /// A second handle on a file that is followed. Both handles move together.
    followed: Option<File>,
    /// How far into the file the reader has come.
    position: u64,
    buffer: Vec<u8>,
    number: u64,
}

impl Lines {
    /// Reads standard input to its end.
    pub(crate) fn stdin() -> Self {
        Self::new("standard input".to_string(), Box::new(io::stdin()), None)
    }

    /// Reads a file to its end, or for ever if it is to be followed.
    pub(crate) fn open(path: &Path, follow: bool) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let open = || {
            let file = File::open(path)?;
            let followed = if follow { Some(file.try_clone()?) } else { None };
            Ok((file, followed))
        };
        match open() {
            Ok((file, followed)) => Ok(Self::new(name, Box::new(file), followed)),
            Err(error) => Err(Failure::Read { name, error }),
        }
    }

    fn new(name: String, input: Box<dyn Read>, followed: Option<File>) -> Self {
        Lines { name, reader: BufReader::new(input), followed, position: 0, buffer: Vec::new(), number: 0 }
    }

    /// Whether the next line has yet to be asked for, so that it may be a while.
    pub(crate) fn may_wait(&self) -> bool {
        !self.reader.buffer().contains(&b'\n')
    }

    /// The next line, or `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Line<'_>>, Failure> {
        self.buffer.clear();
        if let Err(error) = self.fill_buffer() {
            return Err(Failure::Read { name: self.name.clone(), error });
        }
        if self.buffer.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let text = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        Ok(Some(Line { number: self.number, text: String::from_utf8_lossy(text) }))
    }

    /// Reads up to the next newline. Without one, the end of a file that is not followed ends the line as well.
    fn fill_buffer(&mut self) -> io::Result<()> {
        while !self.buffer.ends_with(b"\n") {
            let n_read = self.reader.read_until(b'\n', &mut self.buffer)?;
            self.position += n_read as u64;
            if n_read > 0 {
                continue;
            }
            let Some(file) = &mut self.followed else { break };
            if !is_truncated(file, self.position)? {
                thread::sleep(PAUSE);
            } else if self.buffer.is_empty() {
                // A closed standard error is no reason to stop.
                let _ = writeln!(io::stderr(), "log_filter: {} was truncated, starting over", self.name);
                file.seek(SeekFrom::Start(0))?;
                self.position = 0;
                self.number = 0;
            } else {
                // What was read of the last line is all that there will ever be of it.
                break;
            }
        }
        Ok(())
    }
}

/// Whether the file is shorter than what has been read of it. Pipes and devices have no length.
fn is_truncated(file: &File, position: u64) -> io::Result<bool> {
    let metadata = file.metadata()?;
    Ok(metadata.is_file() && metadata.len() < position)
}
