//! What states keep.

use expect_test::expect;

use super::{function, machine, states};

#[test]
fn a_state_keeps_what_is_used_behind_its_suspension() {
    function(
        "",
        "fn averager(name: &str) {
            let mut total = 0.0;
            loop {
                let x: &f64 = recv!();
                total += x;
                println!(\"{name} {total}\");
            }
        }",
        &expect![[r#"
            Recv1(name: &'name str, total: f64)

            start(name)
                let mut total: f64 = 0.0;
                once loop {
                    suspend Recv1(name, total);
                }

            after_recv_1(name, total)
                entered loop {
                    let x: &f64 = received;
                    total += x;
                    println!("{name} {total}");
                }
                once loop {
                    stay Recv1(name, total);
                }
        "#]],
    );
}

#[test]
fn a_dead_local_without_a_destructor_is_forgotten() {
    states(
        "let n = a + 1; recv!(); f(n); recv!();",
        &expect![[r#"
            Recv1(text: String, n: i32)
            Recv2(text: String)
        "#]],
    );
}

#[test]
fn a_dead_local_with_a_destructor_is_kept_to_the_end_of_its_scope() {
    states(
        "{ let s = String::new(); recv!(); } recv!();",
        &expect![[r#"
        Recv1(text: String, s: String)
        Recv2(text: String)
    "#]],
    );
}

#[test]
fn a_local_about_to_be_overwritten_is_not_kept() {
    states(
        "let mut n = 0; loop { f(n); n = recv!(); }",
        &expect![[r#"
        Recv1(text: String)
    "#]],
    );
}

#[test]
fn a_moved_local_is_gone() {
    states(
        "recv!(); drop(text); recv!();",
        &expect![[r#"
        Recv1(text: String)
        Recv2()
    "#]],
    );
}

#[test]
fn a_local_that_is_initialised_later_is_kept_from_then_on() {
    states(
        "let s: String; recv!(); s = f(); recv!();",
        &expect![[r#"
        Recv1(text: String)
        Recv2(text: String, s: String)
    "#]],
    );
}

#[test]
fn a_method_that_consumes_by_its_name_moves() {
    states(
        "let o: Option<String> = Some(text); recv!(); o.unwrap(); recv!();",
        &expect![[r#"
        Recv1(o: Option<String>)
        Recv2()
    "#]],
    );
    states(
        "text.into_bytes(); recv!();",
        &expect![[r#"
        Recv1()
    "#]],
    );
}

#[test]
fn what_comes_after_a_conditional_move_is_an_option() {
    machine(
        "if a > 1 { drop(text); } recv!();",
        &expect![[r#"
        Recv1(text: Option<String>)

        start(a, text)
            restore text;
            if a > 1 {
                drop(text);
                maybe_text = None;
            } else {
                maybe_text = Some(text);
            }
            suspend Recv1(maybe_text);

        after_recv_1(text?)
            restore text, optional;
            received;
            complete;
    "#]],
    );
}

#[test]
fn a_move_in_one_arm_of_two_that_suspend_meets_in_an_option() {
    machine(
        "if a > 1 { recv!(); drop(text); } else { recv!(); } recv!();",
        &expect![[r#"
        Recv1(text: String)
        Recv2(text: String)
        Recv3(text: Option<String>)

        start(a, text)
            if a > 1 {
                suspend Recv1(text);
            } else {
                suspend Recv2(text);
            }

        after_recv_1(text)
            entered {
                received;
                drop(text);
            }
            suspend Recv3(text: None);

        after_recv_2(text)
            entered {
                received;
            }
            suspend Recv3(Some(text));

        after_recv_3(text?)
            restore text, optional;
            received;
            complete;
    "#]],
    );
}

#[test]
fn a_local_moved_on_every_path_is_gone() {
    states(
        "if a > 1 { drop(text); } else { f(text); } recv!();",
        &expect![[r#"
        Recv1()
    "#]],
    );
}

#[test]
fn a_pattern_moves_what_it_takes_apart() {
    states(
        "let o: Option<String> = Some(text); if let Some(s) = o { recv!(); f(s); } recv!();",
        &expect![[r#"
        Recv1(s: String)
        Recv2(o: Option<Option<String>>)
    "#]],
    );
}

#[test]
fn what_is_given_beside_a_temporary_is_there() {
    machine(
        "let kept: String = if a == 1 { text } else { try_recv!().unwrap_or(9).to_string() + &text }; recv!();",
        &expect![[r#"
            TryRecv1(text: String)
            Recv2(text: Option<String>, kept: String)

            start(a, text)
                let outcome: String;
                if a == 1 {
                    outcome = text;
                } else {
                    suspend TryRecv1(text);
                }
                let kept: String = outcome;
                suspend Recv2(text: None, kept);

            after_try_recv_1(text)
                restore outcome, absent;
                entered {
                    let mut received: ::core::result::Result<i32, ::coro_runtime::Interrupt> = received;
                    { let mut received = received; outcome = received.unwrap_or(9).to_string() + &text; }
                }
                let kept: String = outcome;
                suspend Recv2(Some(text), kept);

            after_recv_2(text?, kept)
                restore text, optional;
                restore kept;
                received;
                complete;
        "#]],
    );
}

#[test]
fn what_is_taken_apart_into_locals_does_not_read_them() {
    machine(
        "let mut b: String = text; drop(b); recv!(); (b, _) = made(); recv!();",
        &expect![[r#"
        Recv1()
        Recv2(b: String)

        start(a, text)
            let mut b: String = text;
            drop(b);
            suspend Recv1();

        after_recv_1()
            restore b, absent;
            received;
            (b, _) = made();
            suspend Recv2(b);

        after_recv_2(b)
            received;
            complete;
    "#]],
    );
}
