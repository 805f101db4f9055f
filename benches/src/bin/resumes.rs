//! Runs one cell of the table of instructions for each yield; `callgrind.sh` counts them.
//!
//! - `resumes cells`: checks that all machines yield the same, then names every cell with its number of values.
//! - `resumes run WORKLOAD MACHINE MODE REPEATS`: runs a cell that many times.

use std::process::ExitCode;

use coro_benches::Machine;
use coro_benches::drive::Mode;
use coro_benches::workload::Workload;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let is_done = match args[..] {
        ["cells"] => cells(),
        ["run", workload, machine, mode, repeats] => run(workload, machine, mode, repeats).is_some(),
        _ => false,
    };
    if is_done {
        return ExitCode::SUCCESS;
    }
    eprintln!("usage: resumes cells | resumes run WORKLOAD MACHINE inlined|call REPEATS");
    ExitCode::FAILURE
}

/// Whether all machines yield the same, in either mode.
fn cells() -> bool {
    for workload in Workload::ALL {
        let prepared = workload.prepare();
        let expected = prepared.run(Machine::Hand, Mode::Inlined);
        for machine in Machine::ALL {
            for (mode, mode_name) in [(Mode::Inlined, "inlined"), (Mode::Call, "call")] {
                let Some(sum) = prepared.run(machine, mode) else { continue };
                if Some(sum) != expected {
                    eprintln!("{} yields something else in {}", machine.name(), workload.name());
                    return false;
                }
                println!("{} {} {mode_name} {}", workload.name(), machine.name(), sum.n_values);
            }
        }
    }
    true
}

fn run(workload: &str, machine: &str, mode: &str, repeats: &str) -> Option<()> {
    let workload = Workload::ALL.into_iter().find(|known| known.name() == workload)?;
    let machine = Machine::ALL.into_iter().find(|known| known.name() == machine)?;
    let mode = match mode {
        "inlined" => Mode::Inlined,
        "call" => Mode::Call,
        _ => return None,
    };
    let prepared = workload.prepare();
    for _ in 0..repeats.parse::<u32>().ok()? {
        std::hint::black_box(prepared.run(machine, mode)?);
    }
    Some(())
}
