//! How units go on.

use expect_test::expect;

use super::{function, machine, planned};
use crate::plan::UnitId;

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
