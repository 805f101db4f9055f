//! A cargo project in which drawn bodies are compiled and run, many at once.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

use crate::generator::Case;

/// What became of a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The macro refuses it, with this message.
    Refused(String),
    /// What the macro emits is an error of rustc.
    NotCompiled(String),
    /// The body is an error of rustc, without the macro too.
    IllDrawn(String),
    /// Both sides did the same, in so many runs with so many values sent.
    Agrees {
        /// Runs of both sides.
        runs: u64,
        /// Values sent in them.
        sends: u64,
    },
    /// The two sides differ.
    Differs(String),
    /// A side did not end.
    Endless,
}

impl Outcome {
    /// Whether it shows something wrong with the macro.
    pub fn is_finding(&self) -> bool {
        match self {
            Outcome::Refused(_) | Outcome::IllDrawn(_) | Outcome::Agrees { .. } => false,
            Outcome::NotCompiled(_) | Outcome::Differs(_) | Outcome::Endless => true,
        }
    }

    /// Whether another case fails in the same manner.
    pub fn is_like(&self, other: &Outcome) -> bool {
        match (self, other) {
            (Outcome::NotCompiled(one), Outcome::NotCompiled(other)) => code(one) == code(other),
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

/// `error[E0382]`
fn code(rendered: &str) -> &str {
    rendered.split(':').next().unwrap_or_default()
}

/// Which of the two sides are compiled.
#[derive(Clone, Copy, PartialEq)]
enum Sides {
    Both,
    /// Without the macro.
    Plain,
}

/// The project.
pub struct Scratch {
    dir: PathBuf,
    depth: usize,
}

impl Scratch {
    /// One in `dir`, whose scripts send at most `depth` values.
    pub fn new(dir: PathBuf, depth: usize) -> Scratch {
        Scratch { dir, depth }
    }

    /// What becomes of each of `cases`.
    pub fn outcomes(&self, cases: &[Case]) -> io::Result<Vec<Outcome>> {
        let mut outcomes: Vec<Option<Outcome>> = vec![None; cases.len()];
        let failed = self.compile(cases, &mut outcomes, Sides::Both)?;
        // Those that rustc does not take: is it the body, or what the macro makes of it?
        let doubtful: Vec<Case> = failed.iter().map(|(idx, _)| cases[*idx].clone()).collect();
        let mut plain = vec![None; doubtful.len()];
        let ill_drawn = self.compile(&doubtful, &mut plain, Sides::Plain)?;
        for (place, (idx, error)) in failed.into_iter().enumerate() {
            let own = ill_drawn.iter().find(|(it, _)| *it == place);
            outcomes[idx] = Some(match own {
                Some((_, error)) => Outcome::IllDrawn(error.clone()),
                None => Outcome::NotCompiled(error),
            });
        }
        Ok(outcomes.into_iter().map(|it| it.expect("every case has an outcome")).collect())
    }

    /// Compiles and runs those that have no outcome; the errors of rustc, with the index of the case, are left.
    fn compile(
        &self,
        cases: &[Case],
        outcomes: &mut [Option<Outcome>],
        sides: Sides,
    ) -> io::Result<Vec<(usize, String)>> {
        let mut failed: Vec<(usize, String)> = Vec::new();
        loop {
            let alive: Vec<usize> = (0..cases.len())
                .filter(|idx| outcomes[*idx].is_none() && failed.iter().all(|(it, _)| it != idx))
                .collect();
            if alive.is_empty() {
                return Ok(failed);
            }
            let ends = self.write(cases, &alive, sides)?;
            let output = self.cargo()?;
            if output.status.success() {
                if sides == Sides::Both {
                    self.run(cases, &alive, outcomes)?;
                }
                return Ok(failed);
            }
            let before = failed.len() + outcomes.iter().flatten().count();
            for message in errors(&output) {
                let Some(place) = message.line.and_then(|line| ends.iter().position(|end| line <= *end))
                else {
                    continue;
                };
                let idx = alive[place];
                if outcomes[idx].is_some() || failed.iter().any(|(it, _)| *it == idx) {
                    continue;
                }
                if message.is_refusal && sides == Sides::Both {
                    outcomes[idx] = Some(Outcome::Refused(message.rendered));
                } else {
                    failed.push((idx, message.rendered));
                }
            }
            if failed.len() + outcomes.iter().flatten().count() == before {
                let texts: Vec<_> = errors(&output).into_iter().map(|it| it.rendered).collect();
                return Err(io::Error::other(texts.join("\n")));
            }
        }
    }

    /// The last line of each case.
    fn write(&self, cases: &[Case], alive: &[usize], sides: Sides) -> io::Result<Vec<usize>> {
        let name = match sides {
            Sides::Both => "drawn!",
            Sides::Plain => "drawn_plainly!",
        };
        let mut text = HEADER.to_owned();
        let mut table = "    let cases: &[fn() -> Counts] = &[".to_owned();
        let mut ends = Vec::new();
        for idx in alive {
            text.push_str(&cases[*idx].render(self.depth, *idx).replacen("drawn!", name, 1));
            ends.push(text.lines().count());
            if sides == Sides::Both {
                table.push_str(&format!("s{idx}::traces, "));
            }
        }
        text.push_str(&format!("\nfn main() {{\n{table}];\n    run(cases);\n}}\n"));
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
        fs::create_dir_all(self.dir.join("src"))?;
        fs::write(self.dir.join("Cargo.toml"), MANIFEST.replace("ROOT", &root.to_string_lossy()))?;
        fs::copy(root.join("Cargo.lock"), self.dir.join("Cargo.lock"))?;
        fs::write(self.dir.join("src/main.rs"), text)?;
        Ok(ends)
    }

    fn cargo(&self) -> io::Result<Output> {
        Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["build", "--quiet", "--message-format=json"])
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", self.dir.join("target"))
            .output()
    }

    /// Runs what was built. A case that does not end ends the process, and the next one begins behind it.
    fn run(&self, cases: &[Case], alive: &[usize], outcomes: &mut [Option<Outcome>]) -> io::Result<()> {
        let mut n_done = 0;
        while n_done < alive.len() {
            let output =
                Command::new(self.dir.join("target/debug/scratch")).arg(n_done.to_string()).output()?;
            let printed = String::from_utf8_lossy(&output.stdout);
            for part in printed.split('\u{1e}').filter(|part| !part.is_empty()) {
                outcomes[alive[n_done]] = Some(verdict(part));
                n_done += 1;
            }
            if n_done < alive.len() && !output.status.success() && output.status.code() != Some(ENDLESS) {
                let seed = cases[alive[n_done]].seed;
                let text = format!("the process ended in seed {seed}: {}", output.status);
                outcomes[alive[n_done]] = Some(Outcome::Differs(text));
                n_done += 1;
            }
        }
        Ok(())
    }
}

/// The process ends with it when a case takes too long.
const ENDLESS: i32 = 3;

/// What a case has printed.
fn verdict(printed: &str) -> Outcome {
    let (verdict, rest) = printed.split_once(' ').unwrap_or((printed, ""));
    let mut numbers = rest.split_whitespace().filter_map(|it| it.parse().ok());
    match verdict {
        "agrees" => Outcome::Agrees {
            runs: numbers.next().unwrap_or_default(),
            sends: numbers.next().unwrap_or_default(),
        },
        "endless" => Outcome::Endless,
        _ => Outcome::Differs(rest.to_owned()),
    }
}

struct Message {
    rendered: String,
    /// Whether it is the macro's own.
    is_refusal: bool,
    /// Where it points to in the text of the cases.
    line: Option<usize>,
}

/// The errors in what `cargo --message-format=json` prints.
fn errors(output: &Output) -> Vec<Message> {
    let printed = String::from_utf8_lossy(&output.stdout);
    let parsed = printed.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let messages = parsed.filter(|it| it["reason"] == "compiler-message").map(|it| it["message"].clone());
    messages
        .filter(|message| message["level"] == "error")
        .map(|message| Message {
            rendered: message["rendered"].as_str().unwrap_or_default().to_owned(),
            is_refusal: is_refusal(&message),
            line: message["spans"].as_array().into_iter().flatten().find_map(line_of),
        })
        .collect()
}

/// Whether it is in the form of the macro's own, which say what, why and what to do in one message, or asks the compiler
/// for a type by a trait that nothing has.
fn is_refusal(message: &Value) -> bool {
    let mut lines = message["message"].as_str().unwrap_or_default().lines();
    let what = lines.next().unwrap_or_default();
    if message["code"].is_null() {
        return lines.next().is_some_and(|line| line.starts_with("note: "))
            && lines.next().is_some_and(|line| line.starts_with("help: "));
    }
    what.starts_with("the type of ") && what.ends_with(" must be written")
}

/// The line of a span, or of the macro call that it comes from, in the text of the cases.
fn line_of(span: &Value) -> Option<usize> {
    let mut span = span;
    while !span.is_null() {
        if span["file_name"].as_str().is_some_and(|name| name.ends_with("src/main.rs")) {
            return span["line_start"].as_u64().map(|line| line as usize);
        }
        span = &span["expansion"]["span"];
    }
    None
}

const MANIFEST: &str = r#"[package]
name = "scratch"
version = "0.1.0"
edition = "2024"

[workspace]

[dependencies]
coro-oracle = { path = "ROOT/tests/oracle" }
coro-runtime = { path = "ROOT/coro-runtime" }
serde = { version = "1", features = ["derive"] }

[profile.dev]
debug = 0
incremental = false

# The macro works longer on the bodies than anything else.
[profile.dev.package."*"]
opt-level = 2
"#;

const HEADER: &str = r#"#![allow(warnings)]
use coro_oracle::{delegating::Input::{Send, Throw}, drawn, drawn_plainly, effects::*, harness::Counts};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

static N_DONE: AtomicUsize = AtomicUsize::new(0);

fn run(cases: &[fn() -> Counts]) {
    std::thread::spawn(watch);
    let first: usize = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(0);
    for traces in &cases[first..] {
        match std::panic::catch_unwind(traces) {
            Ok(counts) => print!("agrees {} {}\u{1e}", counts.runs, counts.sends),
            Err(payload) => {
                let text = payload.downcast_ref::<String>().map_or("no text", |text| text.as_str());
                print!("differs {text}\u{1e}");
            }
        }
        N_DONE.fetch_add(1, Relaxed);
    }
}

/// Ends the process when nothing comes to its end for half a minute.
fn watch() {
    let (mut before, mut seconds) = (0, 0);
    while seconds < 30 {
        std::thread::sleep(std::time::Duration::from_secs(1));
        let now = N_DONE.load(Relaxed);
        seconds = if now == before { seconds + 1 } else { 0 };
        before = now;
    }
    print!("endless \u{1e}");
    std::process::exit(3);
}

"#;
