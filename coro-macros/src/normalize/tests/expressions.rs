//! Suspensions inside expressions.

use expect_test::expect;

use super::{body, function};

#[test]
fn what_is_a_statement_already_stays_one() {
    body(
        "recv!(); let x: i32 = yield_!(a); let _ = recv!(); a = recv!(); text.field = recv!();",
        &expect![[r#"
        recv!;
        let x: i32 = yield_! a;
        recv!;
        a = recv!;
        text.field = recv!;
    "#]],
    );
}

#[test]
fn operands_before_a_suspension_are_computed_before_it() {
    body(
        "let x = f(a + 1, recv!(), g());",
        &expect![[r#"
        let operand: i32 = a + 1;
        let received: i32 = recv!;
        let x: ? = f(operand, received, g());
    "#]],
    );
}

#[test]
fn a_constant_operand_stays_in_its_place() {
    body(
        "let x = f(1, recv!(), \"two\");",
        &expect![[r#"
        let received: i32 = recv!;
        let x: ? = f(1, received, "two");
    "#]],
    );
}

#[test]
fn suspensions_of_one_expression_come_in_their_order() {
    body(
        "let x = recv!() - yield_!(recv!() * 2);",
        &expect![[r#"
        let received: i32 = recv!;
        let received_2: i32 = recv!;
        let received_3: i32 = yield_! received_2 * 2;
        let x: i32 = received - received_3;
    "#]],
    );
}

#[test]
fn a_local_is_read_before_a_suspension_that_may_change_it() {
    body(
        "let mut n = 1; let x = n + { n = 2; recv!() };",
        &expect![[r#"
        let mut n: i32 = 1;
        let operand: i32 = n;
        let outcome: i32;
        {
            n = 2;
            let received: i32 = recv!;
            outcome = received;
        }
        let x: i32 = operand + outcome;
    "#]],
    );
}

#[test]
fn a_borrowed_operand_ends_with_its_statement() {
    function(
        "recv = String",
        "fn run() { recv!().as_str().len(); let n = recv!().len(); }",
        &expect![[r#"
            let mut received: String = recv!;
            { let mut received = received; received.as_str().len(); }
            let mut received_2: String = recv!;
            let n: usize = { let mut received_2 = received_2; received_2.len() };
        "#]],
    );
}

#[test]
fn the_value_of_an_assignment_comes_before_its_place() {
    body(
        "v[f()] = recv!() + 1; v[recv!() as usize] = a + 1;",
        &expect![[r#"
        let received: i32 = recv!;
        v[f()] = received + 1;
        let operand: i32 = a + 1;
        let received_2: i32 = recv!;
        v[received_2 as usize] = operand;
    "#]],
    );
}

#[test]
fn a_compound_assignment_of_a_primitive_evaluates_its_value_first() {
    body(
        "let mut n = 0; n += recv!();",
        &expect![[r#"
        let mut n: i32 = 0;
        let received: i32 = recv!;
        n += received;
    "#]],
    );
}

#[test]
fn suspensions_on_both_sides_of_a_compound_assignment_are_refused() {
    body(
        "v[recv!() as usize] += recv!();",
        &expect![[r#"
        cannot suspend on both sides of a compound assignment
        note: which side Rust evaluates first depends on the type, which is not known here
        help: bind one side first: `let value = recv!();`
    "#]],
    );
}

#[test]
fn the_right_of_a_short_circuit_is_a_branch() {
    body(
        "let x = a > 1 && recv!() > 2;",
        &expect![[r#"
        let outcome: bool;
        if a > 1 {
            let mut received: i32 = recv!;
            outcome = received > 2;
        } else {
            outcome = false;
        }
        let x: bool = outcome;
    "#]],
    );
    body(
        "f(recv!() > 1 || g());",
        &expect![[r#"
        let mut received: i32 = recv!;
        f(received > 1 || g());
    "#]],
    );
}

#[test]
fn arguments_of_known_macros_come_first() {
    body(
        "println!(\"{a} {} {n}\", recv!(), n = yield_!(2)); let v = vec![recv!(), 1];",
        &expect![[r#"
        let mut received: i32 = recv!;
        let mut received_2: i32 = yield_! 2;
        println!("{a} {} {n}", received, n = received_2);
        let received_3: i32 = recv!;
        let v: ::coro_runtime::__private::Vec<i32> = vec![received_3, 1];
    "#]],
    );
}

#[test]
fn an_assertion_is_the_branch_that_it_is() {
    body(
        "assert!(recv!() > a, \"too small: {}\", a); debug_assert_eq!(recv!(), 1);",
        &expect![[r#"
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
        "#]],
    );
}

#[test]
fn the_message_of_an_assertion_may_suspend_only_where_it_is_a_branch() {
    body(
        "assert_eq!(a, 1, \"{}\", recv!());",
        &expect![[r#"
        cannot suspend in the message of an assertion
        note: the message is evaluated only if the assertion fails
        help: receive first: `let value = recv!();`
    "#]],
    );
}

#[test]
fn a_question_mark_stays() {
    function(
        "recv = u8",
        "fn run() -> Option<u8> { Some(recv!())? + f(recv!())?; None }",
        &expect![[r#"
        let received: u8 = recv!;
        let operand: u8 = Some(received)?;
        let received_2: u8 = recv!;
        operand + f(received_2)?;
        return None;
    "#]],
    );
}

#[test]
fn a_received_value_of_unknown_type_is_refused_once() {
    function(
        "",
        "fn run() { f(recv!()); let x = recv!(); }",
        &expect![[r#"
        the type that `recv!()` evaluates to must be written
        note: the received value is used, and it is what `Run` is sent
        help: write `#[coro::coroutine(recv = T)]`, or annotate it as in `let value: T = recv!();`
    "#]],
    );
}

#[test]
fn recv_takes_no_value() {
    body(
        "recv!(1);",
        &expect![[r#"
        `recv!()` takes no value
        note: it waits for the next value that is sent and hands nothing out
        help: write `yield_!(value)` to hand a value out
    "#]],
    );
}

#[test]
fn a_value_of_unknown_type_before_a_suspension_is_refused() {
    body(
        "f(g(), recv!()); let x = if h() { recv!().into() } else { i() };",
        &expect![[r#"
        the type of `g()` must be written
        note: its value is kept while `Run` is suspended in the same expression
        help: bind it first: `let value: T = g();`
        the type of `x` must be written
        note: `Run` is suspended while the value of this expression is found
        help: write `let x: T = …`
    "#]],
    );
}

#[test]
fn a_moved_operand_is_moved_before_the_suspension() {
    body(
        "f(text, recv!());",
        &expect![[r#"
        let operand: String = text;
        let received: i32 = recv!;
        f(operand, received);
    "#]],
    );
}

#[test]
fn the_receiver_of_a_method_stays_where_it_is() {
    body(
        "let mut v: Vec<i32> = Vec::new(); v.push(recv!());",
        &expect![[r#"
        let mut v: Vec<i32> = Vec::new();
        let received: i32 = recv!;
        v.push(received);
    "#]],
    );
}

#[test]
fn what_gives_a_local_its_value_is_a_statement() {
    body(
        "let b: String; f(a, { if a == 1 { b = made(); } 2 }, recv!());",
        &expect![[r#"
        let b: String;
        let operand: i32 = a;
        let outcome: i32;
        {
            if a == 1 {
                b = made();
            }
            outcome = 2;
        }
        let received: i32 = recv!;
        f(operand, outcome, received);
    "#]],
    );
}

#[test]
fn jumps_in_the_arguments_of_a_macro_give_the_value_of_a_loop() {
    body(
        "let a: i64 = loop { recv!(); assert!(match a { 1 => break 2, other => other } < 3); };",
        &expect![[r#"
            let outcome: i64;
            loop {
                recv!;
                assert!(match a { 1 => { outcome = 2; break }, other => other } < 3);
            }
            let a_2: i64 = outcome;
        "#]],
    );
}
