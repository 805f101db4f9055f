//! The command line of the programs that run cells.

use std::hint::black_box;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use crate::cell::Cell;

#[derive(Parser)]
struct Arguments {
    /// What to do
    task: Task,

    /// Only the cells whose workload or maker has one of these names
    names: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Task {
    /// Check that all machines of a workload hand out the same, and name every cell with the number of its resumes,
    /// its checksum and the bytes of its machine
    Check,
    /// Run every cell once and then thrice, in either mode, for callgrind to count
    Count,
}

/// Does with the cells what the command line says.
pub fn main(cells: impl Iterator<Item = Cell>) -> ExitCode {
    let arguments = Arguments::parse();
    let is_named = |name: &str| arguments.names.iter().any(|wanted| wanted == name);
    let is_wanted =
        |cell: &Cell| arguments.names.is_empty() || is_named(cell.workload) || is_named(cell.maker.name());
    let cells: Vec<Cell> = cells.filter(is_wanted).collect();
    match arguments.task {
        Task::Check => return check(&cells),
        Task::Count => cells.iter().for_each(count),
    }
    ExitCode::SUCCESS
}

fn check(cells: &[Cell]) -> ExitCode {
    for cell in cells {
        let Cell { workload, maker, .. } = cell;
        let first = cells.iter().find(|first| first.workload == *workload).unwrap_or(cell);
        let expected = (first.inlined)();
        let called = (cell.call)();
        for sum in [called, (cell.inlined)()] {
            if (sum.n_values, sum.checksum) != (expected.n_values, expected.checksum) {
                eprintln!(
                    "{workload} by {} hands out something else: {sum:?}, not {expected:?}",
                    maker.name()
                );
                return ExitCode::FAILURE;
            }
        }
        println!("{workload} {} {} {} {}", maker.name(), called.n_values, called.checksum, called.footprint);
    }
    ExitCode::SUCCESS
}

fn count(cell: &Cell) {
    for (mode, run) in [("call", cell.call), ("inlined", cell.inlined)] {
        // What happens once only is over after the first run.
        println!("{} {} {mode} {}", cell.workload, cell.maker.name(), black_box(run()).n_values);
        for repeats in [1, 3] {
            callgrind_mark();
            for _ in 0..repeats {
                black_box(run());
            }
        }
        callgrind_mark();
    }
}

/// Callgrind is told to count anew whenever this is entered.
#[inline(never)]
fn callgrind_mark() {
    black_box(());
}
