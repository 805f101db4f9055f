//! Draws bodies, compares their machines with rustc's own lowering, and makes those that differ as small as it can.

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use coro_generated::{
    generator::Case,
    run::{Options, run},
    scratch::Scratch,
};

#[derive(Parser)]
#[command(about = "Random bodies as machines, compared with rustc's own lowering")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compares the bodies of many seeds
    Run {
        /// The first seed
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// How many bodies are drawn
        #[arg(long, default_value_t = 100)]
        count: u64,
        /// How many are compiled together
        #[arg(long, default_value_t = 100)]
        batch: u64,
        /// How many values the longest script sends
        #[arg(long, default_value_t = 3)]
        depth: usize,
        /// Where the bodies are compiled, and left for a look
        #[arg(long)]
        scratch: Option<PathBuf>,
        /// Leaves the bodies that differ as they were drawn
        #[arg(long)]
        unshrunk: bool,
        /// Writes the seeds of the bodies that were compared into this file
        #[arg(long)]
        seeds: Option<PathBuf>,
    },
    /// Shows the body of a seed
    Show {
        /// The seed
        seed: u64,
        /// How many values the longest script sends
        #[arg(long, default_value_t = 3)]
        depth: usize,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Show { seed, depth } => {
            print!("{}", Case::draw(seed).render(depth, seed as usize));
            ExitCode::SUCCESS
        }
        Command::Run { seed, count, batch, depth, scratch, unshrunk, seeds } => {
            let scratch = scratch.unwrap_or_else(|| std::env::temp_dir().join("coro-generated"));
            let options = Options { batch, is_shrinking: !unshrunk, compared: seeds };
            match run(&Scratch::new(scratch, depth), seed..seed + count, &options) {
                Ok(0) => ExitCode::SUCCESS,
                Ok(_) => ExitCode::FAILURE,
                Err(error) => {
                    eprintln!("{error}");
                    ExitCode::FAILURE
                }
            }
        }
    }
}
