//! Literals, paths, arrays, tuples, structs, calls, fields, closures, ranges, macros.

use std::ops::{Bound, RangeBounds};

use coro_runtime::prelude::*;

use crate::{check, constructs::sends};

#[derive(Clone, Debug, Default, PartialEq)]
struct Point {
    x: u32,
    y: u32,
    label: String,
}

#[derive(Clone, Debug, PartialEq)]
struct Meters(u32);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Unit;

const LIMIT: u32 = 9;

#[test]
fn literals_are_held() {
    #[coro::coroutine]
    fn body() -> String {
        let (integer, float) = (7, 1.5);
        let suffixed = 8u8;
        let character = 'c';
        let byte = b'b';
        let text = "text";
        let raw = r#"raw"#;
        let bytes = b"ab";
        let c_string = c"c";
        let truth = true;
        recv!();
        format!("{integer} {float} {suffixed} {character} {byte} {text} {raw} {bytes:?} {c_string:?} {truth}")
    }
    sends(body(), [()], "7 1.5 8 c 98 text raw [97, 98] \"c\" true".to_owned());
}

#[test]
fn paths() {
    #[coro::coroutine(recv = u32)]
    fn body(start: u32) -> (u32, Unit, Option<u32>) {
        let constant: u32 = LIMIT;
        let unit: Unit = Unit;
        let nothing: Option<u32> = None;
        let wide: u64 = u64::MAX;
        let _ = wide;
        (start + recv!() + constant + u32::MIN + <u32 as Default>::default() + LIMIT, unit, nothing)
    }
    sends(body(1), [2], (21, Unit, None));
}

#[derive(Debug, PartialEq)]
enum Phase {
    Idle,
    Busy(u32),
    Done { after: u32 },
}

#[test]
fn variants_are_held() {
    #[coro::coroutine(recv = u32)]
    fn body() -> Phase {
        let mut phase = Phase::Idle;
        loop {
            let value = recv!();
            phase = match phase {
                Phase::Idle => Phase::Busy(value),
                Phase::Busy(first) if value == 0 => Phase::Done { after: first },
                Phase::Busy(first) => Phase::Busy(first + value),
                done => return done,
            };
        }
    }
    sends(body(), [1, 2, 3, 0, 9], Phase::Done { after: 6 });
}

#[test]
fn function_as_a_value() {
    fn double(value: u32) -> u32 {
        value * 2
    }
    #[coro::coroutine(recv = u32)]
    fn body() -> Option<u32> {
        let held: fn(u32) -> u32 = double;
        let wrap: fn(u32) -> Option<u32> = Some;
        wrap(held(recv!()))
    }
    sends(body(), [2], Some(4));
}

#[test]
fn grouped() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let held = (recv!() + (recv!())) * 2;
        ((held) + recv!()) * (recv!())
    }
    sends(body(), [1, 2, 3, 4], 36);
}

#[test]
fn array() {
    #[coro::coroutine(recv = u32)]
    fn body() -> ([u32; 3], [u32; 0]) {
        let held = [recv!(), recv!()];
        let empty: [u32; 0] = [];
        let whole: [u32; 3] = [held[0], held[1], recv!()];
        recv!();
        (whole, empty)
    }
    sends(body(), [1, 2, 3, 0], ([1, 2, 3], []));
}

#[test]
fn array_repeat() {
    #[coro::coroutine(recv = u8)]
    fn body<const N: usize>() -> ([u8; 3], [u8; N]) {
        let held = [recv!(); 3];
        (held, [recv!(); N])
    }
    sends(body::<2>(), [1, 2], ([1, 1, 1], [2, 2]));
}

#[test]
fn index() {
    #[coro::coroutine(recv = usize)]
    fn body(numbers: &[usize]) -> usize {
        let table: Vec<usize> = vec![10, 20, 30];
        let held: usize = numbers[recv!()];
        let nested = table[numbers[recv!()]];
        [5usize, 6][recv!()] + held + nested + [recv!(), recv!()][1] + table[recv!()]
    }
    sends(body(&[1, 2]), [0, 1, 0, 7, 8, 0], 5 + 1 + 30 + 8 + 10);
}

#[test]
fn index_of_an_element() {
    #[coro::coroutine(recv = usize)]
    fn body(rows: &mut [Vec<usize>], mut table: [[usize; 2]; 2]) -> usize {
        rows[1].push(recv!());
        let held: usize = rows[recv!()][recv!()];
        rows[0][recv!()] = held;
        table[0][recv!()] = recv!();
        table[recv!()][0] += recv!();
        table[0][recv!()] + rows[0].len()
    }
    let mut rows = [vec![1, 2], vec![3]];
    sends(body(&mut rows, [[0; 2]; 2]), [4, 1, 1, 0, 8, 1, 9, 0, 1], 10);
    assert_eq!(rows, [[4, 2], [3, 4]]);
}

#[test]
fn index_into_received() {
    #[coro::coroutine(recv = Vec<u32>)]
    fn body() -> u32 {
        let held: u32 = recv!()[1];
        held + recv!()[0] + recv!()[..2].iter().sum::<u32>()
    }
    sends(body(), [vec![1, 2], vec![3], vec![4, 5, 6]], 14);
}

#[test]
fn tuple() {
    #[coro::coroutine(recv = u32)]
    fn body(text: String) -> (u32, String, (u32, ())) {
        let held = (recv!(), text);
        let unit = ();
        let one = (recv!(),);
        let last = (recv!(), unit);
        (held.0 + one.0, held.1, last)
    }
    sends(body("t".to_owned()), [1, 2, 3], (3, "t".to_owned(), (3, ())));
}

#[test]
fn tuple_index_of_received() {
    #[coro::coroutine(recv = (u32, (u32, String)))]
    fn body() -> (u32, String) {
        let held = recv!().0;
        let nested: String = recv!().1.1;
        (held + recv!().1.0, nested)
    }
    sends(
        body(),
        [(1, (2, "a".to_owned())), (3, (4, "b".to_owned())), (5, (6, String::new()))],
        (7, "b".to_owned()),
    );
}

#[test]
fn struct_literal() {
    #[coro::coroutine(recv = u32)]
    fn body(label: String) -> (Point, Meters, Meters, Unit) {
        let y = recv!();
        let held = Point { x: recv!(), y, label };
        let by_name = Meters { 0: recv!() };
        let meters = Meters(recv!());
        recv!();
        (held, by_name, meters, Unit {})
    }
    let point = Point { x: 2, y: 1, label: "l".to_owned() };
    sends(body("l".to_owned()), [1, 2, 3, 4, 0], (point, Meters(3), Meters(4), Unit));
}

#[test]
fn struct_literal_with_a_base() {
    #[coro::coroutine(recv = u32)]
    fn body(base: Point) -> (Point, Point) {
        let held = Point { x: recv!(), label: recv!().to_string(), ..base };
        let other: Point = Point {
            y: recv!(),
            ..{
                recv!();
                Point { x: recv!(), ..Default::default() }
            }
        };
        recv!();
        (held, other)
    }
    let base = Point { x: 0, y: 1, label: "b".to_owned() };
    let held = Point { x: 2, y: 1, label: "9".to_owned() };
    let other = Point { x: 5, y: 3, label: String::new() };
    sends(body(base), [2, 9, 3, 4, 5, 0], (held, other));
}

#[test]
fn call() {
    fn join(left: u32, right: u32, text: &str) -> String {
        format!("{left}{text}{right}")
    }
    #[coro::coroutine(recv = u32)]
    fn body(add: impl Fn(u32, u32) -> u32) -> String {
        let held: String = join(recv!(), recv!(), "-");
        let sum: u32 = add(recv!(), add(1, recv!()));
        let wrapped = Some(recv!());
        held + &join(sum, wrapped.unwrap_or_default(), &recv!().to_string())
    }
    sends(body(|left, right| left * right), [1, 2, 3, 4, 5, 6], "1-21265".to_owned());
}

#[test]
fn called_function_is_received() {
    #[coro::coroutine(recv = fn(u32) -> u32)]
    fn body() -> u32 {
        let held: u32 = recv!()(1);
        (recv!())(held)
    }
    sends(body(), [|value| value + 1, |value| value * 10], 20);
}

#[test]
fn method_call() {
    #[coro::coroutine(recv = String)]
    fn body(seen: &mut Vec<String>) -> usize {
        let mut own: Vec<usize> = Vec::new();
        seen.push(recv!());
        own.push(recv!().len());
        let held: String = recv!().trim().to_owned();
        own.extend([held.len(), recv!().parse::<usize>().unwrap_or_default()]);
        own.into_iter().fold(recv!().len(), |sum, length| sum + length)
    }
    let mut seen = Vec::new();
    sends(body(&mut seen), ["a", "bc", " d ", "40", "efg"].map(String::from), 2 + 1 + 40 + 3);
    assert_eq!(seen, ["a"]);
}

#[test]
fn field_of_received() {
    #[coro::coroutine(recv = Point)]
    fn body() -> (u32, String) {
        let held: u32 = recv!().x;
        let label: String = recv!().label;
        (held + recv!().y, label)
    }
    let point = |x, y, label: &str| Point { x, y, label: label.to_owned() };
    sends(body(), [point(1, 2, "a"), point(3, 4, "b"), point(5, 6, "c")], (7, "b".to_owned()));
}

#[test]
fn field_of_a_held_struct() {
    #[coro::coroutine(recv = u32)]
    fn body(mut point: Point) -> u32 {
        let mut nested: (Point, u32) = (Point::default(), 0);
        point.x += recv!();
        nested.0.y = recv!();
        nested.1 = point.x + nested.0.y;
        nested.1 + recv!() + point.y
    }
    sends(body(Point { x: 1, y: 2, label: String::new() }), [3, 4, 5], 15);
}

#[test]
fn closure_beside_a_suspension() {
    #[coro::coroutine(recv = u32)]
    fn body(factor: u32) -> u32 {
        let mut total = 0u32;
        let value = recv!();
        let mut add = |more: u32| total += more * factor;
        add(value);
        add(1);
        let last = recv!();
        (|| total + last)()
    }
    sends(body(2), [3, 4], 12);
}

#[test]
fn closure_is_held_by_an_annotated_local() {
    #[coro::coroutine(recv = u32)]
    fn body(factor: u32) -> u32 {
        let scale: Box<dyn Fn(u32) -> u32> = Box::new(move |value| value * factor);
        let add: fn(u32, u32) -> u32 = |left, right| left + right;
        let first: u32 = scale(recv!());
        add(first, scale(recv!()))
    }
    sends(body(2), [3, 4], 14);
}

#[test]
fn ranges() {
    #[coro::coroutine(recv = usize)]
    fn body(text: &str) -> String {
        let half_open = recv!()..recv!();
        let from = recv!()..;
        let to = ..recv!();
        let closed = recv!()..=recv!();
        let to_inclusive = ..=recv!();
        let full = ..;
        recv!();
        let mut all = String::new();
        all.push_str(&text[half_open]);
        all.push_str(&text[from]);
        all.push_str(&text[to]);
        all.push_str(&text[closed]);
        all.push_str(&text[to_inclusive]);
        all.push_str(&text[full]);
        all.push_str(&text[recv!()..recv!()]);
        all
    }
    sends(body("abcd"), [0, 2, 3, 1, 1, 2, 0, 99, 1, 3], "abdabcaabcdbc".to_owned());
}

#[test]
fn ranges_as_arguments() {
    fn bounds(range: impl RangeBounds<u32>) -> (Bound<u32>, Bound<u32>) {
        (range.start_bound().cloned(), range.end_bound().cloned())
    }
    #[coro::coroutine(recv = u32)]
    fn body() -> [(Bound<u32>, Bound<u32>); 2] {
        let held: (Bound<u32>, Bound<u32>) = bounds(recv!()..=recv!());
        [held, bounds((Bound::Excluded(recv!()), Bound::Unbounded))]
    }
    let bounds = [(Bound::Included(1), Bound::Included(2)), (Bound::Excluded(3), Bound::Unbounded)];
    sends(body(), [1, 2, 3], bounds);
}

#[test]
fn underscore() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        let mut kept = 0u32;
        _ = recv!();
        (kept, _) = (recv!(), recv!());
        kept
    }
    sends(body(), [1, 2, 3], 2);
}

#[test]
fn macro_invocations() {
    use std::fmt::Write;

    macro_rules! twice {
        ($value:expr) => {
            $value + $value
        };
    }
    #[coro::coroutine(recv = u32)]
    fn body() -> String {
        let mut text = String::new();
        let held = format!("{} {:>3}", recv!(), recv!());
        write!(text, "{held} {}", recv!()).expect("a string takes everything");
        let numbers: Vec<u32> = vec![recv!(), recv!()];
        let zeros = vec![recv!(); 2];
        assert!(recv!() > 0, "{held}");
        assert_eq!(recv!(), 5);
        let is_small = matches!(recv!(), 0..5);
        let doubled: u32 = twice!(numbers[0]);
        format!("{text} {numbers:?} {zeros:?} {is_small} {doubled} {last}", last = recv!())
    }
    let expected = "1   2 3 [4, 5] [6, 6] true 8 9".to_owned();
    sends(body(), [1, 2, 3, 4, 5, 6, 1, 5, 0, 9], expected);
}

#[test]
fn suspensions_as_operands_of_suspensions() {
    #[coro::coroutine(recv = u32, yield = u32)]
    fn inner(start: u32) -> u32 {
        yield_!(yield_!(start) + 1)
    }
    #[coro::coroutine(recv = u32, yield = u32)]
    fn body() -> u32 {
        let held = yield_!(yield_!(1) + yield_!(2));
        held + yield_from!(inner(yield_!(held)))
    }
    check(body(), &[(1, 10), (2, 20), (30, 3), (3, 4), (4, 5), (6, 7)], 10);
}
