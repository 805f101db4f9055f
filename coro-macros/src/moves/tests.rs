use super::*;
use syn::parse_quote;

fn moved(expr: &Expr) -> Vec<String> {
    let mut names: Vec<_> = moved_names(expr, &|_, method| method.starts_with("into_")).into_iter().collect();
    names.sort();
    names
}

#[test]
fn a_borrow_a_receiver_or_a_comparison_moves_nothing() {
    assert!(
        moved(&parse_quote!({
            f(&a);
            b.len();
            b.as_str();
            c == d;
            e.f;
            println!("{}", g);
            *h
        }))
        .is_empty()
    );
}

#[test]
fn parts_receivers_and_callees_are_touched() {
    let expr = parse_quote!({
        a.len();
        b(1);
        let _x = c.d;
        *e += 1;
        f.g = 2;
        h(&mut i.j, &k, l);
        println!("{} {}", m, n.o());
        p == q.r
    });
    let mut names: Vec<_> = touched([&expr]).names.into_iter().collect();
    names.sort();
    assert_eq!(names, ["a", "b", "c", "e", "f", "h", "i", "n"]);
    assert!(!touched([&expr]).has_exit);
    assert!(
        touched([&parse_quote!(if a {
            return 1;
        })])
        .has_exit
    );
}

#[test]
fn what_a_macro_borrows_may_move_inside() {
    assert_eq!(
        moved(&parse_quote!({
            assert_eq!(f(a), b);
            matches!(pick(c), Some(_))
        })),
        ["a", "c"]
    );
}

#[test]
fn arguments_and_captures_are_moves() {
    assert_eq!(
        moved(&parse_quote!(f(a, move || b.len(), || drop(c), vec![d], e.into_iter()))),
        ["a", "b", "c", "d", "e"]
    );
}

/// What is moved at the end, and at each jump out.
fn ways(expr: &Expr) -> String {
    let names = |names: &Names| {
        let mut names: Vec<_> = names
            .iter()
            .map(|(name, certainty)| match certainty {
                Certainty::Always => name.clone(),
                Certainty::Sometimes => format!("{name}?"),
            })
            .collect();
        names.sort();
        names.join(" ")
    };
    let moved = moves(Some(expr), [], &|_, _| false);
    let end = if moved.ends { "never".to_owned() } else { names(&moved.here) };
    let exits = moved.exits.iter().map(|exit| {
        let word = if exit.is_break { "break" } else { "continue" };
        let label = exit.label.as_ref().map(|label| format!(" {label}")).unwrap_or_default();
        format!("; {word}{label}: {}", names(&exit.moved))
    });
    format!("end: {end}{}", exits.collect::<String>())
}

#[test]
fn a_move_before_a_jump_is_one_on_the_way_to_where_that_lands() {
    assert_eq!(
        ways(&parse_quote!(if f(a) {
            drop(b);
            break 'l;
        } else {
            c
        })),
        "end: a c; break 'l: a b"
    );
    assert_eq!(
        ways(&parse_quote!(if f() {
            drop(a);
            return;
        } else {
            drop(b);
            panic!()
        })),
        "end: never"
    );
    assert_eq!(
        ways(&parse_quote!(f(
            {
                drop(a);
                continue;
            },
            b
        ))),
        "end: never; continue: a"
    );
    assert_eq!(
        ways(&parse_quote!({
            if f() {
                drop(a)
            }
            if g() {
                break;
            }
            drop(b);
        })),
        "end: a? b; break: a?"
    );
}

#[test]
fn a_jump_within_leads_behind_its_loop_or_block() {
    assert_eq!(
        ways(&parse_quote!(loop {
            drop(a);
            if f() {
                break;
            }
            continue 'l;
        })),
        "end: a; continue 'l: a"
    );
    assert_eq!(
        ways(&parse_quote!('b: {
            if f() {
                drop(a);
                break 'b;
            }
            drop(b);
        })),
        "end: a? b?"
    );
    assert_eq!(
        ways(&parse_quote!(while f(&g) {
            drop(a);
            break;
        })),
        "end: a?"
    );
    assert_eq!(
        ways(&parse_quote!(for x in a {
            drop(b);
            break 'o;
        })),
        "end: a; break 'o: a b"
    );
    assert_eq!(
        ways(&parse_quote!(loop {
            g()
        })),
        "end: never"
    );
}

#[test]
fn arms_meet_behind_the_match() {
    assert_eq!(
        ways(&parse_quote!(match f(a) {
            Some(x)
                if h({
                    if x {
                        drop(b);
                        break;
                    }
                }) =>
                drop(c),
            Some(_) => return drop(d),
            None => drop(c),
        })),
        "end: a c; break: a b"
    );
}

#[test]
fn a_closure_takes_what_it_moves_on_any_path() {
    assert_eq!(
        ways(&parse_quote!(|x| if x {
            return drop(a);
        } else {
            drop(x)
        })),
        "end: a"
    );
}
