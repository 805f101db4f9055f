//! Lifetimes that a guessed type may hide.

use expect_test::expect;

use super::{function, states};

#[test]
fn a_type_made_of_a_borrow_has_its_lifetime_if_any() {
    function(
        "recv = i32",
        "fn run(text: &str) { let lexer = Lexer::new(text); recv!(); g(lexer); }",
        &expect![[r#"
            Recv1(lexer: <fn(&'text()) -> Lexer as ::coro_runtime::__private::Elided>::Type)

            start(text)
                let lexer: <fn(&'text()) -> Lexer as ::coro_runtime::__private::Elided>::Type = Lexer::new(text);
                suspend Recv1(lexer);

            after_recv_1(lexer)
                received;
                g(lexer);
                complete;
        "#]],
    );
}

#[test]
fn a_type_made_of_a_literal_has_any_lifetime() {
    states(
        "let lexer = Lexer::new(\"a b\"); recv!(); g(lexer, text);",
        &expect![[r#"
        Recv1(text: String, lexer: <fn(&'static()) -> Lexer as ::coro_runtime::__private::Elided>::Type)
    "#]],
    );
}

#[test]
fn a_type_made_of_numbers_hides_nothing() {
    states(
        "let point = Point::new(a, 2); recv!(); g(point);",
        &expect![[r#"
        Recv1(text: String, point: Point)
    "#]],
    );
}

#[test]
fn a_type_made_of_what_was_sent_is_kept_only_if_it_does_not_borrow() {
    function(
        "recv = &str",
        "fn run() { let line = recv!(); let record = Record::new(line); recv!(); g(record); }",
        &expect![[r#"
            Recv1()
            Recv2(record: <fn(&'static()) -> Record as ::coro_runtime::__private::Elided>::Type)

            start()
                suspend Recv1();

            after_recv_1()
                let line: &'i str = received;
                let record: <fn(&'static()) -> Record as ::coro_runtime::__private::Elided>::Type = Record::new(line);
                suspend Recv2(record);

            after_recv_2(record)
                received;
                g(record);
                complete;
        "#]],
    );
}

#[test]
fn a_type_that_is_written_is_what_it_says() {
    function(
        "recv = i32",
        "fn run(text: &str) { let lexer: Lexer = Lexer::new(text); recv!(); g(lexer); }",
        &expect![[r#"
            Recv1(lexer: Lexer)

            start(text)
                let lexer: Lexer = Lexer::new(text);
                suspend Recv1(lexer);

            after_recv_1(lexer)
                received;
                g(lexer);
                complete;
        "#]],
    );
}
