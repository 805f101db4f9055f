//! The table of times by the clock, which divan takes.

use std::process::Command;

use coro_benches::cell::Maker;

use crate::{Result, cells, markdown, tools};

/// Nanoseconds for each resume, of the fastest of divan's samples.
pub(crate) fn table() -> Result<String> {
    let checked = cells::checked(&[tools::program("resumes", "release")?])?;
    let mut bench = Command::new("cargo");
    bench.args([
        "bench",
        "--quiet",
        "--package",
        "coro-benches",
        "--bench",
        "resumes",
        "--",
        "--color",
        "never",
    ]);
    let printed = tools::output(bench.current_dir(tools::workspace()))?;
    let samples: Vec<Sample> = samples(&printed)?;

    let makers: Vec<Maker> = Maker::ALL.into_iter().filter(|&maker| maker != Maker::Rustc).collect();
    let mut header = vec!["workload"];
    header.extend(makers.iter().map(|maker| maker.name()));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cell in &checked {
        if rows.iter().any(|row| row[0] == cell.workload) {
            continue;
        }
        let mut row = vec![cell.workload.clone()];
        row.extend(makers.iter().map(|maker| {
            let of = |mode: &str| {
                let name = format!("{} {}", cell.workload, maker.name());
                let sample = samples.iter().find(|sample| sample.mode == mode && sample.cell == name)?;
                Some(sample.nanoseconds / cell.n_values as f64)
            };
            match (of("call"), of("inlined")) {
                (Some(call), Some(inlined)) => format!("{call:.1} / {inlined:.1}"),
                _ => "–".to_string(),
            }
        }));
        rows.push(row);
    }
    Ok(markdown::table(&header, &rows))
}

/// What divan says about a run of a cell.
struct Sample {
    mode: String,
    cell: String,
    nanoseconds: f64,
}

/// Reads divan's tree: a line for each mode, and below it one for each cell, with the fastest sample before the others.
fn samples(printed: &str) -> Result<Vec<Sample>> {
    let mut mode = String::new();
    let mut samples = Vec::new();
    for line in printed.lines() {
        let line = line.trim_start_matches(['│', ' ']);
        let Some(line) = line.strip_prefix("├─ ").or(line.strip_prefix("╰─ ")) else { continue };
        let Some((first, _)) = line.split_once('│') else { continue };
        let words: Vec<&str> = first.split_whitespace().collect();
        match words[..] {
            [of_mode] => mode = of_mode.to_string(),
            [workload, maker, number, unit] => {
                let cell = format!("{workload} {maker}");
                samples.push(Sample { mode: mode.clone(), cell, nanoseconds: nanoseconds(number, unit)? });
            }
            _ => return Err(format!("strange line {line:?}").into()),
        }
    }
    Ok(samples)
}

/// Of `12.3`, `µs` and the like.
fn nanoseconds(number: &str, unit: &str) -> Result<f64> {
    let factor = match unit {
        "ns" => 1.0,
        "µs" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        _ => return Err(format!("strange unit {unit:?}").into()),
    };
    Ok(number.parse::<f64>()? * factor)
}
