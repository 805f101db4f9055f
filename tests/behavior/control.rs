//! Suspensions under control flow of every kind.

use crate::prelude::*;

use crate::check;

#[derive(Clone, Debug, PartialEq)]
enum Event {
    Key { code: u8, shift: bool },
    Text(String),
    Move(i32, i32),
    Quit,
}

#[coro::coroutine]
fn editor(limit: usize) -> (String, u32) {
    let mut text = String::new();
    let mut moves: u32 = 0;
    'editing: loop {
        let event: Event = recv!();
        match event {
            Event::Key { code: 8, shift: false } => {
                text.pop();
            }
            Event::Key { code, shift } if code.is_ascii_graphic() => {
                let letter = char::from(code);
                text.push(if shift { letter.to_ascii_uppercase() } else { letter });
            }
            Event::Key { .. } => continue,
            Event::Text(more) if more.len() > limit => {
                let more: String = more;
                let Event::Key { code: b'y', .. } = recv!() else {
                    continue 'editing;
                };
                text.push_str(&more);
            }
            Event::Text(more) => text.push_str(&more),
            Event::Move(x, y) => {
                let (mut x, mut y): (i32, i32) = (x, y);
                while x != 0 || y != 0 {
                    moves += 1;
                    if let Event::Move(dx, dy) = recv!()
                        && let (-100..=100, -100..=100) = (dx, dy)
                    {
                        x += dx;
                        y += dy;
                    } else {
                        break 'editing;
                    }
                }
            }
            Event::Quit => break,
        }
        if text.len() > 20 {
            return ("too long".to_string(), moves);
        }
    }
    (text, moves)
}

fn key(code: u8) -> ((), Event) {
    ((), Event::Key { code, shift: false })
}

#[test]
fn match_with_guards_and_nested_loops() {
    let text = |text: &str| ((), Event::Text(text.to_string()));
    let moved = |x, y| ((), Event::Move(x, y));
    let quit = ((), Event::Quit);
    check(
        editor(3),
        &[
            key(b'a'),
            ((), Event::Key { code: b'b', shift: true }),
            key(b'c'),
            key(8),
            key(0),
            text("xyz"),
            text("long"),
            key(b'n'),
            text("yes "),
            key(b'y'),
            quit.clone(),
        ],
        ("aBxyzyes ".to_string(), 0),
    );
    check(editor(3), &[moved(2, 1), moved(-1, -1), moved(-1, 0), quit.clone()], (String::new(), 2));
    check(editor(3), &[moved(2, 1), moved(-1, 200)], (String::new(), 1));
    check(editor(3), &[moved(0, 0), moved(1, 0), quit], (String::new(), 1));
    check(editor(99), &[text("twenty-one characters")], ("too long".to_string(), 0));
}

#[coro_runtime::coroutine(recv = &str)]
fn config() -> Result<Vec<(String, u16)>, String> {
    let mut entries: Vec<(String, u16)> = Vec::new();
    let mut section = String::new();
    loop {
        let line = recv!();
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        } else if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name.to_string();
        } else if line == "end" {
            break;
        } else {
            let Some((key, value)) = line.split_once('=') else {
                return Err(format!("no value: {line}"));
            };
            let number = value.trim().parse().map_err(|error| format!("{error}: {value}"))?;
            entries.push((format!("{section}.{}", key.trim()), number));
        }
        if entries.len() == 2 {
            let last = recv!();
            if last != "end" {
                Err("too much")?;
            }
            break;
        }
    }
    Ok(entries)
}

#[test]
fn a_parser_with_early_returns() {
    let lines = |lines: &[&'static str]| lines.iter().map(|line| ((), *line)).collect::<Vec<_>>();
    let parsed = Ok(vec![("a.x".to_string(), 1), ("b.y".to_string(), 2)]);
    check(config(), &lines(&["[a]", "x = 1", "# no", "", "[b]", "y=2", "end"]), parsed);
    check(config(), &lines(&["x"]), Err("no value: x".to_string()));
    check(config(), &lines(&["x=1", "y=1", "z=1"]), Err("too much".to_string()));
    check(config(), &lines(&["x=70000"]), Err("number too large to fit in target type: 70000".to_string()));
    check(config(), &lines(&["end"]), Ok(Vec::new()));
}

#[coro::coroutine(recv = i64, yield = i64)]
fn labelled(start: i64) -> i64 {
    let mut n = start;
    let found: i64 = 'search: {
        for row in 0..3_i64 {
            let step: i64 = 'row: loop {
                let given = yield_!(n);
                if given < 0 {
                    break 'search -1;
                } else if given == 0 {
                    break 'row 5;
                } else if given > 9 {
                    break given;
                }
                n += given;
            };
            n += step * row;
            if n > 100 {
                break 'search n;
            }
        }
        0
    };
    found * 2
}

#[test]
fn labels_and_values() {
    check(labelled(1), &[(1, 2), (3, 0), (3, 0), (8, 0)], 0);
    check(labelled(1), &[(1, -1)], -2);
    check(labelled(1), &[(1, 99), (1, 120)], 242);
}

#[coro::coroutine(recv = Option<u8>, yield = usize)]
fn nested_whiles(rows: &[&[u8]]) -> Result<usize, &'static str> {
    let mut matched: usize = 0;
    for (number, row) in rows.iter().enumerate() {
        let mut rest = row.iter();
        while let Some(expected) = rest.next() {
            let Some(byte) = yield_!(number) else {
                return Err("ended early");
            };
            if byte != *expected {
                continue;
            }
            matched += 1;
        }
        while let Some(_) = yield_!(matched) {}
    }
    let _ = unsafe_free(matched)?;
    Ok(matched)
}

fn unsafe_free(matched: usize) -> Result<usize, &'static str> {
    if matched == 0 { Err("no match") } else { Ok(matched) }
}

#[test]
fn loops_over_slices() {
    let rows: [&[u8]; 3] = [b"ab", b"", b"c"];
    check(
        nested_whiles(&rows),
        &[(0, Some(b'a')), (0, Some(b'x')), (1, Some(0)), (1, None), (1, None), (2, Some(b'c')), (2, None)],
        Ok(2),
    );
    check(nested_whiles(&rows), &[(0, None)], Err("ended early"));
    check(nested_whiles(&[]), &[], Err("no match"));
}

#[coro::coroutine(recv = u32)]
fn finishes_while_priming(eager: bool) -> Option<u32> {
    if eager {
        return None;
    }
    let value = recv!();
    let half = (value.is_multiple_of(2)).then_some(value / 2)?;
    Some(half)
}

#[test]
fn a_body_may_end_while_it_is_primed() {
    check(finishes_while_priming(true), &[], None);
    check(finishes_while_priming(false), &[((), 3)], None);
    check(finishes_while_priming(false), &[((), 4)], Some(2));
}

macro_rules! bail {
    ($($message:tt)*) => {
        return Err(format!($($message)*))
    };
}

macro_rules! ensure {
    ($condition:expr, $($message:tt)*) => {
        if !$condition {
            bail!($($message)*)
        }
    };
}

#[coro::coroutine(recv = String)]
fn hidden_returns() -> Result<u32, String> {
    let mut sum: u32 = 0;
    loop {
        let line = recv!();
        if line.is_empty() {
            break Ok(sum);
        }
        ensure!(line.len() < 4, "{line} is too long");
        let Ok(number) = line.parse::<u32>() else { bail!("{} is no number", line) };
        sum += number;
    }
}

#[test]
fn macros_that_return() {
    let lines = |lines: &[&str]| lines.iter().map(|line| ((), line.to_string())).collect::<Vec<_>>();
    check(hidden_returns(), &lines(&["1", "20", ""]), Ok(21));
    check(hidden_returns(), &lines(&["1", "2000"]), Err("2000 is too long".to_string()));
    check(hidden_returns(), &lines(&["x"]), Err("x is no number".to_string()));
}

#[coro::coroutine(recv = u32)]
fn never_returns() -> ! {
    loop {
        recv!();
    }
}

#[test]
fn a_body_may_never_return() {
    let mut machine = never_returns();
    machine.prime().unwrap();
    assert!(machine.send(1).unwrap().is_yielded());
    assert!(machine.close().unwrap().is_none());
}

type Parsed = Result<u32, std::num::ParseIntError>;
type Of<T> = Result<T, std::num::ParseIntError>;

#[coro::coroutine(recv = String)]
fn under_another_name() -> Parsed {
    Ok(recv!().parse::<u32>()? + recv!().parse::<u32>()?)
}

#[coro::coroutine(recv = String)]
fn under_another_generic_name<T: From<u32>>() -> Of<T> {
    Ok(T::from(recv!().parse::<u32>()?))
}

#[test]
fn a_result_may_have_another_name() {
    check(under_another_name(), &[((), "1".into()), ((), "2".into())], Ok(3));
    check(under_another_name(), &[((), "x".into())], "x".parse::<u32>());
    check(under_another_generic_name::<u64>(), &[((), "1".into())], Ok(1));
}
