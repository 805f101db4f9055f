//! Which units leave the state where it is, and where they stop doing so.

use expect_test::expect;

use super::{function, machine, states};

#[test]
fn a_resume_that_comes_back_to_its_state_moves_nothing() {
    function(
        "recv = i32",
        "fn filter(threshold: i32, mut target: impl Consumer<i32>) -> Result<(), ResumeError> {
            loop {
                let value = recv!();
                if value >= threshold { target.send(value)?; }
            }
        }",
        &expect![[r#"
            Recv1(threshold: i32, target: Target)

            start(threshold, target)
                once loop {
                    suspend Recv1(threshold, target);
                }

            after_recv_1(threshold, in place target)
                entered loop {
                    let value: i32 = received;
                    if value >= threshold { target.send(value)?; };
                }
                once loop {
                    stay Recv1(threshold, target);
                }
        "#]],
    );
}

#[test]
fn states_that_keep_the_same_in_place_are_one_variant() {
    states(
        "let mut buffer = [0u8; 256]; let mut at = 0usize;
        loop {
            let first = recv!();
            buffer[at] = 1;
            let second = recv!();
            at += buffer[first as usize] as usize;
            buffer[second as usize] = 2;
        }",
        &expect![[r#"
            Recv1(text: String, buffer: [u8; 256], at: usize)
            Recv2(text: String, buffer: [u8; 256], at: usize, first: i32)
            Recv1, Recv2 share text, buffer, at
        "#]],
    );
}

#[test]
fn the_end_of_a_scope_is_left_for_a_unit_by_value() {
    machine(
        "loop {
            let mut lines: Vec<i32> = Vec::new();
            loop {
                let x = recv!();
                if x == 0 { break; }
                lines.push(x);
            }
        }",
        &expect![[r#"
            Recv1(text: String, lines: Vec<i32>)

            start(a, text)
                once loop {
                    let mut lines: Vec<i32> = Vec::new();
                    once loop {
                        suspend Recv1(text, lines);
                    }
                }

            after_recv_1(in place text, in place lines)
                entered loop {
                    entered loop {
                        let x: i32 = received;
                        if x == 0 { break; }
                        lines.push(x);
                    }
                    once loop {
                        stay Recv1(text, lines);
                    }
                    leave for join_1(text, lines);
                }

            join_1(text, lines)
                entered loop {
                    restore lines;
                }
                once loop {
                    let mut lines: Vec<i32> = Vec::new();
                    once loop {
                        suspend Recv1(text, lines);
                    }
                }
        "#]],
    );
}

#[test]
fn a_move_is_left_before_its_statement() {
    machine(
        "loop {
            let x = recv!();
            let doubled: i32 = x * 2;
            if doubled > 7 { return eat(text); }
        }",
        &expect![[r#"
            Recv1(text: String)

            start(a, text)
                once loop {
                    suspend Recv1(text);
                }

            after_recv_1(in place text)
                entered loop {
                    let x: i32 = received;
                    let doubled: i32 = x * 2;
                    if doubled > 7 {
                        leave for join_1(text);
                    }
                }
                once loop {
                    stay Recv1(text);
                }

            join_1(text)
                entered loop {
                    entered {
                        return eat(text);
                    }
                }
        "#]],
    );
}

#[test]
fn a_unit_in_which_an_unknown_method_may_consume_has_its_locals_by_value() {
    function(
        "recv = i32",
        "fn run(mut acc: Acc) -> i32 { loop { let x = recv!(); acc.add(x); if x == 0 { return acc.finish(); } } }",
        &expect![[r#"
            Recv1(acc: Acc)

            start(acc)
                once loop {
                    suspend Recv1(acc);
                }

            after_recv_1(acc)
                entered loop {
                    let x: i32 = received;
                    acc.add(x);
                    if x == 0 { return acc.finish(); };
                }
                once loop {
                    suspend Recv1(acc);
                }
        "#]],
    );
}

#[test]
fn an_iterator_that_drops_nothing_is_assigned_anew_in_its_place() {
    function(
        "yield = u32",
        "fn grid(n: u32) { for i in 0..n { for j in 0..i { yield_!(j); } } }",
        &expect![[r#"
            Yield1(items: ::core::ops::Range<u32>, items_2: ::core::ops::Range<u32>)

            start(n)
                {
                    let mut items: ::core::ops::Range<u32> = ::core::iter::IntoIterator::into_iter(0..n);
                    while let ::core::option::Option::Some(i) = ::core::iter::Iterator::next(&mut items) {
                        {
                            let mut items_2: ::core::ops::Range<u32> = ::core::iter::IntoIterator::into_iter(0..i);
                            once while let ::core::option::Option::Some(j) = ::core::iter::Iterator::next(&mut items_2) {
                                value = j;
                                suspend Yield1(items, items_2);
                            }
                        }
                    }
                }
                complete;

            after_yield_1(in place items, in place items_2)
                entered {
                    entered loop {
                        entered {
                            entered loop {
                                received;
                            }
                            once while let ::core::option::Option::Some(j) = ::core::iter::Iterator::next(&mut items_2) {
                                value = j;
                                stay Yield1(items, items_2);
                            }
                        }
                    }
                    while let ::core::option::Option::Some(i) = ::core::iter::Iterator::next(&mut items) {
                        {
                            let mut items_2: ::core::ops::Range<u32> = ::core::iter::IntoIterator::into_iter(0..i);
                            once while let ::core::option::Option::Some(j) = ::core::iter::Iterator::next(&mut items_2) {
                                value = j;
                                stay Yield1(items, items_2);
                            }
                        }
                    }
                }
                complete;
        "#]],
    );
}

#[test]
fn a_state_that_is_not_come_back_to_is_taken_out() {
    machine(
        "recv!(); drop(text); recv!();",
        &expect![[r#"
        Recv1(text: String)
        Recv2()

        start(a, text)
            suspend Recv1(text);

        after_recv_1(text)
            received;
            drop(text);
            suspend Recv2();

        after_recv_2()
            received;
            complete;
    "#]],
    );
}
