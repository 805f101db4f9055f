//! The tables of bytes: of machines, of their text, and of what they allocate.

use std::process::Command;

use coro_benches::cell::Maker;

use crate::cells::{self, Checked};
use crate::{Result, markdown, tools};

/// The bytes of the machines and of their text.
pub(crate) fn table() -> Result<String> {
    let cells = cells::checked(&cells::programs("release")?)?;
    let symbols = symbols()?;
    let mut header = vec!["workload"];
    header.extend(Maker::ALL.iter().map(|maker| maker.name()));
    header.extend(["− hchk", "text: hchk", "coroutine", "diapause", "÷ hchk"]);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cell in &cells {
        if rows.iter().any(|row| row[0] == cell.workload) {
            continue;
        }
        let mut row = row(&cells, &cell.workload);
        row.extend(text(&symbols, &cell.workload));
        rows.push(row);
    }
    Ok(markdown::table(&header, &rows))
}

fn row(cells: &[Checked], workload: &str) -> Vec<String> {
    let of = |maker: Maker| {
        Some(cells.iter().find(|cell| cell.workload == workload && cell.maker == maker)?.footprint)
    };
    let mut row = vec![workload.to_string()];
    row.extend(Maker::ALL.iter().map(|&maker| of(maker).map_or("–".to_string(), |bytes| bytes.to_string())));
    row.push(match (of(Maker::Coroutine), of(Maker::Hchk)) {
        (Some(own), Some(hchk)) if own > hchk + 8 => format!("**{}**", own - hchk),
        (Some(own), Some(hchk)) => (own as i64 - hchk as i64).to_string(),
        _ => "–".to_string(),
    });
    row
}

/// A function in the program, with its generic arguments.
struct Symbol {
    name: String,
    bytes: u64,
}

/// All functions of the program. The mangling that keeps generic arguments tells whose machine a function is for.
fn symbols() -> Result<Vec<Symbol>> {
    let target = tools::target()?.join("symbols");
    let mut build = Command::new("cargo");
    build.args(["build", "--quiet", "--package", "coro-benches", "--bin", "resumes", "--release"]);
    build.arg("--target-dir").arg(&target).env("RUSTFLAGS", "-C symbol-mangling-version=v0");
    tools::output(build.current_dir(tools::workspace()))?;
    let mut nm = Command::new("nm");
    let printed = tools::output(nm.args(["-S", "-C"]).arg(target.join("release/resumes")))?;
    let functions = printed.lines().filter_map(|line| {
        let mut fields = line.splitn(4, ' ').skip(1);
        let bytes = u64::from_str_radix(fields.next()?, 16).ok()?;
        let is_text = matches!(fields.next()?, "t" | "T" | "w" | "W");
        is_text.then_some(Symbol { name: fields.next()?.to_string(), bytes })
    });
    Ok(functions.collect())
}

/// The text of the machines of a workload: `prime`, `send` and `close`, each behind a call, and what they call.
fn text(symbols: &[Symbol], workload: &str) -> Vec<String> {
    let module = match workload {
        "tree-4095" => "trees".to_string(),
        // They are the same machines, or several in one module.
        _ if workload.starts_with("list") || workload.starts_with("chain-") => {
            return vec!["–".to_string(); 4];
        }
        _ => workload.replace('-', "_"),
    };
    let of = |maker: &str| -> u64 {
        let module = format!("workloads::{module}::{maker}::");
        let of_maker = symbols.iter().filter(|symbol| symbol.name.contains(&module));
        of_maker.map(|symbol| symbol.bytes).sum()
    };
    let [hchk, coroutine, diapause] = ["hchk", "coroutine", "diapause"].map(of);
    let shown = |bytes: u64| if bytes == 0 { "–".to_string() } else { bytes.to_string() };
    let ratio = markdown::ratio(coroutine as f64 / hchk as f64, 1.2);
    vec![shown(hchk), shown(coroutine), shown(diapause), ratio]
}

/// What the machines allocate from their making to their end.
pub(crate) fn allocations() -> Result<String> {
    let printed = tools::output(&mut Command::new(tools::program("memory", "release")?))?;
    let mut header = vec!["workload"];
    let makers: Vec<&str> =
        Maker::ALL.iter().map(|maker| maker.name()).filter(|&name| name != "rustc").collect();
    header.extend(&makers);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in printed.lines() {
        let [workload, maker, allocations, bytes] = cells::fields(line)?;
        if Maker::BOXES.iter().any(|boxed| boxed.name() == maker) {
            continue;
        }
        if rows.last().is_none_or(|row| row[0] != workload) {
            let mut row = vec!["–".to_string(); header.len()];
            row[0] = workload.to_string();
            rows.push(row);
        }
        let column = 1 + makers.iter().position(|&name| name == maker).ok_or("an unknown maker")?;
        if let Some(row) = rows.last_mut() {
            row[column] =
                if allocations == "0" { "0".to_string() } else { format!("{allocations} / {bytes}") };
        }
    }
    Ok(markdown::table(&header, &rows))
}
