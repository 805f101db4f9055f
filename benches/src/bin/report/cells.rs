//! What the programs say about their cells.

use std::path::{Path, PathBuf};
use std::process::Command;

use coro_benches::cell::Maker;

use crate::{Result, tools};

/// A cell.
pub(crate) struct Checked {
    pub(crate) workload: String,
    pub(crate) maker: Maker,
    pub(crate) n_values: u64,
    pub(crate) footprint: usize,
}

/// The programs that run cells: of this package, and of the nightly one.
pub(crate) fn programs(profile: &str) -> Result<Vec<PathBuf>> {
    let mut programs = vec![tools::program("resumes", profile)?];
    // Optimising for size is a profile of the workspace, which the nightly package is no part of.
    if profile == "release" {
        programs.extend(tools::nightly_program()?);
    }
    Ok(programs)
}

/// The cells of the programs, once all of a workload have come to the same checksum.
pub(crate) fn checked(programs: &[PathBuf]) -> Result<Vec<Checked>> {
    let mut cells = Vec::new();
    let mut sums: Vec<(String, String)> = Vec::new();
    for program in programs {
        for line in tools::output(Command::new(program).arg("check"))?.lines() {
            let [workload, maker, n_values, checksum, footprint] = fields(line)?;
            let sum = format!("{n_values} values, checksum {checksum}");
            match sums.iter().find(|(known, _)| known == workload) {
                Some((_, known)) if *known != sum => {
                    return Err(format!("{maker} in {workload}: {sum}, not {known}").into());
                }
                Some(_) => {}
                None => sums.push((workload.to_string(), sum)),
            }
            let maker = maker_named(maker)?;
            let (n_values, footprint) = (n_values.parse()?, footprint.parse()?);
            cells.push(Checked { workload: workload.to_string(), maker, n_values, footprint });
        }
    }
    Ok(cells)
}

/// A number for each cell and mode.
pub(crate) struct Counted {
    pub(crate) workload: String,
    pub(crate) maker: Maker,
    pub(crate) is_call: bool,
    /// Instructions for each resume.
    pub(crate) instructions: f64,
}

/// Counts the instructions of cells of a program, by the difference of one and three runs: of those with these names, or
/// of all.
pub(crate) fn counted(program: &Path, names: &[&str]) -> Result<Vec<Counted>> {
    let directory = tools::target()?.join("callgrind");
    if directory.exists() {
        std::fs::remove_dir_all(&directory)?;
    }
    std::fs::create_dir_all(&directory)?;
    let mut callgrind = Command::new("valgrind");
    callgrind.args(["--quiet", "--tool=callgrind", "--dump-before=*callgrind_mark*"]);
    callgrind.arg(format!("--callgrind-out-file={}/out", directory.display()));
    let printed = tools::output(callgrind.arg(program).arg("count").args(names))?;
    // Three marks a line: what came before, one run, three runs.
    let total = |mark: usize| -> Result<f64> {
        let dump = std::fs::read_to_string(directory.join(format!("out.{mark}")))?;
        let total =
            dump.lines().find_map(|line| line.strip_prefix("totals: ")).ok_or("a dump without totals")?;
        Ok(total.trim().parse()?)
    };
    let counted = printed.lines().enumerate().map(|(idx, line)| {
        let [workload, maker, mode, n_values] = fields(line)?;
        let instructions = (total(3 * idx + 3)? - total(3 * idx + 2)?) / 2.0 / n_values.parse::<f64>()?;
        let (workload, maker) = (workload.to_string(), maker_named(maker)?);
        Ok(Counted { workload, maker, is_call: mode == "call", instructions })
    });
    counted.collect()
}

pub(crate) fn fields<const N: usize>(line: &str) -> Result<[&str; N]> {
    line.split(' ').collect::<Vec<_>>().try_into().map_err(|_| format!("strange line {line:?}").into())
}

fn maker_named(name: &str) -> Result<Maker> {
    let mut makers = Maker::ALL.into_iter().chain(Maker::BOXES);
    Ok(makers.find(|maker| maker.name() == name).ok_or(format!("no maker {name:?}"))?)
}
