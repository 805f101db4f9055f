//! Runs the cells of the tables.

use std::process::ExitCode;

fn main() -> ExitCode {
    coro_benches::cli::main(coro_benches::workloads::cells())
}
