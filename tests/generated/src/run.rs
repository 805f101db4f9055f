//! Many seeds, batch by batch, and what came of them.

use std::{
    collections::BTreeMap,
    fs::OpenOptions,
    io::{self, Write},
    ops::Range,
    path::{Path, PathBuf},
    time::Instant,
};

use crate::{
    generator::Case,
    scratch::{Outcome, Scratch},
    shrink::shrink,
};

/// How the cases are gone through.
pub struct Options {
    /// How many are compiled together.
    pub batch: u64,
    /// Whether those that differ are made smaller.
    pub is_shrinking: bool,
    /// Where the seeds of those that were compared are written.
    pub compared: Option<PathBuf>,
}

#[derive(Default)]
struct Totals {
    drawn: u64,
    agree: u64,
    runs: u64,
    sends: u64,
    ill_drawn: u64,
    /// How many were refused with each message, and the first of them.
    refused: BTreeMap<String, (u64, String)>,
    findings: u64,
}

/// Compares the cases of `seeds`; how many of them show something wrong.
pub fn run(scratch: &Scratch, seeds: Range<u64>, options: &Options) -> io::Result<u64> {
    let start = Instant::now();
    let mut totals = Totals::default();
    let mut first = seeds.start;
    while first < seeds.end {
        let last = seeds.end.min(first + options.batch);
        let cases: Vec<Case> = (first..last).map(Case::draw).collect();
        let outcomes = scratch.outcomes(&cases)?;
        for (case, outcome) in cases.into_iter().zip(outcomes) {
            totals.count(&case, &outcome, options.compared.as_deref())?;
            if outcome.is_finding() {
                show(&case, &outcome, "as it was drawn");
            }
            if outcome.is_finding() && options.is_shrinking {
                let (case, outcome) = shrink(scratch, case, outcome)?;
                show(&case, &outcome, "as small as it was made");
            }
        }
        first = last;
        println!("up to seed {}: {totals} in {}s", last - 1, start.elapsed().as_secs());
    }
    for (message, (count, first)) in &totals.refused {
        println!("refused {count} times: {message}\n{first}");
    }
    Ok(totals.findings)
}

impl Totals {
    fn count(&mut self, case: &Case, outcome: &Outcome, compared: Option<&Path>) -> io::Result<()> {
        self.drawn += 1;
        match outcome {
            Outcome::Refused(text) => {
                let first = || (0, format!("first by seed {}: {text}", case.seed));
                self.refused.entry(without_names(text)).or_insert_with(first).0 += 1;
            }
            Outcome::IllDrawn(text) => {
                self.ill_drawn += 1;
                println!("seed {} is ill drawn: {text}", case.seed);
            }
            Outcome::Agrees { runs, sends } => {
                self.agree += 1;
                self.runs += runs;
                self.sends += sends;
                if let Some(path) = compared {
                    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
                    writeln!(file, "{}", case.seed)?;
                }
            }
            Outcome::NotCompiled(_) | Outcome::Differs(_) | Outcome::Endless => self.findings += 1,
        }
        Ok(())
    }
}

impl std::fmt::Display for Totals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Totals { drawn, agree, runs, sends, ill_drawn, refused, findings } = self;
        let refused: u64 = refused.values().map(|(count, _)| count).sum();
        write!(
            f,
            "{drawn} drawn, {agree} agree in {runs} runs with {sends} sends, {refused} refused, {ill_drawn} ill drawn, {findings} findings"
        )
    }
}

/// The first line of a message, with its names left out.
fn without_names(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.split('`').enumerate().map(|(idx, part)| if idx % 2 == 1 { "`…`" } else { part }).collect()
}

fn show(case: &Case, outcome: &Outcome, how: &str) {
    let text = match outcome {
        Outcome::Refused(text)
        | Outcome::NotCompiled(text)
        | Outcome::IllDrawn(text)
        | Outcome::Differs(text) => text,
        Outcome::Agrees { .. } => "both sides agree",
        Outcome::Endless => "it does not end",
    };
    println!("==== seed {}, {how}\n{}\n{text}", case.seed, case.render(3, 0));
}
