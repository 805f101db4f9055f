//! What the example `log_filter` does, as one loop: prints the lines of a log that hold a text.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(pattern), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other("usage: log_loop PATTERN FILE"));
    };
    let mut reader = BufReader::new(File::open(path)?);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        if reader.read_until(b'\n', &mut buffer)? == 0 {
            return out.flush();
        }
        let line = buffer.strip_suffix(b"\n").unwrap_or(&buffer);
        let line = String::from_utf8_lossy(line);
        if line.contains(&pattern) {
            writeln!(out, "{line}")?;
        }
    }
}
