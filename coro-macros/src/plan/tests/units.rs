//! What states keep, and how units go on.

use expect_test::expect;

use super::{function, machine, planned, states};
use crate::plan::UnitId;

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
fn a_local_of_unknown_type_ends_before_the_suspension() {
    machine(
        "let guard = lock(); let n: i32 = guard.n(); recv!(); f(n);",
        &expect![[r#"
        Recv1(text: String, n: i32)

        start(a, text)
            segment {
                let guard: ? = lock();
                let n: i32 = guard.n();
            } leaving (n)
            suspend Recv1(text, n);

        after_recv_1(text, n)
            received;
            f(n);
            complete;
    "#]],
    );
}

#[test]
fn the_operand_leaves_the_segment_too() {
    function(
        "yield = usize",
        "fn run() { let guard = lock(); yield_!(guard.len()); }",
        &expect![[r#"
            Yield1()

            start()
                segment {
                    let guard: ? = lock();
                    value = guard.len();
                } leaving (value)
                suspend Yield1();

            after_yield_1()
                received;
                complete;
        "#]],
    );
}

#[test]
fn a_small_join_is_written_out_on_each_path() {
    machine(
        "if a > 1 { recv!(); } f();",
        &expect![[r#"
        Recv1(text: String)

        start(a, text)
            if a > 1 {
                suspend Recv1(text);
            }
            f();
            complete;

        after_recv_1(text)
            entered {
                received;
            }
            f();
            complete;
    "#]],
    );
}

#[test]
fn a_large_join_is_a_unit() {
    let large = "f(1, 2, 3, 4, 5, 6, 7, 8, 9);".repeat(4);
    let machine = planned("recv = i32", &format!("fn run(a: i32) {{ if a > 1 {{ recv!(); }} {large} }}"));
    let machine = machine.expect("nothing is refused");
    assert_eq!(machine.units.iter().filter(|unit| matches!(unit.id, UnitId::Join(_))).count(), 1);
}

#[test]
fn a_loop_that_every_way_leaves_does_not_come_round() {
    machine(
        "loop { f(); recv!(); }",
        &expect![[r#"
            Recv1(text: String)

            start(a, text)
                once loop {
                    f();
                    suspend Recv1(text);
                }

            after_recv_1(in place text)
                entered loop {
                    received;
                }
                once loop {
                    f();
                    stay Recv1(text);
                }
        "#]],
    );
}

#[test]
fn a_loop_that_may_come_round_within_a_unit_is_one() {
    machine(
        "while f() { if g() { recv!(); } }",
        &expect![[r#"
            Recv1(text: String)

            start(a, text)
                while f() {
                    if g() {
                        suspend Recv1(text);
                    }
                }
                complete;

            after_recv_1(in place text)
                entered loop {
                    entered {
                        received;
                    }
                }
                while f() {
                    if g() {
                        stay Recv1(text);
                    }
                }
                complete;
        "#]],
    );
}

#[test]
fn jumps_out_of_an_entered_loop_leave_its_blocks() {
    machine(
        "'o: loop { loop { let x: i32 = recv!(); if x > 1 { break 'o; } if x > 2 { continue 'o; } } }",
        &expect![[r#"
            Recv1(text: String)

            start(a, text)
                once 'o: loop {
                    once loop {
                        suspend Recv1(text);
                    }
                }

            after_recv_1(in place text)
                entered 'o: loop {
                    entered loop {
                        let x: i32 = received;
                        if x > 1 { return; }
                        if x > 2 { continue 'o; };
                    }
                    once loop {
                        stay Recv1(text);
                    }
                }
                once 'o: loop {
                    once loop {
                        stay Recv1(text);
                    }
                }
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

#[test]
fn a_frame_that_hands_on_what_another_returns_gives_its_place_away() {
    let machine = |body: &str| planned("yield = u32", &format!("fn walk(n: u32) -> u32 {{ {body} }}"));
    let gives_way = |body: &str| {
        let machine = machine(body).expect("nothing is refused");
        machine.states.iter().filter(|state| state.is_tail).map(|state| state.number).collect::<Vec<_>>()
    };
    assert_eq!(
        gives_way("if n > 9 { return yield_from!(walk(n - 1)); } yield_!(n); yield_from!(walk(n))"),
        [1, 3]
    );
    assert_eq!(
        gives_way("match n { 0 => yield_from!(walk(1)), _ => { let x: u32 = yield_from!(walk(2)); x } }"),
        [1]
    );
    assert_eq!(gives_way("yield_from!(walk(n)) + 1"), [0; 0]);
    assert_eq!(
        gives_way("let text = String::new(); let x: u32 = yield_from!(walk(n)); drop(text); x"),
        [0; 0]
    );
    assert_eq!(gives_way("let _text: String = String::new(); return yield_from!(walk(n));"), [0; 0]);
    assert_eq!(gives_way("loop { yield_from!(walk(n)); }"), [0; 0]);
    // What only the outermost frame answers a close with must be told from what others do.
    assert_eq!(
        gives_way(
            "let told: Result<(), Interrupt> = try_yield!(n); if told.is_ok() { return yield_from!(walk(n)); } n"
        ),
        [0; 0]
    );
}

#[test]
fn a_frame_of_a_body_without_a_value_may_end_in_a_statement() {
    function(
        "yield = u32",
        "fn walk(tree: &Tree) {
            yield_!(tree.value);
            if let Some(right) = &tree.right {
                let right: &Tree = right;
                yield_from!(walk(right));
            }
        }",
        &expect![[r#"
            Yield1(tree: &'tree Tree)
            YieldFrom2() gives its place away

            start(tree)
                value = tree.value;
                suspend Yield1(tree);

            after_yield_1(tree)
                received;
                if let Some(right) = &tree.right {
                    let right_2: &Tree = right;
                    value = (right_2,);
                    suspend YieldFrom2();
                }
                complete;
        "#]],
    );
}
