//! Crates of users, in each edition: no warning comes from a coroutine, and no name of theirs means anything to it.
//!
//! Where clippy is installed, the strictest of its groups are on.

use std::fs;
use std::path::Path;
use std::process::Command;

const EDITIONS: [&str; 3] = ["2018", "2021", "2024"];
const CRATES: [&str; 3] = ["machines", "bare", "shadows"];

/// A workspace with each crate in each edition.
fn write(root: &Path, workspace: &Path) {
    let mut members = Vec::new();
    for edition in EDITIONS {
        for name in CRATES {
            let member = format!("{name}-{edition}");
            let dir = workspace.join(&member);
            fs::create_dir_all(&dir).expect("the directory is cargo's own");
            let source = root.join("tests/user_crates").join(name).with_extension("rs");
            let manifest = format!(
                "[package]\nname = '{member}'\nversion = '0.1.0'\nedition = '{edition}'\n\n[lib]\npath = '{}'\n\n\
                 [dependencies]\ncoro-runtime = {{ path = '{}', features = ['boxed'] }}\n",
                source.display(),
                root.join("coro-runtime").display(),
            );
            fs::write(dir.join("Cargo.toml"), manifest).expect("the directory has just been made");
            members.push(format!("'{member}'"));
        }
    }
    let manifest = format!("[workspace]\nresolver = '2'\nmembers = [{}]\n", members.join(", "));
    fs::write(workspace.join("Cargo.toml"), manifest).expect("the directory is there");
    fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock")).expect("the directory is there");
}

fn cargo(workspace: &Path, command: &str) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.arg(command).current_dir(workspace).env("CARGO_TARGET_DIR", workspace.join("target"));
    cargo
}

#[test]
fn machines_cause_no_warning_in_any_edition() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("user_crates");
    write(root, &workspace);
    let has_clippy =
        cargo(&workspace, "clippy").arg("--version").output().is_ok_and(|it| it.status.success());
    let command = if has_clippy { "clippy" } else { "check" };
    let output = cargo(&workspace, command).args(["--workspace", "--offline", "--keep-going"]).output();
    let output = output.expect("cargo starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("warning"), "{said}");
}
