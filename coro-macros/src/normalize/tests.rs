//! Bodies in which every suspension is a statement.

use expect_test::{Expect, expect};

use super::*;

/// Compares the body of a function that is sent numbers, yields them and returns nothing.
#[track_caller]
fn body(source: &str, expected: &Expect) {
    function("recv = i32, yield = i32", &format!("fn run(a: i32, text: String) {{ {source} }}"), expected);
}

/// Compares the body of `item`, or its refusals.
#[track_caller]
fn function(arguments: &str, item: &str, expected: &Expect) {
    let mut sink = Sink::default();
    let arguments = arguments.parse().expect("the arguments are tokens");
    let mut function = crate::parse::parse(arguments, item.parse().expect("the item is tokens"), &mut sink)
        .expect("the function can be taken apart");
    let body = normalize(&mut function, &mut sink);
    let actual = if sink.is_empty() { body.to_string() } else { sink.messages().join("\n") + "\n" };
    expected.assert_eq(&actual);
}

#[test]
fn what_is_a_statement_already_stays_one() {
    body("recv!(); let x: i32 = yield_!(a); let _ = recv!(); a = recv!(); text.field = recv!();", &expect![[r#"
        recv!;
        let x: i32 = yield_! a;
        recv!;
        a = recv!;
        text.field = recv!;
    "#]]);
}

#[test]
fn operands_before_a_suspension_are_computed_before_it() {
    body("let x = f(a + 1, recv!(), g());", &expect![[r#"
        let operand: i32 = a + 1;
        let received: i32 = recv!;
        let x: ? = f(operand, received, g());
    "#]]);
}

#[test]
fn a_constant_operand_stays_in_its_place() {
    body("let x = f(1, recv!(), \"two\");", &expect![[r#"
        let received: i32 = recv!;
        let x: ? = f(1, received, "two");
    "#]]);
}

#[test]
fn suspensions_of_one_expression_come_in_their_order() {
    body("let x = recv!() - yield_!(recv!() * 2);", &expect![[r#"
        let received: i32 = recv!;
        let received_2: i32 = recv!;
        let received_3: i32 = yield_! received_2 * 2;
        let x: i32 = received - received_3;
    "#]]);
}

#[test]
fn a_local_is_read_before_a_suspension_that_may_change_it() {
    body("let mut n = 1; let x = n + { n = 2; recv!() };", &expect![[r#"
        let mut n: i32 = 1;
        let operand: i32 = n;
        let outcome: i32;
        {
            n = 2;
            let received: i32 = recv!;
            outcome = received;
        }
        let x: i32 = operand + outcome;
    "#]]);
}

#[test]
fn a_borrowed_operand_ends_with_its_statement() {
    function("recv = String", "fn run() { recv!().as_str().len(); let n = recv!().len(); }", &expect![[r#"
        let mut received: String = recv!;
        { let received = received; received.as_str().len(); }
        let mut received_2: String = recv!;
        let n: usize = { let received_2 = received_2; received_2.len() };
    "#]]);
}

#[test]
fn the_value_of_an_assignment_comes_before_its_place() {
    body("v[f()] = recv!() + 1; v[recv!() as usize] = a + 1;", &expect![[r#"
        let received: i32 = recv!;
        v[f()] = received + 1;
        let operand: i32 = a + 1;
        let received_2: i32 = recv!;
        v[received_2 as usize] = operand;
    "#]]);
}

#[test]
fn a_compound_assignment_of_a_primitive_evaluates_its_value_first() {
    body("let mut n = 0; n += recv!();", &expect![[r#"
        let mut n: i32 = 0;
        let received: i32 = recv!;
        n += received;
    "#]]);
}

#[test]
fn suspensions_on_both_sides_of_a_compound_assignment_are_refused() {
    body("v[recv!() as usize] += recv!();", &expect![[r#"
        cannot suspend on both sides of a compound assignment
        note: which side Rust evaluates first depends on the type, which is not known here
        help: bind one side first: `let value = recv!();`
    "#]]);
}

#[test]
fn the_right_of_a_short_circuit_is_a_branch() {
    body("let x = a > 1 && recv!() > 2;", &expect![[r#"
        let outcome: bool;
        if a > 1 {
            let mut received: i32 = recv!;
            outcome = received > 2;
        } else {
            outcome = false;
        }
        let x: bool = outcome;
    "#]]);
    body("f(recv!() > 1 || g());", &expect![[r#"
        let mut received: i32 = recv!;
        f(received > 1 || g());
    "#]]);
}

#[test]
fn arguments_of_known_macros_come_first() {
    body("println!(\"{a} {} {n}\", recv!(), n = yield_!(2)); let v = vec![recv!(), 1];", &expect![[r#"
        let mut received: i32 = recv!;
        let mut received_2: i32 = yield_! 2;
        println!("{a} {} {n}", received, n = received_2);
        let received_3: i32 = recv!;
        let v: ::coro_runtime::__private::Vec<i32> = vec![received_3, 1];
    "#]]);
}

#[test]
fn an_assertion_is_the_branch_that_it_is() {
    body("assert!(recv!() > a, \"too small: {}\", a); debug_assert_eq!(recv!(), 1);", &expect![[r#"
        'chosen_1: {
            let mut received: i32 = recv!;
            if !(received > a) {
                ::core::panic!("too small: {}", a);
                break 'chosen_1;
            }
        }
        ();
        if ::core::cfg!(debug_assertions) {
            let mut received_2: i32 = recv!;
            assert_eq!(received_2, 1);
        }
        ();
    "#]]);
}

#[test]
fn the_message_of_an_assertion_may_suspend_only_where_it_is_a_branch() {
    body("assert_eq!(a, 1, \"{}\", recv!());", &expect![[r#"
        cannot suspend in the message of an assertion
        note: the message is evaluated only if the assertion fails
        help: receive first: `let value = recv!();`
    "#]]);
}

#[test]
fn a_for_loop_is_a_while_over_its_iterator() {
    body("for n in 0..a { yield_!(n); }", &expect![[r#"
        {
            let mut items: ::core::ops::Range<i32> = ::core::iter::IntoIterator::into_iter(0..a);
            while let ::core::option::Option::Some(n) = ::core::iter::Iterator::next(&mut items) {
                yield_! n;
            }
        }
    "#]]);
    body("'each: for (n, _) in text.char_indices() { yield_!(n as i32); continue 'each; }", &expect![[r#"
        {
            let mut items: ? = ::core::iter::IntoIterator::into_iter(text.char_indices());
            'each: while let ::core::option::Option::Some((n, _)) = ::core::iter::Iterator::next(&mut items) {
                yield_! n as i32;
                continue 'each;
            }
        }
    "#]]);
}

#[test]
fn a_loop_without_a_suspension_stays_as_it_is() {
    body("for n in 0..a { print(n); } recv!(); let f = |x| x + 1;", &expect![[r#"
        for n in 0..a { print(n); }
        recv!;
        let f: ? = |x| x + 1;
    "#]]);
}

#[test]
fn a_shadowing_local_gets_an_identifier_of_its_own() {
    body("let a = a + 1; let a = f(a, |a| a); { let a = recv!(); g(a); } println!(\"{a}\");", &expect![[r#"
        let a_2: i32 = a + 1;
        let a_3: ? = f(a_2, |a| a);
        {
            let a_4: i32 = recv!;
            g(a_4);
        }
        println!("{a_3}");
    "#]]);
}

#[test]
fn a_name_may_come_again_where_the_first_is_gone() {
    body("{ let x = recv!(); f(x); } { let x = recv!(); f(x); }", &expect![[r#"
        {
            let x: i32 = recv!;
            f(x);
        }
        {
            let x: i32 = recv!;
            f(x);
        }
    "#]]);
}

#[test]
fn a_pattern_that_shadows_is_renamed_in_it() {
    body("let Some((a, b)) = f(recv!()) else { return };", &expect![[r#"
        let received: i32 = recv!;
        let Some((a_2, b)): (?, ?) = f(received) else {
            return;
        }
    "#]]);
    body("if let Point { a, text: [first, ..] } = p { yield_!(a); }", &expect![[r#"
        if let Point { a: a_2, text: [first, ..] } = p {
            yield_! a_2;
        }
    "#]]);
}

#[test]
fn a_condition_that_suspends_is_received_first() {
    body("if recv!() > a { f(); } else { g(); }", &expect![[r#"
        'chosen_1: {
            let mut received: i32 = recv!;
            if received > a {
                f();
                break 'chosen_1;
            }
            {
                g();
            }
        }
    "#]]);
}

#[test]
fn a_chain_is_evaluated_as_far_as_it_holds() {
    body("if a > 0 && let Some(x) = f(recv!()) && x > 1 { g(x); }", &expect![[r#"
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
    "#]]);
}

#[test]
fn a_while_that_suspends_is_a_loop_that_breaks() {
    body("while recv!() > a { f(); }", &expect![[r#"
        loop {
            let mut received: i32 = recv!;
            if received > a {
                f();
                continue;
            }
            break;
        }
    "#]]);
    body("while let Some(x) = f(recv!()) { yield_!(x); }", &expect![[r#"
        loop {
            let received: i32 = recv!;
            if let Some(x) = f(received) {
                yield_! x;
                continue;
            }
            break;
        }
    "#]]);
}

#[test]
fn a_scrutinee_is_received_before_its_match() {
    body("match recv!() { 0 => {} n if n > a => { yield_!(n); } _ => return }", &expect![[r#"
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
    "#]]);
}

#[test]
fn a_value_is_assigned_on_each_way_out() {
    body("let x: i32 = if a > 1 { recv!() } else { 2 };", &expect![[r#"
        let outcome: i32;
        if a > 1 {
            let received: i32 = recv!;
            outcome = received;
        } else {
            outcome = 2;
        }
        let x: i32 = outcome;
    "#]]);
    body("let x: i32 = match a { 1 => recv!(), _ => { f(); 3 } };", &expect![[r#"
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
    "#]]);
}

#[test]
fn break_assigns_the_value_of_its_loop() {
    body("let x: i32 = 'o: loop { loop { if recv!() > 1 { break 'o a; } break; } };", &expect![[r#"
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
    "#]]);
}

#[test]
fn break_inside_plain_code_assigns_too() {
    body("let x: i32 = loop { if a > 1 { break 7; } recv!(); };", &expect![[r#"
        let outcome: i32;
        loop {
            if a > 1 { { outcome = 7; break }; }
            recv!;
        }
        let x: i32 = outcome;
    "#]]);
}

#[test]
fn the_tail_is_returned() {
    function("", "fn run() -> Option<u8> { let x: u8 = recv!(); Some(x) }", &expect![[r#"
        let x: u8 = recv!;
        return Some(x);
    "#]]);
    function("recv = u8", "fn run() -> u8 { loop { break recv!(); } }", &expect![[r#"
        loop {
            let received: u8 = recv!;
            return received;
        }
    "#]]);
}

#[test]
fn a_question_mark_stays() {
    function("recv = u8", "fn run() -> Option<u8> { Some(recv!())? + f(recv!())?; None }", &expect![[r#"
        let received: u8 = recv!;
        let operand: u8 = Some(received)?;
        let received_2: u8 = recv!;
        operand + f(received_2)?;
        return None;
    "#]]);
}

#[test]
fn a_branch_that_moves_a_local_is_taken_apart() {
    body("if a > 1 { drop(text); } recv!();", &expect![[r#"
        if a > 1 {
            drop(text);
        }
        recv!;
    "#]]);
}

#[test]
fn items_leave_the_body() {
    body("fn f() {} use g::h; f(); recv!();", &expect![[r#"
        f();
        recv!;
    "#]]);
}

#[test]
fn argument_patterns_are_taken_apart_in_order() {
    function("", "fn run((a, mut b): (u8, u8), Point { x, .. }: Point, _: u8) { recv!(); }", &expect![[r#"
        let (a, mut b): (u8, u8) = arg_0;
        let Point { x, .. }: (?) = arg_1;
        let _ = arg_2;
        recv!;
    "#]]);
}

#[test]
fn a_received_value_of_unknown_type_is_refused_once() {
    function("", "fn run() { f(recv!()); let x = recv!(); }", &expect![[r#"
        the type that `recv!()` evaluates to must be written
        note: the received value is used, and it is what `Run` is sent
        help: write `#[coro::coroutine(recv = T)]`, or annotate it as in `let value: T = recv!();`
    "#]]);
}

#[test]
fn recv_takes_no_value() {
    body("recv!(1);", &expect![[r#"
        `recv!()` takes no value
        note: it waits for the next value that is sent and hands nothing out
        help: write `yield_!(value)` to hand a value out
    "#]]);
}

#[test]
fn a_value_of_unknown_type_before_a_suspension_is_refused() {
    body("f(g(), recv!()); let x = if h() { recv!().into() } else { i() };", &expect![[r#"
        the type of `g()` must be written
        note: its value is kept while `Run` is suspended in the same expression
        help: bind it first: `let value: T = g();`
        the type of `if h() { recv!().into() } else { i() }` must be written
        note: its value is kept while `Run` is suspended in the same expression
        help: bind it first: `let value: T = if h() { recv!().into() } else { i() };`
    "#]]);
}

#[test]
fn a_moved_operand_is_moved_before_the_suspension() {
    body("f(text, recv!());", &expect![[r#"
        let operand: String = text;
        let received: i32 = recv!;
        f(operand, received);
    "#]]);
}

#[test]
fn the_receiver_of_a_method_stays_where_it_is() {
    body("let mut v: Vec<i32> = Vec::new(); v.push(recv!());", &expect![[r#"
        let mut v: Vec<i32> = Vec::new();
        let received: i32 = recv!;
        v.push(received);
    "#]]);
}
