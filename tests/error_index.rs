//! The error index in the documentation of the attribute is whole: every message that `ui/fail` shows has an entry, every
//! entry is shown there with the very program that breaks the rule, and every rule of the README leads to its entry.

use std::fs;
use std::path::{Path, PathBuf};

/// Messages of rustc's own, which need no coroutine to be understood.
const OF_RUSTC: &[&str] = &[
    "`?` couldn't convert the error to",
    "cannot assign to immutable argument",
    "cannot borrow",
    "cannot find value",
    "cannot move out of",
    "expected",
    "no method named",
    "non-exhaustive patterns",
    "the `?` operator can only be used on `Result`s",
    "the trait bound",
    "this function takes",
    "type mismatch resolving",
    "unexpected end of input",
    "unexpected token",
    "used binding",
];

/// One message, with `…` where it names something of the user's.
struct Entry {
    message: String,
    wrong: String,
    has_right: bool,
}

impl Entry {
    fn explains(&self, message: &str) -> bool {
        let mut parts = self.message.split('…');
        let first = parts.next().expect("a split has a first part");
        let Some(mut rest) = message.strip_prefix(first) else { return false };
        for part in parts {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        rest.is_empty() || self.message.ends_with('…')
    }

    /// As a page calls the heading.
    fn anchor(&self) -> String {
        let kept = self.message.chars().filter(|it| it.is_alphanumeric() || " -_".contains(*it));
        kept.map(|it| if it == ' ' { '-' } else { it.to_ascii_lowercase() }).collect()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn entries() -> Vec<Entry> {
    let index = fs::read_to_string(root().join("coro-macros/src/errors.md")).expect("the index is there");
    let sections = index.split("\n### ").skip(1).map(str::to_owned);
    sections.map(|section| entry(&section)).collect()
}

fn entry(section: &str) -> Entry {
    let message = section.lines().next().expect("a section has a heading").to_owned();
    let mut blocks = section.split("```").skip(1).step_by(2);
    let wrong = blocks.next().and_then(|block| block.strip_prefix("compile_fail\n"));
    let wrong = wrong.unwrap_or_else(|| panic!("`{message}` shows no wrong code")).to_owned();
    Entry { message, wrong, has_right: blocks.next().is_some() }
}

/// A program and what is said of it.
struct Program {
    path: PathBuf,
    source: String,
    messages: Vec<String>,
}

fn programs() -> Vec<Program> {
    let mut programs = Vec::new();
    for folder in fs::read_dir(root().join("tests/ui/fail")).expect("the folder is there") {
        for file in fs::read_dir(folder.expect("it can be read").path()).expect("it is a folder") {
            let path = file.expect("it can be read").path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let source = fs::read_to_string(&path).expect("it is text");
                let said =
                    fs::read_to_string(path.with_extension("stderr")).expect("its messages are beside it");
                programs.push(Program { path, source, messages: messages(&said) });
            }
        }
    }
    assert!(!programs.is_empty());
    programs
}

/// `error: what` and `error[E0277]: what`
fn messages(said: &str) -> Vec<String> {
    let errors = said.lines().filter_map(|line| line.strip_prefix("error")?.split_once(": "));
    errors
        .filter(|(code, _)| code.is_empty() || code.starts_with('['))
        .map(|(_, what)| what.to_owned())
        .collect()
}

/// Code without what stands in front of it and behind it in every program.
fn code(source: &str) -> Vec<&str> {
    let lines = source.lines().map(|line| line.strip_prefix("# ").unwrap_or(line));
    lines.filter(|line| !line.is_empty() && *line != "#" && !line.starts_with("//!")).collect()
}

#[test]
fn every_message_has_an_entry() {
    let entries = entries();
    for program in programs() {
        for message in &program.messages {
            let is_of_rustc = OF_RUSTC.iter().any(|start| message.starts_with(start));
            assert!(
                is_of_rustc || entries.iter().any(|entry| entry.explains(message)),
                "the error index does not explain `{message}` of {}",
                program.path.display()
            );
        }
    }
}

#[test]
fn every_entry_shows_a_program_that_gets_its_message() {
    let programs = programs();
    for entry in entries() {
        let program = programs.iter().find(|program| code(&program.source) == code(&entry.wrong));
        let program =
            program.unwrap_or_else(|| panic!("no program of ui/fail is that of `{}`", entry.message));
        assert!(
            program.messages.iter().any(|message| entry.explains(message)),
            "{} gets {:?} instead of `{}`",
            program.path.display(),
            program.messages,
            entry.message
        );
        assert!(entry.has_right, "`{}` shows no right code", entry.message);
    }
}

#[test]
fn every_rule_of_the_readme_leads_to_its_error() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README is there");
    let (_, rules) = readme.split_once("## The rules of a body").expect("the chapter is there");
    let (rules, _) = rules.split_once("\n## ").expect("it is not the last one");
    let anchors: Vec<_> = entries().iter().map(Entry::anchor).collect();
    let rows: Vec<_> = rules.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(!rows.is_empty());
    for row in rows {
        let links: Vec<_> = row.split("(coro-macros/src/errors.md#").skip(1).collect();
        assert!(!links.is_empty(), "no error stands at the rule {row}");
        for link in links {
            let (anchor, _) = link.split_once(')').expect("a link ends");
            assert!(anchors.iter().any(|it| it == anchor), "the index has no entry #{anchor}");
        }
    }
}
