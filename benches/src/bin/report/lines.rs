//! The table of lines: of the machines as they are written, and of what is made of them.

use std::process::Command;

use crate::{Result, markdown, tools};

/// Lines that are not blank, for each workload in a file of its own.
pub(crate) fn table() -> Result<String> {
    let expanded = expanded()?;
    let makers = ["coroutine", "diapause"];
    let header =
        ["workload", "coroutine: written", "made", "÷ written", "diapause: written", "made", "÷ written"];
    let mut totals = [0; 4];
    let mut rows = Vec::new();
    for (workload, source) in sources()? {
        let mut row = vec![workload.clone()];
        for (idx, maker) in makers.into_iter().enumerate() {
            let written = lines_of(&source, maker, "");
            let made = lines_of(module(&expanded, &workload), maker, "        ");
            totals[2 * idx] += written;
            totals[2 * idx + 1] += made;
            row.extend(cells(written, made, idx));
        }
        rows.push(row);
    }
    let mut row = vec!["all".to_string()];
    row.extend(cells(totals[0], totals[1], 0));
    row.extend(cells(totals[2], totals[3], 1));
    rows.push(row);
    Ok(markdown::table(&header, &rows))
}

/// What is shown for one maker. The target is for the first one.
fn cells(written: usize, made: usize, maker: usize) -> [String; 3] {
    if written == 0 {
        return ["–", "–", "–"].map(str::to_string);
    }
    let target = if maker == 0 { 6.0 } else { f64::MAX };
    [written.to_string(), made.to_string(), markdown::ratio(made as f64 / written as f64, target)]
}

/// The workloads with their source.
fn sources() -> Result<Vec<(String, String)>> {
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(tools::workspace().join("benches/src/workloads"))? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() {
            let source = std::fs::read_to_string(path)?;
            if source.contains("\nmod coroutine {\n") {
                sources.push((name, source));
            }
        }
    }
    sources.sort();
    Ok(sources)
}

/// The library with its macros expanded, as rustc prints it.
fn expanded() -> Result<String> {
    let mut rustc = Command::new("cargo");
    rustc.args(["rustc", "--quiet", "--package", "coro-benches", "--lib", "--profile", "check"]);
    rustc.arg("--target-dir").arg(tools::target()?.join("expanded"));
    // Only nightly compilers do that, unless one insists.
    rustc.args(["--", "-Zunpretty=expanded"]).env("RUSTC_BOOTSTRAP", "1");
    tools::output(rustc.current_dir(tools::workspace()))
}

/// The text of the workload's module.
fn module<'e>(expanded: &'e str, workload: &str) -> &'e str {
    let begin = format!("\n    pub mod {workload} {{\n");
    let text = expanded.split_once(&begin).map_or("", |(_, rest)| rest);
    text.split_once("\n    }\n").map_or(text, |(module, _)| module)
}

/// The lines of the maker's module that are neither blank nor imports.
fn lines_of(text: &str, maker: &str, indentation: &str) -> usize {
    let begin = format!("{indentation}mod {maker} {{");
    let end = format!("{indentation}}}");
    let inside = text.lines().skip_while(|line| *line != begin).skip(1).take_while(|line| *line != end);
    inside.filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("use ")).count()
}
