//! Locals that start as a number without a suffix.

use expect_test::expect;

use super::*;

/// The type that each local of a body gets; it is sent lines, and has some collections.
#[track_caller]
fn types(body: &str, expected: &[(&str, &str)]) {
    let item = format!(
        "fn run<T: Coroutine<(u64, String), Yield = (), Return = ()>>(
            limit: u64, mut lines: Vec<(u64, String)>, mut seen: HashMap<u16, usize>, mut target: T,
        ) -> Result<(u32, Vec<u8>), (usize, char)> {{ {body} }}"
    );
    let mut sink = Sink::default();
    let arguments = "recv = &str, yield = Option<i8>".parse().expect("the arguments are tokens");
    let mut function = crate::parse::parse(arguments, item.parse().expect("the item is tokens"), &mut sink)
        .expect("the function can be taken apart")
        .function();
    let body = normalize(&mut function, &Followed::new(), &mut sink);
    let found: Vec<_> = expected
        .iter()
        .map(|(name, _)| {
            let local = body.locals.iter().find(|local| local.written == *name).expect("it is declared");
            (*name, local.ty.as_ref().map_or_else(|| "?".to_string(), text))
        })
        .collect();
    let found: Vec<_> = found.iter().map(|(name, ty)| (*name, ty.as_str())).collect();
    assert_eq!(found, expected);
    assert!(sink.is_empty(), "{:?}", sink.messages());
}

#[test]
fn a_method_tells_what_it_takes() {
    types(
        "let mut most = 0; let mut n = 0; let mut at = 0; let mut id = 0; let mut power = 0; recv!();
        most = limit.max(most);
        lines.push((n, String::new()));
        lines.truncate(at);
        seen.insert(id, 1);
        println!(\"{}\", limit.pow(power));",
        &[("most", "u64"), ("n", "u64"), ("at", "usize"), ("id", "u16"), ("power", "u32")],
    );
}

#[test]
fn what_is_computed_of_a_number_is_of_its_type() {
    types(
        "let mut hash = 5; let mut value = 0; let mut shift = 0; let mut start = 0; let mut idx = 0; recv!();
        hash = hash.wrapping_mul(31).wrapping_add(limit);
        value = (value << shift) | (lines.len() & 0x7f) as u16;
        let line = &lines[start..];
        lines[idx % 4].0 += 1;",
        &[("hash", "u64"), ("value", "u16"), ("shift", "i32"), ("start", "usize"), ("idx", "usize")],
    );
}

#[test]
fn what_a_number_gives_its_value_tells_of_it() {
    types(
        "let mut before = 0; let mut other = 0; recv!();
        let next = before + 1;
        if next > limit { return Ok((1, vec![])); }
        let copied: u16 = other;",
        &[("before", "u64"), ("next", "u64"), ("other", "u16")],
    );
}

#[test]
fn a_name_of_an_inner_scope_is_another_one() {
    types(
        "let mut n = 0; let mut m = 0; recv!();
        { let n: u64 = 1; if n == limit {} }
        for m in 0..limit { if m == limit {} }
        match lines.pop() { Some((n, text)) if n > limit => {} _ => {} }
        let f = |m: u64| m == limit;",
        &[("n", "i32"), ("m", "i32")],
    );
}

#[test]
fn a_block_is_what_its_statements_make_of_its_number() {
    body(
        "let sum: u64 = f({ let mut sum = 0; recv!(); sum += text.len(); sum });",
        &expect![[r#"
        let outcome: usize;
        {
            let mut sum: usize = 0;
            recv!;
            sum += text.len();
            outcome = sum;
        }
        let sum: u64 = f(outcome);
    "#]],
    );
}

#[test]
fn a_name_in_the_value_is_another_one() {
    body(
        "let sum: u64 = f({ recv!(); let sum = 0; text.len().max(sum) });",
        &expect![[r#"
            let outcome: usize;
            {
                recv!;
                let sum: usize = 0;
                outcome = text.len().max(sum);
            }
            let sum: u64 = f(outcome);
        "#]],
    );
}

#[test]
fn parts_of_patterns_and_items_tell_too() {
    types(
        "let mut sum = 0; let mut longest = 0; let mut total = 0; recv!();
        for (n, text) in &lines { sum += n; longest = longest.max(text.len()); }
        if let Ok(n) = \"1\".parse::<u8>() { total += n; }",
        &[("sum", "u64"), ("longest", "usize"), ("total", "u8")],
    );
}

#[test]
fn what_is_returned_tells_in_either_case() {
    types(
        "let mut at = 0; let mut count = 0; recv!();
        if limit == 1 { return Err((at, ' ')); }
        match limit { 2 => return Ok((count, vec![])), _ => {} }",
        &[("at", "usize"), ("count", "u32")],
    );
}

#[test]
fn a_coroutine_tells_what_it_is_sent() {
    types("let mut n = 0; recv!(); target.send((n, String::new()));", &[("n", "u64")]);
}

#[test]
fn a_choice_between_numbers_is_open_too() {
    types(
        "let step = if limit > 1 { 1 } else { 2 }; let mut parts = (0, String::new()); let mut first = 0; recv!();
        let next = limit + step;
        lines.push(parts);
        yield_!(Some(first));",
        &[("step", "u64"), ("parts", "(u64, String)"), ("first", "i8")],
    );
}

#[test]
fn a_number_is_of_the_type_that_is_returned_or_yielded() {
    function(
        "recv = bool, yield = (u8, bool)",
        "fn run() -> Result<(u64, u16), u8> {
            let mut total = 0;
            let mut most = 0;
            let mut line = 0;
            let mut other = 0;
            yield_!((line, true));
            if recv!() { return Ok((total, 1)); }
            let never = || return other;
            if recv!() { Err(1) } else { Ok((0, most)) }
        }",
        &expect![[r#"
            let mut total: u64 = 0;
            let mut most: u16 = 0;
            let mut line: u8 = 0;
            let mut other: i32 = 0;
            yield_! (line, true);
            'chosen_1: {
                let received: bool = recv!;
                if received {
                    return Ok((total, 1));
                    break 'chosen_1;
                }
            }
            let never: ? = || return other;
            'chosen_2: {
                {
                    let received_2: bool = recv!;
                    if received_2 {
                        return Err(1);
                        break 'chosen_2;
                    }
                }
                {
                    return Ok((0, most));
                }
            }
        "#]],
    );
}

#[test]
fn a_number_is_of_the_type_of_what_it_meets() {
    function(
        "recv = u64, yield = u8",
        "fn run(n: u64) {
            let (mut a, mut b) = (0, 1);
            let mut list = vec![0; 4];
            let mut best = [0, 0];
            let mut last = Some(0);
            let mut other = vec![1];
            let mut length = 0;
            yield_!(a);
            (a, b) = (b, a);
            list[1] += n;
            if best[0] < n {}
            last = Some(n);
            other.push(1);
            length += other.len();
        }",
        &expect![[r#"
            let (mut a, mut b): (u8, u8) = (0, 1);
            let mut list: ::coro_runtime::__private::Vec<u64> = vec![0; 4];
            let mut best: [u64; 2] = [0, 0];
            let mut last: ::core::option::Option<u64> = Some(0);
            let mut other: ::coro_runtime::__private::Vec<i32> = vec![1];
            let mut length: usize = 0;
            yield_! a;
            (a, b) = (b, a);
            list[1] += n;
            if best[0] < n {}
            last = Some(n);
            other.push(1);
            length += other.len();
        "#]],
    );
}
