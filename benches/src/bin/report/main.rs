//! Measures everything and writes it into the tables of `benches/README.md`:
//! `cargo run --release -p coro-benches --bin report`. Names of sections measure these alone.

mod boxed;
mod build_time;
mod cells;
mod instructions;
mod lines;
mod log;
mod markdown;
mod sizes;
mod times;
mod tools;

use std::error::Error;
use std::fs;

use clap::{Parser, ValueEnum};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[derive(Parser)]
struct Arguments {
    /// What to measure [default: everything]
    sections: Vec<Section>,

    /// Print the tables, and leave the README as it is
    #[arg(long)]
    print: bool,

    /// Count the instructions of this workload only; may be repeated
    #[arg(long, value_name = "NAME", requires = "print")]
    workload: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Section {
    /// Instructions for each resume
    Instructions,
    /// The same, optimised for size
    Small,
    /// Bytes of each machine, and of its text
    Sizes,
    /// What is allocated
    Allocations,
    /// The machines in a box, beside genawaiter's
    Boxed,
    /// The time of a resume by the clock
    Times,
    /// The log filter on a large log, beside grep
    Log,
    /// Building crates full of machines
    Builds,
    /// Expanding the attribute
    Expansions,
    /// Lines that are written, and made of them
    Lines,
    /// The machine and the versions
    Versions,
}

impl Section {
    fn table(self, workloads: &[String]) -> Result<String> {
        match self {
            Self::Instructions => instructions::table("release", workloads),
            Self::Small => instructions::table("small", workloads),
            Self::Sizes => sizes::table(),
            Self::Allocations => sizes::allocations(),
            Self::Boxed => boxed::table(),
            Self::Times => times::table(),
            Self::Log => log::table(),
            Self::Builds => build_time::builds(),
            Self::Expansions => build_time::expansions(),
            Self::Lines => lines::table(),
            Self::Versions => tools::versions(),
        }
    }
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let sections =
        if arguments.sections.is_empty() { Section::value_variants() } else { &arguments.sections };
    for &section in sections {
        let name = format!("{section:?}").to_lowercase();
        eprintln!("{name} …");
        let table = section.table(&arguments.workload)?;
        println!("{table}");
        if !arguments.print {
            let path = tools::workspace().join("benches/README.md");
            fs::write(&path, markdown::replaced(&fs::read_to_string(&path)?, &name, &table)?)?;
        }
    }
    Ok(())
}
