//! Draws the bodies of the corpus: those of the seeds in `corpus.txt`, for the two halves in `tests/`.

use std::{env, error::Error, fmt::Write, fs, path::Path};

// The build needs the generator alone, and not what compares its bodies by hand.
#[allow(dead_code, unreachable_pub, reason = "bodies are made smaller elsewhere")]
#[path = "src/generator/mod.rs"]
mod generator;

/// How many values the longest script sends.
const DEPTH: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=corpus.txt");
    println!("cargo::rerun-if-changed=src/generator");
    let seeds: Vec<u64> =
        fs::read_to_string("corpus.txt")?.lines().map(str::parse).collect::<Result<_, _>>()?;
    for half in 0..2 {
        let mut text = String::new();
        for seed in seeds.iter().skip(half).step_by(2) {
            text.push_str(&generator::Case::draw(*seed).render(DEPTH, *seed as usize));
            writeln!(text, "#[test]\nfn seed_{seed}() {{\n    s{seed}::traces();\n}}\n")?;
        }
        fs::write(Path::new(&env::var("OUT_DIR")?).join(format!("corpus_{half}.rs")), text)?;
    }
    Ok(())
}
