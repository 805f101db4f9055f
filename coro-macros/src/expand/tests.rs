//! Whole expansions, the ones one wants to read.

use super::*;

/// The expansion as rustfmt would show it.
fn expanded(arguments: &str, item: &str) -> String {
    let tokens = expand(arguments.parse().expect("arguments are tokens"), item.parse().expect("an item is tokens"));
    let file = syn::parse2(tokens).expect("the expansion parses");
    prettyplease::unparse(&file)
}

#[test]
fn show() {
    let Ok(text) = std::fs::read_to_string("/tmp/show.rs") else { return };
    let (arguments, item) = text.split_once('\n').expect("a line of arguments");
    println!("{}", expanded(arguments, item));
}
