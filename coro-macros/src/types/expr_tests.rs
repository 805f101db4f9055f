//! Expressions of each form, with the types that are read off them.

use crate::types::testing::types;

#[test]
fn a_literal_has_its_suffix_or_its_default() {
    types(
        &[],
        &[
            ("1", "i32"),
            ("1u64", "u64"),
            ("2.5", "f64"),
            ("2.5f32", "f32"),
            ("2f32", "f32"),
            ("-1i8", "i8"),
            ("true", "bool"),
            ("'c'", "char"),
            ("b'c'", "u8"),
            ("\"text\"", "&'static str"),
            ("b\"text\"", "&'static [u8; 4]"),
            ("c\"text\"", "&'static ::core::ffi::CStr"),
        ],
    );
}

#[test]
fn arithmetic_has_the_type_of_its_primitive_operand() {
    let locals =
        [("x", "u64"), ("r", "&'a u64"), ("y", "u32"), ("s", "String"), ("d", "Duration"), ("b", "bool")];
    types(
        &locals,
        &[
            ("x + 1", "u64"),
            ("1 + x", "u64"),
            ("r + x", "u64"),
            ("*r", "u64"),
            ("1 + 2", "i32"),
            ("x + y", "?"),
            ("x + unknown", "u64"),
            ("x * unknown", "?"),
            ("unknown + 1", "?"),
            ("unknown + x", "?"),
            ("d * 2", "?"),
            ("x << y", "u64"),
            ("s + \"a\"", "String"),
            ("b & b", "bool"),
            ("!b", "bool"),
            ("!x", "u64"),
            ("-x", "u64"),
            ("unknown == 1", "bool"),
            ("b && unknown", "bool"),
            ("!unknown", "?"),
            ("unknown as u8", "u8"),
            ("unknown as _", "?"),
            ("x = 1", "()"),
            ("x += 1", "()"),
        ],
    );
}

#[test]
fn a_long_chain_is_read_in_no_time() {
    let sum = vec!["x"; 60].join(" + ");
    let boxes = format!("{}1u8{}", "Box::new(".repeat(24), ")".repeat(24));
    let expected = format!("{}u8{}", "Box<".repeat(24), ">".repeat(24));
    types(&[("x", "u64")], &[(&sum, "u64"), (&boxes, &expected)]);
}

#[test]
fn an_unsuffixed_number_takes_the_type_of_what_stands_beside_it() {
    let locals = [("n", "usize")];
    types(
        &locals,
        &[
            ("0..n", "::core::ops::Range<usize>"),
            ("0..10", "::core::ops::Range<i32>"),
            ("0..unknown", "?"),
            ("1..=n", "::core::ops::RangeInclusive<usize>"),
            ("0..", "::core::ops::RangeFrom<i32>"),
            ("..n", "::core::ops::RangeTo<usize>"),
            ("..=n", "::core::ops::RangeToInclusive<usize>"),
            ("..", "::core::ops::RangeFull"),
            ("[0, n]", "[usize; 2]"),
            ("[0, 1]", "[i32; 2]"),
            ("[0, unknown]", "?"),
            ("[]", "?"),
            ("[0u8; 16]", "[u8; 16]"),
            ("[0; SIZE]", "[i32; SIZE]"),
        ],
    );
}

#[test]
fn a_compound_literal_has_the_type_of_its_parts() {
    let locals = [("pair", "(u8, String)"), ("boxed", "Box<u8>"), ("maybe", "Option<u8>")];
    types(
        &locals,
        &[
            ("(1, 'a')", "(i32, char)"),
            ("()", "()"),
            ("(1,)", "(i32,)"),
            ("(1, unknown)", "?"),
            ("pair.0", "u8"),
            ("pair.name", "?"),
            ("*boxed", "u8"),
            ("maybe?", "u8"),
            ("Point { x: 1 }", "Point"),
            ("geo::Point::<f32> { x: 1. }", "geo::Point<f32>"),
            ("Shape::Circle { radius: 1. }", "Shape"),
            ("Self { x: 1 }", "Self"),
            ("|x| x", "?"),
        ],
    );
}

#[test]
fn a_path_is_a_local_a_primitive_constant_or_a_unit_variant() {
    types(
        &[("x", "u8")],
        &[
            ("x", "u8"),
            ("y", "?"),
            ("u32::MAX", "u32"),
            ("std::f64::consts::PI", "f64"),
            ("f64::NAN", "f64"),
            ("u8::BITS", "u32"),
            ("State::Idle", "State"),
            ("Self::Idle", "Self"),
            ("Option::None", "?"),
            ("None::<u8>", "::core::option::Option<u8>"),
            ("None", "?"),
            ("Buffer::SIZE", "?"),
            ("Option::<u8>::None", "Option<u8>"),
        ],
    );
}
