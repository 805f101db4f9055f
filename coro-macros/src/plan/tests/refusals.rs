//! What cannot be kept or followed.

use expect_test::expect;

use super::{function, machine, states};

#[test]
fn a_suspension_that_cannot_be_reached_has_no_state() {
    states(
        "return; recv!();",
        &expect![[r#"
        Recv1() is never reached
    "#]],
    );
}

#[test]
fn a_local_of_unknown_type_that_is_used_later_is_refused() {
    machine(
        "let n = f(); recv!(); g(n);",
        &expect![[r#"
            the type of `n` must be written
            note: `n` is used after a suspension, so it becomes a field of `Run`
            help: write `let n: T = …`
        "#]],
    );
    machine(
        "let mut n = f(); loop { g(&n); recv!(); }",
        &expect![[r#"
            the type of `n` must be written
            note: `n` is used after a suspension, so it becomes a field of `Run`
            help: write `let mut n: T = …`
        "#]],
    );
}

#[test]
fn a_guard_of_unknown_type_is_refused() {
    machine(
        "let _guard = lock(); recv!();",
        &expect![[r#"
        the type of `_guard` must be written
        note: `_guard` is to be held over a suspension, so it becomes a field of `Run`
        help: write `let _guard: T = …`, or `let _ = …` to drop the value at once
    "#]],
    );
}

#[test]
fn a_local_of_unknown_type_may_be_used_on_the_other_branch() {
    states(
        "let n = f(); if a > 1 { recv!(); } else { g(n); }",
        &expect![[r#"
        Recv1(text: String)
    "#]],
    );
}

#[test]
fn an_iterator_of_unknown_type_is_refused() {
    machine(
        "for x in f() { recv!(); }",
        &expect![[r#"
        the type of this iterator must be written
        note: the loop suspends, so its iterator becomes a field of `Run`
        help: bind it first: `let items: T = …;`, then `for … in items`
    "#]],
    );
}

#[test]
fn a_borrow_of_one_send_cannot_be_held() {
    function(
        "",
        "fn run() { let line: &str = recv!(); let n = 1; recv!(); f(line, n); }",
        &expect![[r#"
        cannot hold `line` across a suspension
        note: it borrows from what `Run` is sent, which lives for that one send only
        help: copy what is needed: `line.to_owned()`
    "#]],
    );
}

#[test]
fn a_borrow_of_one_send_that_is_not_used_again_is_not_held() {
    function(
        "",
        "fn run() { let line: &str = recv!(); f(line); recv!(); }",
        &expect![[r#"
        Recv1()
        Recv2()

        start()
            suspend Recv1();

        after_recv_1()
            let line: &str = received;
            f(line);
            suspend Recv2();

        after_recv_2()
            received;
            complete;
    "#]],
    );
}

#[test]
fn a_lifetime_that_is_left_out_is_the_machines_only_one() {
    function(
        "",
        "fn run(text: &str) { let rest: &str = text; recv!(); f(rest); }",
        &expect![[r#"
        Recv1(rest: &'text str)

        start(text)
            let rest: &'text str = text;
            suspend Recv1(rest);

        after_recv_1(rest)
            received;
            f(rest);
            complete;
    "#]],
    );
}

#[test]
fn a_borrow_of_another_field_is_refused() {
    machine(
        "let part: &str = &text; recv!(); f(part);",
        &expect![[r#"
            cannot hold `part` across a suspension
            note: it borrows from `text`: both would be fields of `Run`, and a struct cannot borrow from itself
            help: borrow from `text` again after the suspension, keep an owned value or an index, or take `text` as a reference argument
        "#]],
    );
}

#[test]
fn a_lifetime_that_could_be_several_has_to_be_named() {
    function(
        "",
        "fn run(a: &str, b: &str) { let c: &str = a; recv!(); f(c); }",
        &expect![[r#"
            the lifetime in the type of `c` must be named
            note: `c` is used after a suspension, so it becomes a field of `Run`
            help: name the lifetimes of the arguments, as in `fn name<'a>(text: &'a str)`, and write the one that is meant: `let c: &'a T = …`
        "#]],
    );
}

#[test]
fn a_move_on_some_paths_of_an_expression_is_followed() {
    machine(
        "a > 1 && f(text); recv!();",
        &expect![[r#"
            Recv1(text: Option<String>)

            start(a, text)
                restore text;
                let outcome: bool;
                if a > 1 {
                    outcome = f(text);
                    maybe_text = None;
                } else {
                    outcome = false;
                    maybe_text = Some(text);
                }
                outcome;
                suspend Recv1(maybe_text);

            after_recv_1(text?)
                restore text, optional;
                received;
                complete;
        "#]],
    );
}

#[test]
fn a_move_that_cannot_be_followed_is_refused() {
    machine(
        "match a { 1 if f(text) => g(), _ => {} } recv!();",
        &expect![[r#"
        cannot follow where `text` is moved
        note: some paths of this statement move `text` and others do not, and `Run` has to know which when it suspends
        help: make it an `Option` and move it by `text.take()`
    "#]],
    );
}

#[test]
fn what_may_be_gone_is_assigned_anew() {
    machine(
        "let mut s = String::new(); if a > 1 { drop(s); } s = f(); recv!();",
        &expect![[r#"
            Recv1(text: String, s: String)

            start(a, text)
                let mut s: String = String::new();
                if a > 1 {
                    drop(s);
                    maybe_s = None;
                } else {
                    maybe_s = Some(s);
                }
                s = f();
                maybe_s = None;
                suspend Recv1(text, s);

            after_recv_1(text, s)
                received;
                complete;
        "#]],
    );
}

#[test]
fn assigning_several_of_which_one_may_be_gone_is_refused() {
    machine(
        "let mut s = String::new(); let mut n = 0; if a > 1 { drop(s); } (s, n) = f(); recv!();",
        &expect![[r#"
            cannot assign `s` after it has been moved on some paths only
            note: one statement assigns others too, and what `s` may still be has to be dropped in between
            help: assign `s` in a statement of its own
        "#]],
    );
}
