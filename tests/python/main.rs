//! CPython as the oracle: pairs of programs, one in Python and one in Rust, play the same scripts.
//!
//! What CPython makes of them stands in `transcript.txt`, written by `record.py` from `programs.py` and `scripts.txt`. The
//! machines are compared with it always, and CPython with it again where there is one: all of it from 3.13 on, since which
//! `close` gives the value that a generator returns, and the rest from 3.10 on.

mod delegating;
mod driven;
mod iterating;
mod receiving;
mod throwing;

use std::{fmt::Write, fs, path::PathBuf, process::Command};

use driven::{Driven, take_events};

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/python").join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn program(name: &str) -> Box<dyn Driven> {
    [iterating::program, receiving::program, throwing::program, delegating::program]
        .iter()
        .find_map(|program| program(name))
        .unwrap_or_else(|| panic!("{name} has no pair in Rust"))
}

/// What the machine of a script does: a line an operation, behind the lines of what happened in it.
fn play(script: &str) -> String {
    let (name, operations) = script.split_once(':').expect("a script is `name: operations`");
    let mut machine = program(name);
    let mut text = format!("== {script}\n");
    for operation in operations.split_whitespace() {
        let result = match operation.split_once(':') {
            Some((_, value)) => machine.send(value.parse().expect("what is sent is a number")),
            None if operation == "next" => machine.next(),
            None if operation == "throw" => machine.throw(),
            None => machine.close(),
        };
        text += &take_events();
        writeln!(text, "{operation} -> {result}").expect("a string takes everything");
    }
    drop(machine);
    text + &take_events()
}

/// The transcript without the line that names its maker, a part for each script.
fn parts(transcript: &str) -> Vec<String> {
    let (_, scripts) = transcript.split_once('\n').expect("the first line names the maker");
    scripts.split("== ").skip(1).map(|part| format!("== {part}")).collect()
}

#[test]
fn machines_do_what_cpython_does() {
    let scripts = read("scripts.txt");
    let expected = parts(&read("transcript.txt"));
    assert_eq!(scripts.lines().count(), expected.len(), "`record.py` has to be run again");
    let differing: Vec<_> = scripts
        .lines()
        .zip(expected)
        .filter_map(|(script, expected)| {
            let actual = play(script);
            (actual != expected).then(|| format!("CPython:\n{expected}the machine:\n{actual}"))
        })
        .collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn there_are_forty_pairs() {
    let scripts = read("scripts.txt");
    let mut names: Vec<_> = scripts.lines().filter_map(|line| line.split_once(':')).map(|it| it.0).collect();
    names.sort_unstable();
    names.dedup();
    assert!(names.len() >= 40, "{}", names.len());
}

/// Programs whose `close` gives a value, which CPython does from 3.13 on.
const CLOSED_WITH_A_VALUE: &str = "== total_on_close";

#[test]
fn cpython_still_says_so() {
    // `match` is there from 3.10 on.
    let can_play = "import sys; sys.exit(sys.version_info < (3, 10))";
    let status = Command::new("python3").args(["-c", can_play]).status();
    if !status.is_ok_and(|status| status.success()) {
        return;
    }
    let made = Command::new("python3").arg(file("record.py")).output().expect("it has just run");
    let made = String::from_utf8(made.stdout).expect("the transcript is text");
    let is_old = ["3.10.", "3.11.", "3.12."]
        .iter()
        .any(|version| made.starts_with(&format!("# Made by CPython {version}")));
    let compared = |transcript: &str| {
        let parts = parts(transcript).into_iter();
        parts.filter(|part| !is_old || !part.starts_with(CLOSED_WITH_A_VALUE)).collect::<Vec<_>>()
    };
    assert_eq!(compared(&made), compared(&read("transcript.txt")));
}
