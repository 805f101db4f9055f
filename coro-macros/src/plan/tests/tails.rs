//! Frames that give their place away.

use expect_test::expect;

use super::{function, planned};

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
