//! Control flow that is taken apart, and the names of locals.

use expect_test::expect;

use super::{body, function};

#[test]
fn a_for_loop_is_a_while_over_its_iterator() {
    body(
        "for n in 0..a { yield_!(n); }",
        &expect![[r#"
        {
            let mut items: ::core::ops::Range<i32> = ::core::iter::IntoIterator::into_iter(0..a);
            while let ::core::option::Option::Some(n) = ::core::iter::Iterator::next(&mut items) {
                yield_! n;
            }
        }
    "#]],
    );
    body(
        "'each: for (n, _) in text.char_indices() { yield_!(n as i32); continue 'each; }",
        &expect![[r#"
        {
            let mut items: ? = ::core::iter::IntoIterator::into_iter(text.char_indices());
            'each: while let ::core::option::Option::Some((n, _)) = ::core::iter::Iterator::next(&mut items) {
                yield_! n as i32;
                continue 'each;
            }
        }
    "#]],
    );
}

#[test]
fn a_loop_without_a_suspension_stays_as_it_is() {
    body(
        "for n in 0..a { print(n); } recv!(); let f = |x| x + 1;",
        &expect![[r#"
        for n in 0..a { print(n); }
        recv!;
        let f: ? = |x| x + 1;
    "#]],
    );
}

#[test]
fn a_shadowing_local_gets_an_identifier_of_its_own() {
    body(
        "let a = a + 1; let a = f(a, |a| a); { let a = recv!(); g(a); } println!(\"{a}\");",
        &expect![[r#"
        let a_2: i32 = a + 1;
        let a_3: ? = f(a_2, |a| a);
        {
            let a_4: i32 = recv!;
            g(a_4);
        }
        println!("{a_3}");
    "#]],
    );
}

#[test]
fn a_name_may_come_again_where_the_first_is_gone() {
    body(
        "{ let x = recv!(); f(x); } { let x = recv!(); f(x); }",
        &expect![[r#"
        {
            let x: i32 = recv!;
            f(x);
        }
        {
            let x: i32 = recv!;
            f(x);
        }
    "#]],
    );
}

#[test]
fn a_pattern_that_shadows_is_renamed_in_it() {
    body(
        "let Some((a, b)) = f(recv!()) else { return };",
        &expect![[r#"
        let received: i32 = recv!;
        let Some((a_2, b)): (?, ?) = f(received) else {
            return;
        }
    "#]],
    );
    body(
        "if let Point { a, text: [first, ..] } = p { yield_!(a); }",
        &expect![[r#"
        if let Point { a: a_2, text: [first, ..] } = p {
            yield_! a_2;
        }
    "#]],
    );
}

#[test]
fn a_condition_that_suspends_is_received_first() {
    body(
        "if recv!() > a { f(); } else { g(); }",
        &expect![[r#"
            'chosen_1: {
                {
                    let mut received: i32 = recv!;
                    if received > a {
                        f();
                        break 'chosen_1;
                    }
                }
                {
                    g();
                }
            }
        "#]],
    );
}

#[test]
fn a_chain_is_evaluated_as_far_as_it_holds() {
    body(
        "if a > 0 && let Some(x) = f(recv!()) && x > 1 { g(x); }",
        &expect![[r#"
            'chosen_1: {
                if a > 0 {
                    let received: i32 = recv!;
                    if let Some(x) = f(received) {
                        if x > 1 {
                            g(x);
                            break 'chosen_1;
                        }
                    }
                }
            }
        "#]],
    );
}

#[test]
fn a_while_that_suspends_is_a_loop_that_breaks() {
    body(
        "while recv!() > a { f(); }",
        &expect![[r#"
        loop {
            let mut received: i32 = recv!;
            if received > a {
                f();
                continue;
            }
            break;
        }
    "#]],
    );
    body(
        "while let Some(x) = f(recv!()) { yield_!(x); }",
        &expect![[r#"
        loop {
            let received: i32 = recv!;
            if let Some(x) = f(received) {
                yield_! x;
                continue;
            }
            break;
        }
    "#]],
    );
}

#[test]
fn a_scrutinee_is_received_before_its_match() {
    body(
        "match recv!() { 0 => {} n if n > a => { yield_!(n); } _ => return }",
        &expect![[r#"
        {
            let mut received: i32 = recv!;
            match received {
                0 => {
                }
                n if n > a => {
                    yield_! n;
                }
                _ => {
                    return;
                }
            }
        }
    "#]],
    );
}

#[test]
fn a_value_is_assigned_on_each_way_out() {
    body(
        "let x: i32 = if a > 1 { recv!() } else { 2 };",
        &expect![[r#"
        let outcome: i32;
        if a > 1 {
            let received: i32 = recv!;
            outcome = received;
        } else {
            outcome = 2;
        }
        let x: i32 = outcome;
    "#]],
    );
    body(
        "let x: i32 = match a { 1 => recv!(), _ => { f(); 3 } };",
        &expect![[r#"
        let outcome: i32;
        match a {
            1 => {
                let received: i32 = recv!;
                outcome = received;
            }
            _ => {
                f();
                outcome = 3;
            }
        }
        let x: i32 = outcome;
    "#]],
    );
}

#[test]
fn break_assigns_the_value_of_its_loop() {
    body(
        "let x: i32 = 'o: loop { loop { if recv!() > 1 { break 'o a; } break; } };",
        &expect![[r#"
            let outcome: i32;
            'o: loop {
                loop {
                    'chosen_3: {
                        let mut received: i32 = recv!;
                        if received > 1 {
                            outcome = a;
                            break 'o;
                            break 'chosen_3;
                        }
                    }
                    break;
                }
            }
            let x: i32 = outcome;
        "#]],
    );
}

#[test]
fn break_inside_plain_code_assigns_too() {
    body(
        "let x: i32 = loop { if a > 1 { break 7; } recv!(); };",
        &expect![[r#"
        let outcome: i32;
        loop {
            if a > 1 { { outcome = 7; break }; }
            recv!;
        }
        let x: i32 = outcome;
    "#]],
    );
}

#[test]
fn the_tail_is_returned() {
    function(
        "",
        "fn run() -> Option<u8> { let x: u8 = recv!(); Some(x) }",
        &expect![[r#"
        let x: u8 = recv!;
        return Some(x);
    "#]],
    );
    function(
        "recv = u8",
        "fn run() -> u8 { loop { break recv!(); } }",
        &expect![[r#"
        loop {
            let received: u8 = recv!;
            return received;
        }
    "#]],
    );
}

#[test]
fn a_branch_that_moves_a_local_is_taken_apart() {
    body(
        "if a > 1 { drop(text); } recv!();",
        &expect![[r#"
        if a > 1 {
            drop(text);
        }
        recv!;
    "#]],
    );
}

#[test]
fn items_leave_the_body() {
    body(
        "fn f() {} use g::h; f(); recv!();",
        &expect![[r#"
        f();
        recv!;
    "#]],
    );
}

#[test]
fn argument_patterns_are_taken_apart_in_order() {
    function(
        "",
        "fn run((a, mut b): (u8, u8), Point { x, .. }: Point, _: u8) { recv!(); }",
        &expect![[r#"
        let (a, mut b): (u8, u8) = argument;
        let Point { x, .. }: (?) = argument_2;
        let _ = argument_3;
        recv!;
    "#]],
    );
}

#[test]
fn what_an_assignment_leaves_out_ends_with_it() {
    body(
        "_ = if recv!() == 1 { text } else { made() }; (a, _) = (loop { if recv!() == 2 { break (1, recv!()); } });",
        &expect![[r#"
            let outcome: String;
            'chosen_1: {
                {
                    let mut received: i32 = recv!;
                    if received == 1 {
                        outcome = text;
                        break 'chosen_1;
                    }
                }
                {
                    outcome = made();
                }
            }
            _ = { outcome };
            let outcome_2: (i32, i32);
            loop {
                'chosen_3: {
                    let mut received_2: i32 = recv!;
                    if received_2 == 2 {
                        let received_3: i32 = recv!;
                        outcome_2 = (1, received_3);
                        break;
                        break 'chosen_3;
                    }
                }
            }
            (a, _) = { outcome_2 };
        "#]],
    );
}

#[test]
fn a_value_that_nobody_takes_ends_behind_its_block() {
    body(
        "{ let b = made(); recv!(); format!(\"\") }; (if recv!() == 1 { a } else { 3 });",
        &expect![[r#"
        let outcome: ::coro_runtime::__private::String;
        {
            let b: ? = made();
            recv!;
            outcome = format!("");
        }
        _ = { outcome };
        'chosen_1: {
            {
                let mut received: i32 = recv!;
                if received == 1 {
                    _ = { a };
                    break 'chosen_1;
                }
            }
            {
                _ = { 3 };
            }
        }
    "#]],
    );
}
