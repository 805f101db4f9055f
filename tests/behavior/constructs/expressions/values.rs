//! Literals, paths, arrays, tuples, structs and what lies in them.

use crate::prelude::*;

use crate::constructs::sends;

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
