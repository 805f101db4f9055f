//! The tables of build times: crates full of machines are written, and built again after an edit.

use std::path::PathBuf;
use std::process::Command;
use std::{fmt, fs};

use crate::tools::Cost;
use crate::{Result, markdown, tools};

/// Who writes the machines of a crate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writer {
    Hand,
    Coroutine,
    Diapause,
}

impl Writer {
    const ALL: [Self; 3] = [Self::Hand, Self::Coroutine, Self::Diapause];

    fn name(self) -> &'static str {
        match self {
            Self::Hand => "hchk",
            Self::Coroutine => "coroutine",
            Self::Diapause => "diapause",
        }
    }

    /// The dependency of the crate.
    fn dependency(self) -> String {
        let runtime = tools::workspace().join("coro-runtime");
        match self {
            Self::Hand => {
                format!(
                    "coro-runtime = {{ path = {runtime:?}, default-features = false, features = [\"std\"] }}"
                )
            }
            Self::Coroutine => format!("coro-runtime = {{ path = {runtime:?} }}"),
            Self::Diapause => "diapause = \"0.2\"".to_string(),
        }
    }

    /// What stands at the top of the crate.
    fn prologue(self) -> &'static str {
        match self {
            // It needs no guard: nothing in it can panic.
            Self::Hand => concat!(
                "#![allow(dead_code)]\n",
                include_str!("../../contract.rs"),
                "\nuse coro_runtime::{Coroutine, CoroutineState};\n",
            ),
            Self::Coroutine => "use coro_runtime::prelude::*;\n",
            Self::Diapause => "",
        }
    }

    /// A machine with two suspensions, one of them in a loop. `NAME` and `NUMBER` differ from machine to machine.
    fn machine(self) -> &'static str {
        match self {
            Self::Hand => include_str!("templates/hand.rs"),
            Self::Coroutine => include_str!("templates/coroutine.rs"),
            Self::Diapause => include_str!("templates/diapause.rs"),
        }
    }
}

/// How a crate is built.
#[derive(Clone, Copy)]
enum Build {
    Dev,
    /// With macros that are compiled with optimisation.
    DevFastMacros,
    DevFromScratch,
    Release,
}

impl Build {
    const ALL: [Self; 4] = [Self::Dev, Self::DevFastMacros, Self::DevFromScratch, Self::Release];
}

impl fmt::Display for Build {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dev => "dev",
            Self::DevFastMacros => "dev, macros optimised",
            Self::DevFromScratch => "dev, not incremental",
            Self::Release => "release",
        })
    }
}

/// A crate that this program has written.
struct Crate {
    directory: PathBuf,
    target: PathBuf,
    prologue: &'static str,
    machines: Vec<String>,
}

impl Crate {
    fn new(name: &str, dependency: &str, prologue: &'static str, machines: Vec<String>) -> Result<Self> {
        let crates = tools::target()?.join("build-time");
        let directory = crates.join(name);
        fs::create_dir_all(directory.join("src"))?;
        let manifest = format!(
            "[workspace]\n[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
             [dependencies]\n{dependency}\n"
        );
        fs::write(directory.join("Cargo.toml"), manifest)?;
        // The same versions as everywhere.
        fs::copy(tools::workspace().join("Cargo.lock"), directory.join("Cargo.lock"))?;
        let made = Self { directory, target: crates.join("target"), prologue, machines };
        made.write(12_345)?;
        Ok(made)
    }

    /// Writes the source. Its first machine is another one for each number.
    fn write(&self, number: u32) -> Result<()> {
        let first = self.machines[0].replace("12345", &number.to_string());
        let source = format!("{}{first}{}", self.prologue, self.machines[1..].concat());
        Ok(fs::write(self.directory.join("src/lib.rs"), source)?)
    }

    fn cargo(&self, build: Build) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.args(["rustc", "--quiet", "--target-dir"]).arg(&self.target);
        cargo.current_dir(&self.directory);
        match build {
            Build::Dev => {}
            Build::DevFastMacros => {
                cargo.env("CARGO_PROFILE_DEV_BUILD_OVERRIDE_OPT_LEVEL", "3");
            }
            Build::DevFromScratch => {
                cargo.env("CARGO_INCREMENTAL", "0");
            }
            Build::Release => {
                cargo.arg("--release");
            }
        }
        cargo
    }

    /// The cost of a build after another edit of the first machine.
    fn rebuilt(&self, build: Build, number: u32) -> Result<Cost> {
        self.write(54_321 + number)?;
        tools::cost(&mut self.cargo(build), |_, _| {})
    }
}

/// The least seconds of CPU time of some builds of each crate, in turn.
fn rebuilt(crates: &[Crate], build: Build, n_builds: u32) -> Result<Vec<f64>> {
    for of in crates {
        tools::output(&mut of.cargo(build))?;
    }
    let mut least = vec![f64::MAX; crates.len()];
    for number in 0..n_builds {
        for (least, of) in least.iter_mut().zip(crates) {
            *least = least.min(of.rebuilt(build, number)?.cpu.as_secs_f64());
        }
    }
    Ok(least)
}

/// `n` machines.
fn machines(template: &str, n: usize) -> Vec<String> {
    (0..n).map(|number| template.replace("NUMBER", &number.to_string())).collect()
}

fn crate_of(writer: Writer, name: &str, machines: Vec<String>) -> Result<Crate> {
    let name = format!("{}-{name}", writer.name());
    Crate::new(&name, &writer.dependency(), writer.prologue(), machines)
}

/// How long it takes to build a crate again.
pub(crate) fn builds() -> Result<String> {
    let mut header = vec!["machines", "build"];
    header.extend(Writer::ALL.iter().map(|writer| writer.name()));
    header.extend(["÷ hchk", "÷ diapause"]);
    let mut rows = Vec::new();
    for (n_machines, n_builds) in [(200, 5), (1_000, 2)] {
        let crates = Writer::ALL
            .map(|writer| crate_of(writer, &n_machines.to_string(), machines(writer.machine(), n_machines)));
        let crates = crates.into_iter().collect::<Result<Vec<_>>>()?;
        for build in Build::ALL {
            let costs = rebuilt(&crates, build, n_builds)?;
            let mut row = vec![n_machines.to_string(), build.to_string()];
            row.extend(costs.iter().map(|seconds| format!("{seconds:.2} s")));
            row.push(markdown::ratio(costs[1] / costs[0], 1.6));
            row.push(markdown::ratio(costs[1] / costs[2], 0.6));
            // The largest crates take minutes.
            eprintln!("{}", row.join(" "));
            rows.push(row);
        }
    }
    Ok(markdown::table(&header, &rows) + "\n" + &cold()?)
}

/// How long the macro takes to build from nothing, and what it depends on alone.
fn cold() -> Result<String> {
    let macros = tools::workspace().join("coro-macros");
    let manifest = fs::read_to_string(macros.join("Cargo.toml"))?;
    let (_, dependencies) =
        manifest.split_once("[dependencies]\n").ok_or("coro-macros without dependencies")?;
    let (dependencies, _) = dependencies.split_once("\n[").unwrap_or((dependencies, ""));
    let mut alone = Crate::new("dependencies", dependencies, "", vec![String::new()])?;
    let mut with_macros =
        Crate::new("macros", &format!("coro-macros = {{ path = {macros:?} }}"), "", vec![String::new()])?;
    for of in [&mut alone, &mut with_macros] {
        of.target = of.directory.join("target");
    }
    // Cargo builds macros in the same way for every profile.
    let cost = |of: &Crate| -> Result<f64> {
        let mut least = f64::MAX;
        for _ in 0..3 {
            fs::remove_dir_all(&of.target).or_else(|error| match error.kind() {
                std::io::ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            })?;
            least = least.min(tools::cost(&mut of.cargo(Build::Dev), |_, _| {})?.cpu.as_secs_f64());
        }
        Ok(least)
    };
    let (alone, with_macros) = (cost(&alone)?, cost(&with_macros)?);
    let row = vec![
        "dev".to_string(),
        format!("{alone:.2} s"),
        format!("{with_macros:.2} s"),
        markdown::ratio(with_macros / alone, 1.2),
    ];
    Ok(markdown::table(&["cold build", "syn and quote", "coro-macros", "÷ syn and quote"], &[row]))
}

/// How long the expansion takes, for many machines and for machines with many suspensions.
pub(crate) fn expansions() -> Result<String> {
    let mut header = vec!["expansion of"];
    header.extend(Writer::ALL[1..].iter().map(|writer| writer.name()));
    let mut rows = Vec::new();
    let mut add =
        |what: String, machines_of: &dyn Fn(Writer) -> Vec<String>, n: usize, target: f64| -> Result<()> {
            let mut row = vec![what.clone()];
            for &writer in &Writer::ALL[1..] {
                let name = what.replace([' ', ',', '`'], "-");
                let milliseconds = expanded(&crate_of(writer, &name, machines_of(writer))?)? / n as f64;
                let is_missed = writer == Writer::Coroutine && milliseconds > target;
                row.push(if is_missed {
                    format!("**{milliseconds:.3} ms**")
                } else {
                    format!("{milliseconds:.3} ms")
                });
            }
            rows.push(row);
            Ok(())
        };
    for n in [200, 1_000] {
        add(format!("one of {n} machines"), &|writer| machines(writer.machine(), n), n, 0.4)?;
    }
    for n in [10, 100, 1_000] {
        add(format!("one of {n} suspensions in a row"), &|writer| vec![long(writer, ROW, n)], n, f64::MAX)?;
        add(format!("one of {n} loops in a row"), &|writer| vec![long(writer, LOOP, n)], n, f64::MAX)?;
    }
    rows.sort();
    Ok(markdown::table(&header, &rows))
}

const ROW: &str = "    let value: u32 = yield_!(total);\n    total = total.wrapping_add(value);\n";
const LOOP: &str = "    while total % 12345 != NUMBER {\n        let value: u32 = yield_!(total);\n        \
                    total = total.wrapping_add(value);\n    }\n";

/// A machine in which a part stands `n` times.
fn long(writer: Writer, part: &str, n: usize) -> String {
    let attribute = match writer {
        Writer::Diapause => "#[diapause::coroutine(yield = u32, resume = u32)]",
        Writer::Coroutine | Writer::Hand => "#[coro::coroutine(recv = u32, yield = u32)]",
    };
    format!(
        "{attribute}\npub fn long(start: u32) -> u32 {{\n    let mut total: u32 = start;\n{}    total\n}}\n",
        machines(part, n).concat()
    )
}

/// The milliseconds of CPU time that rustc spends on expanding the macros of a crate: it prints the crate expanded, and as
/// it is.
fn expanded(of: &Crate) -> Result<f64> {
    let print = |form: &str| {
        let mut cargo = of.cargo(Build::Dev);
        // Only nightly compilers print it, unless one insists.
        cargo.env("RUSTC_BOOTSTRAP", "1").args(["--profile", "check", "--"]);
        cargo.arg(format!("-Zunpretty={form}"));
        cargo
    };
    // Builds what it depends on.
    tools::output(&mut print("normal"))?;
    let mut least = [f64::MAX; 2];
    for number in 0..5 {
        of.write(54_321 + number)?;
        for (least, form) in least.iter_mut().zip(["expanded", "normal"]) {
            *least = least.min(tools::cost(&mut print(form), |_, _| {})?.cpu.as_secs_f64() * 1000.0);
        }
        // Such a time is not lost in the noise.
        if least[0] > 3000.0 {
            break;
        }
    }
    Ok(least[0] - least[1])
}
