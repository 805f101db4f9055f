//! The table of the log filter: lines of a large log, and memory.

use std::fs::File;
use std::hash::{DefaultHasher, Hasher};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::Command;

use crate::tools::Cost;
use crate::{Result, markdown, tools};

const BYTES: usize = 100_000_000;
const PATTERN: &str = " 500 ";

/// Every program, on the same log.
pub(crate) fn table() -> Result<String> {
    let log = tools::target()?.join("large-access.log");
    let n_lines = write(&log)?;
    let programs = [
        ("`log_filter`, a pipeline of coroutines", log_filter()?, vec![]),
        ("a loop by hand", tools::program("log_loop", "release")?, vec![]),
        ("`grep -F`, UTF-8", PathBuf::from("grep"), vec!["-F", "C.UTF-8"]),
        ("`grep -F`, `LC_ALL=C`", PathBuf::from("grep"), vec!["-F", "C"]),
    ];
    let mut expected = None;
    let mut rows = Vec::new();
    for (name, program, arguments) in programs {
        let mut least: Option<Cost> = None;
        let mut peak = 0;
        for run in 0..7 {
            let mut command = Command::new(&program);
            if let [option, locale] = arguments[..] {
                command.arg(option).env("LC_ALL", locale);
            }
            let mut hasher = DefaultHasher::new();
            let cost = tools::cost(command.arg(PATTERN).arg(&log), |id, printed| {
                // How the output is cut into pieces does not count for this hasher.
                hasher.write(printed);
                if run == 0 {
                    peak = peak.max(resident(id));
                }
            })?;
            let checksum = hasher.finish();
            if *expected.get_or_insert(checksum) != checksum {
                return Err(format!("{name} prints something else").into());
            }
            least = Some(least.map_or(cost, |least| least.min(cost)));
        }
        let cost = least.ok_or("no run")?;
        rows.push(vec![
            name.to_string(),
            format!("{:.1}", n_lines as f64 / cost.wall.as_secs_f64() / 1e6),
            format!("{:.0} ms", cost.cpu.as_secs_f64() * 1e3),
            format!("{peak} KiB"),
        ]);
    }
    Ok(markdown::table(&["program", "million lines a second", "CPU time", "peak memory"], &rows))
}

/// The most memory that a process has had so far, in KiB.
fn resident(id: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    peak.and_then(|kibibytes| kibibytes.parse().ok()).unwrap_or_default()
}

/// Repeats the committed log, and returns the number of lines.
fn write(log: &PathBuf) -> Result<usize> {
    let small = std::fs::read(tools::workspace().join("examples/data/access.log"))?;
    let n_repeats = BYTES.div_ceil(small.len());
    let mut out = BufWriter::new(File::create(log)?);
    for _ in 0..n_repeats {
        out.write_all(&small)?;
    }
    out.flush()?;
    Ok(n_repeats * small.iter().filter(|&&byte| byte == b'\n').count())
}

fn log_filter() -> Result<PathBuf> {
    let mut build = Command::new("cargo");
    build.args(["build", "--quiet", "--release", "--package", "coro", "--example", "log_filter"]);
    build.arg("--target-dir").arg(tools::target()?);
    tools::output(build.current_dir(tools::workspace()))?;
    Ok(tools::target()?.join("release/examples/log_filter"))
}
