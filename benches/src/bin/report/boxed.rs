//! The table of the machines whose state is in a box, beside genawaiter's, which are lowered in the same way.

use std::process::Command;

use coro_benches::cell::Maker;

use crate::instructions::both_modes;
use crate::{Result, cells, markdown, tools};

const WORKLOADS: [&str; 5] = ["counter", "total", "delay", "tree-4095", "list-2000"];

/// Instructions for each resume, and what is allocated.
pub(crate) fn table() -> Result<String> {
    let program = tools::program("resumes", "release")?;
    cells::checked(std::slice::from_ref(&program))?;
    let counted = cells::counted(&program, &WORKLOADS)?;
    let allocated = tools::output(&mut Command::new(tools::program("memory", "release")?))?;
    let makers = [Maker::Coroutine, Maker::Boxed, Maker::BoxedSend, Maker::GenawaiterRc];
    let mut header = vec!["workload"];
    header.extend(makers.iter().map(|maker| maker.name()));
    let allocating = [Maker::Boxed, Maker::BoxedSend, Maker::GenawaiterRc];
    let allocation_headers = allocating.map(|maker| format!("allocated: {}", maker.name()));
    header.extend(allocation_headers.iter().map(String::as_str));
    let rows: Result<Vec<_>> = WORKLOADS
        .iter()
        .map(|workload| {
            let mut row = vec![workload.to_string()];
            row.extend(makers.iter().map(|&maker| both_modes(&counted, workload, maker)));
            for maker in allocating {
                row.push(allocations(&allocated, workload, maker)?);
            }
            Ok(row)
        })
        .collect();
    Ok(markdown::table(&header, &rows?))
}

/// How often, and how many bytes at most at a time.
fn allocations(printed: &str, workload: &str, maker: Maker) -> Result<String> {
    for line in printed.lines() {
        let [named, by, allocations, bytes] = cells::fields(line)?;
        if named == workload && by == maker.name() {
            return Ok(format!("{allocations} / {bytes}"));
        }
    }
    Err(format!("{workload} by {} is not in what memory prints", maker.name()).into())
}
