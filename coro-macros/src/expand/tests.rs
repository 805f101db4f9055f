//! Whole expansions, the ones one wants to read.

mod robustness;

use std::fmt::Write;

use expect_test::{ExpectFile, expect_file};
use proc_macro2::LexError;

use super::*;

/// The expansion, which is items whatever comes in; `Err` where no macro would be asked.
fn expanded(arguments: &str, item: &str) -> Result<syn::File, LexError> {
    let tokens = expand(arguments.parse()?, item.parse()?);
    Ok(syn::parse2(tokens.clone()).unwrap_or_else(|error| panic!("{error}: `{item}` gives {tokens}")))
}

/// Compares an expansion with a file that shows the source above it.
#[track_caller]
fn check(arguments: &str, item: &str, expected: &ExpectFile) {
    let attribute = if arguments.is_empty() { String::new() } else { format!("({arguments})") };
    let mut text = format!("// #[coro::coroutine{attribute}]\n");
    item.lines().for_each(|line| writeln!(text, "// {line}").expect("a string takes everything"));
    text.push('\n');
    text.push_str(&prettyplease::unparse(&expanded(arguments, item).expect("the source is tokens")));
    expected.assert_eq(&text);
}

#[test]
fn grep_waits_in_its_loop() {
    check(
        "",
        r#"fn grep(pattern: &str) {
    println!("Looking for {pattern}");
    loop {
        let line: &str = recv!();
        if line.contains(pattern) {
            println!("{line}");
        }
    }
}"#,
        &expect_file!["snapshots/grep.rs"],
    );
}

#[test]
fn a_boxed_grep_is_an_async_block() {
    check(
        "boxed",
        r#"fn grep(pattern: &str) {
    println!("Looking for {pattern}");
    loop {
        let line: String = recv!();
        if line.contains(pattern) {
            println!("{line}");
        }
    }
}"#,
        &expect_file!["snapshots/boxed_grep.rs"],
    );
}

#[test]
fn averager_keeps_its_total() {
    check(
        "",
        r#"fn averager(name: &str) {
    let mut total = 0.0;
    loop {
        let x: &f64 = recv!();
        total += x;
        println!("{name} {total}");
    }
}"#,
        &expect_file!["snapshots/averager.rs"],
    );
}

#[test]
fn filter_min_sends_to_its_target() {
    check(
        "",
        r#"fn filter_min(threshold: i32, mut target: impl Consumer<i32>) -> Result<(), ResumeError> {
    loop {
        let value: i32 = recv!();
        if value >= threshold {
            target.send(value)?;
        }
    }
}"#,
        &expect_file!["snapshots/filter_min.rs"],
    );
}

#[test]
fn countdown_is_an_iterator() {
    check(
        "yield = u32",
        r#"pub fn countdown(n: u32) {
    for i in (1..=n).rev() {
        yield_!(i);
    }
}"#,
        &expect_file!["snapshots/countdown.rs"],
    );
}

#[test]
fn sum_ends_at_the_first_line_that_is_no_number() {
    check(
        "recv = &str",
        r#"fn sum(count: usize) -> Result<i64, ParseIntError> {
    let mut sum = 0i64;
    for _ in 0..count {
        sum += recv!().parse::<i64>()?;
    }
    Ok(sum)
}"#,
        &expect_file!["snapshots/sum.rs"],
    );
}

#[test]
fn trimmed_yields_a_part_of_what_it_is_sent() {
    check(
        "recv = &str, yield = &str",
        r#"fn trimmed() {
    let mut line: &str = yield_!("");
    loop {
        line = yield_!(line.trim());
    }
}"#,
        &expect_file!["snapshots/trimmed.rs"],
    );
}

#[test]
fn give_remembers_whether_it_has_given() {
    check(
        "recv = bool",
        r#"fn give(parcel: Parcel) {
    if recv!() {
        deliver(parcel);
    }
    recv!();
}"#,
        &expect_file!["snapshots/give.rs"],
    );
}

#[test]
fn total_answers_a_close() {
    check(
        "recv = i64",
        r#"fn total() -> i64 {
    let mut total = 0i64;
    while let Ok(x) = try_recv!() {
        total += x;
    }
    total
}"#,
        &expect_file!["snapshots/total.rs"],
    );
}

#[test]
fn measure_ends_its_lock_before_it_waits() {
    check(
        "yield = usize",
        r#"fn measure(shared: Shared) {
    loop {
        let items = shared.lock();
        yield_!(items.len());
    }
}"#,
        &expect_file!["snapshots/measure.rs"],
    );
}

#[test]
fn a_refused_body_leaves_its_surroundings() {
    check(
        "recv = u8",
        r#"fn refused<T: Clone>(value: &T) {
    let apply = |x: u8| x + recv!();
    let guessed = value.guess();
    recv!();
}"#,
        &expect_file!["snapshots/refused.rs"],
    );
}

#[test]
fn a_type_is_asked_for_where_the_compiler_knows_it() {
    check(
        "recv = u8",
        r#"fn asked() -> usize {
    let guessed = guess();
    guessed.len() + recv!() as usize
}"#,
        &expect_file!["snapshots/asked.rs"],
    );
}
