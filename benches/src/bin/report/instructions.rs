//! The tables of instructions for each resume.

use coro_benches::cell::Maker;

use crate::cells::{self, Counted};
use crate::{Result, markdown};

/// The table for a build in that profile: of these workloads, or of all.
pub(crate) fn table(profile: &str, workloads: &[String]) -> Result<String> {
    let programs = cells::programs(profile)?;
    let cells = cells::checked(&programs)?;
    if let Some(name) = workloads.iter().find(|&name| cells.iter().all(|cell| cell.workload != *name)) {
        return Err(format!("no workload {name:?}").into());
    }
    let names: Vec<&str> = workloads.iter().map(String::as_str).collect();
    let mut counted = Vec::new();
    for program in &programs {
        counted.extend(cells::counted(program, &names)?);
    }
    let target = if profile == "release" { 1.05 } else { 1.1 };

    let mut header = vec!["workload"];
    header.extend(Maker::ALL.iter().map(|maker| maker.name()));
    header.extend(["÷ hchk", "÷ best peer"]);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cell in &counted {
        if rows.iter().all(|row| row[0] != cell.workload) {
            rows.push(row(&counted, &cell.workload, target));
        }
    }
    Ok(markdown::table(&header, &rows))
}

fn row(counted: &[Counted], workload: &str, target: f64) -> Vec<String> {
    let of = |maker: Maker, is_call: bool| instructions(counted, workload, maker, is_call);
    let mut row = vec![workload.to_string()];
    row.extend(Maker::ALL.iter().map(|&maker| both_modes(counted, workload, maker)));
    let against = |others: &dyn Fn(bool) -> Option<f64>, target: f64| {
        let in_mode = |is_call: bool| match (of(Maker::Coroutine, is_call), others(is_call)) {
            (Some(own), Some(other)) => markdown::ratio(own / other, target),
            _ => "–".to_string(),
        };
        format!("{} / {}", in_mode(true), in_mode(false))
    };
    row.push(against(&|is_call| of(Maker::Hchk, is_call), target));
    let best_peer = |is_call| Maker::PEERS.iter().filter_map(|&maker| of(maker, is_call)).reduce(f64::min);
    row.push(against(&best_peer, 1.0));
    row
}

fn instructions(counted: &[Counted], workload: &str, maker: Maker, is_call: bool) -> Option<f64> {
    let mut cells = counted.iter().filter(|cell| cell.workload == workload);
    Some(cells.find(|cell| cell.maker == maker && cell.is_call == is_call)?.instructions)
}

/// *call / inlined*
pub(crate) fn both_modes(counted: &[Counted], workload: &str, maker: Maker) -> String {
    let of = |is_call: bool| instructions(counted, workload, maker, is_call);
    match (of(true), of(false)) {
        (Some(call), Some(inlined)) => format!("{call:.1} / {inlined:.1}"),
        _ => "–".to_string(),
    }
}
