//! Runs the cells of the tables.
//!
//! - `resumes check`: checks that all machines of a workload hand out the same, and names every cell with the number of
//!   its resumes and the bytes of its machine.
//! - `resumes count`: runs every cell once and then thrice, in either mode, for callgrind to count.

use std::hint::black_box;
use std::process::ExitCode;

use clap::Parser;
use coro_benches::cell::Cell;
use coro_benches::workloads;

#[derive(Parser)]
struct Arguments {
    /// What to do
    task: Task,

    /// Only the cells whose workload or maker has one of these names
    names: Vec<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Task {
    Check,
    Count,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let is_wanted = |cell: &Cell| {
        arguments.names.is_empty()
            || arguments.names.iter().any(|name| name == cell.workload || name == cell.maker.name())
    };
    let cells: Vec<Cell> = workloads::cells().filter(is_wanted).collect();
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
        for sum in [(cell.call)(), (cell.inlined)()] {
            if (sum.n_values, sum.checksum) != (expected.n_values, expected.checksum) {
                eprintln!(
                    "{workload} by {} hands out something else: {sum:?}, not {expected:?}",
                    maker.name()
                );
                return ExitCode::FAILURE;
            }
        }
        println!("{workload} {} {} {}", maker.name(), expected.n_values, (cell.call)().footprint);
    }
    ExitCode::SUCCESS
}

fn count(cell: &Cell) {
    for (mode, run) in [("call", cell.call), ("inlined", cell.inlined)] {
        // What happens once only is over then.
        black_box(run());
        println!("{} {} {mode} {}", cell.workload, cell.maker.name(), run().n_values);
        for repeats in [1, 3] {
            callgrind_mark();
            for _ in 0..repeats {
                black_box(run());
            }
        }
        callgrind_mark();
    }
}

/// Callgrind starts to count anew whenever this is entered.
#[inline(never)]
fn callgrind_mark() {
    black_box(());
}
