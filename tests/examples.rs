//! The examples do what their headers say.
//!
//! A plain `cargo test` builds the examples first; `cargo test --test examples` runs them as they were last built.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// How long a line of a followed file may take to come out, on however busy a machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The command that runs an example. Cargo puts examples beside the directory of the tests.
fn example(name: &str) -> Command {
    let test = std::env::current_exe().expect("a test has a path");
    let built = test.parent().and_then(Path::parent).expect("a test lies in `target/debug/deps`");
    let path = built.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(path.exists(), "{} is not built: run `cargo build --examples`", path.display());
    Command::new(path)
}

fn log_filter(arguments: &[&str]) -> Command {
    let mut command = example("log_filter");
    command.args(arguments).stdin(Stdio::null());
    command
}

fn output(command: &mut Command) -> Output {
    command.output().expect("the example starts")
}

/// Runs `command` with `input` as its standard input.
fn output_for(command: &mut Command, input: &[u8]) -> Output {
    let mut child = spawn(command.stdin(Stdio::piped()).stderr(Stdio::piped()));
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(input).expect("the example reads all of it");
    drop(stdin);
    child.wait_with_output().expect("the example ends")
}

fn spawn(command: &mut Command) -> Child {
    command.stdout(Stdio::piped()).spawn().expect("the example starts")
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).expect("the examples print UTF-8")
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).expect("the examples print UTF-8")
}

fn access_log() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/access.log")
}

/// A file that no other test uses.
fn scratch(name: &str, contents: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, contents).expect("the scratch directory takes files");
    path
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

#[test]
fn grep_prints_what_matches() {
    let output = output(&mut example("grep"));
    assert_eq!(stdout(&output), "Looking for python\npython rocks\n");
    assert!(output.status.success());
}

#[test]
fn pipeline_prints_only_10_and_25() {
    let output = output(&mut example("pipeline"));
    assert_eq!(stdout(&output), "OUTPUT: 10\nOUTPUT: 25\n");
    assert!(output.status.success());
}

#[test]
fn the_access_log_is_what_its_generator_makes() {
    let made = output(&mut example("make_access_log"));
    let committed = fs::read(access_log()).expect("the log is there");
    assert!(made.stdout == committed, "run `cargo run --example make_access_log > examples/data/access.log`");
}

#[test]
fn log_filter_prints_every_line_that_matches() {
    let log = fs::read_to_string(access_log()).expect("the log is there");
    let expected: Vec<&str> = log.lines().filter(|line| line.contains(" 500 ")).collect();
    assert!(!expected.is_empty());

    let found = output(&mut log_filter(&[" 500 ", text(&access_log())]));
    assert_eq!(stdout(&found).lines().collect::<Vec<_>>(), expected);
    assert_eq!(stderr(&found), "");
    assert_eq!(found.status.code(), Some(0));

    let counted = output(&mut log_filter(&["--count", " 500 ", text(&access_log())]));
    assert_eq!(stdout(&counted), format!("{}\n", expected.len()));
}

#[test]
fn log_filter_shows_line_numbers() {
    let log = fs::read_to_string(access_log()).expect("the log is there");
    let numbered = (1..).zip(log.lines()).filter(|(_, line)| line.contains(" 503 "));
    let expected: String = numbered.map(|(number, line)| format!("{number}:{line}\n")).collect();
    let output = output(&mut log_filter(&["--line-number", " 503 ", text(&access_log())]));
    assert_eq!(stdout(&output), expected);
}

#[test]
fn log_filter_ignores_case_when_asked() {
    let input = "ERROR one\nerror two\nfine\n".as_bytes();
    assert_eq!(stdout(&output_for(&mut log_filter(&["Error"]), input)), "");
    let ignoring = output_for(&mut log_filter(&["--ignore-case", "Error"]), input);
    assert_eq!(stdout(&ignoring), "ERROR one\nerror two\n");
}

#[test]
fn log_filter_reads_standard_input_up_to_a_last_line_without_newline() {
    let output = output_for(&mut log_filter(&["x"]), b"x 1\n\ny\nx 2");
    assert_eq!(stdout(&output), "x 1\nx 2\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn log_filter_exits_with_1_if_nothing_matches() {
    for arguments in [&["x"][..], &["--line-number", "x"]] {
        let output = output_for(&mut log_filter(arguments), b"a\nb\n");
        assert_eq!((stdout(&output), stderr(&output)), ("", ""));
        assert_eq!(output.status.code(), Some(1));
    }
    let counted = output_for(&mut log_filter(&["--count", "x"]), b"");
    assert_eq!(stdout(&counted), "0\n");
    assert_eq!(counted.status.code(), Some(1));
}

#[test]
fn log_filter_names_the_input_that_it_cannot_read() {
    let missing = Path::new(env!("CARGO_TARGET_TMPDIR")).join("missing.log");
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in [&missing, directory] {
        let output = output(&mut log_filter(&["x", text(path)]));
        let message = stderr(&output);
        assert!(message.starts_with(&format!("log_filter: cannot read {}: ", path.display())), "{message}");
        assert_eq!(message.lines().count(), 1);
        assert_eq!(stdout(&output), "");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn log_filter_keeps_lines_that_are_not_utf_8() {
    let output = output_for(&mut log_filter(&["--line-number", "x"]), b"x 1\nx \xFF 2\n\xC3\nx 3\n");
    assert_eq!(stdout(&output), "1:x 1\n2:x \u{FFFD} 2\n4:x 3\n");
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn log_filter_ends_quietly_when_its_reader_has_gone() {
    let mut child = spawn(log_filter(&["HTTP", text(&access_log())]).stderr(Stdio::piped()));
    let mut first = String::new();
    // The log is larger than a pipe holds, so the example cannot have ended before its reader goes.
    BufReader::new(child.stdout.take().expect("it is piped")).read_line(&mut first).expect("it prints UTF-8");
    let log = fs::read_to_string(access_log()).expect("the log is there");
    assert_eq!(first.lines().next(), log.lines().next());

    let output = child.wait_with_output().expect("the example ends");
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(0));
}

/// An example that follows a file. It ends with the test.
struct Follower {
    child: Child,
    lines: Receiver<String>,
    messages: Receiver<String>,
}

impl Follower {
    fn new(pattern: &str, path: &Path) -> Self {
        let mut command = log_filter(&["--follow", "--line-number", pattern, text(path)]);
        let mut child = spawn(command.stderr(Stdio::piped()));
        let lines = lines_of(child.stdout.take().expect("it is piped"));
        let messages = lines_of(child.stderr.take().expect("it is piped"));
        Follower { child, lines, messages }
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("another line comes")
    }

    fn message(&self) -> String {
        self.messages.recv_timeout(PATIENCE).expect("another message comes")
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The lines of `output` as they come.
fn lines_of(output: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let lines = BufReader::new(output).lines().map_while(Result::ok);
        // The test may have seen all that it wanted to see.
        lines.take_while(|line| sender.send(line.clone()).is_ok()).for_each(drop);
    });
    receiver
}

fn append(path: &Path, text: &str) {
    let mut file = OpenOptions::new().append(true).open(path).expect("the log is there");
    file.write_all(text.as_bytes()).expect("the log takes more");
}

#[test]
fn log_filter_follows_a_growing_file() {
    let path = scratch("growing.log", "x 1\ny\nx 2, begun");
    let follower = Follower::new("x", &path);
    assert_eq!(follower.line(), "1:x 1");
    append(&path, " and ended\ny\n");
    assert_eq!(follower.line(), "3:x 2, begun and ended");
    append(&path, "x 3\nx 4\n");
    assert_eq!(follower.line(), "5:x 3");
    assert_eq!(follower.line(), "6:x 4");
}

#[test]
fn log_filter_starts_over_when_the_file_is_truncated() {
    let path = scratch("truncated.log", "x 1\nx 2\nx begun");
    let follower = Follower::new("x", &path);
    assert_eq!(follower.line(), "1:x 1");
    assert_eq!(follower.line(), "2:x 2");

    File::create(&path).expect("the log can be emptied");
    assert_eq!(follower.line(), "3:x begun");
    let message = follower.message();
    assert_eq!(message, format!("log_filter: {} was truncated, starting over", path.display()));

    append(&path, "y\nx 3\n");
    assert_eq!(follower.line(), "2:x 3");
}
