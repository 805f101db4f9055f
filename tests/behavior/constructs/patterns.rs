//! The chapter on patterns.

use crate::prelude::*;

use crate::constructs::sends;

#[derive(Clone, Debug, PartialEq)]
struct Point {
    x: u32,
    y: u32,
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Dot,
    Circle(u32),
    Line { from: u32, to: u32 },
}

const TEN: u32 = 10;

#[test]
fn literal() {
    #[coro::coroutine(recv = i32)]
    fn body(text: &str) -> i32 {
        let held = match recv!() {
            0 => 1,
            -1 => recv!(),
            0x10 => 3,
            _ => 4,
        };
        match text {
            "one" => recv!() + held,
            r"two" => held,
            _ => recv!(),
        }
    }
    sends(body("one"), [0, 5], 6);
    sends(body("two"), [-1, 5], 5);
    sends(body("three"), [16, 7], 7);
}

#[test]
fn identifier() {
    #[coro::coroutine(recv = Option<u32>)]
    fn body() -> u32 {
        let mut total = recv!().unwrap_or(0);
        match recv!() {
            Some(mut value) => {
                value += recv!().unwrap_or(1);
                total += value;
            }
            other => total += u32::from(other.is_some()),
        }
        total
    }
    sends(body(), [Some(1), Some(2), Some(3)], 6);
    sends(body(), [Some(1), None], 1);
}

#[test]
fn binding_by_reference() {
    #[coro::coroutine(recv = u32)]
    fn body(pair: &mut (String, u32)) -> usize {
        let (ref text, ref mut count) = *pair;
        *count += 1;
        let length: usize = text.len();
        recv!();
        let (ref kept, _): (String, u32) = *pair;
        length + kept.len() + recv!() as usize
    }
    let mut pair = ("ab".to_owned(), 1);
    sends(body(&mut pair), [0, 3], 7);
    assert_eq!(pair.1, 2);
}

#[test]
fn reference_bindings_of_an_argument_are_held() {
    #[coro::coroutine(recv = u32)]
    fn body(pair: &mut (String, u32)) -> usize {
        let (text, count): &mut (String, u32) = pair;
        *count += recv!();
        text.push('!');
        text.len() + recv!() as usize
    }
    let mut pair = ("ab".to_owned(), 1);
    sends(body(&mut pair), [2, 3], 6);
    assert_eq!(pair, ("ab!".to_owned(), 3));
}

#[test]
fn binding_with_a_subpattern() {
    #[coro::coroutine(recv = Option<u32>)]
    fn body() -> u32 {
        let whole @ (left, _): (u32, u32) = (1, 2);
        match recv!() {
            Some(small @ 1..5) => {
                recv!();
                small + left
            }
            all @ Some(_) => {
                recv!();
                all.unwrap_or(0) + whole.1
            }
            None => 0,
        }
    }
    sends(body(), [Some(3), None], 4);
    sends(body(), [Some(7), None], 9);
    sends(body(), [None], 0);
}

#[test]
fn wildcard() {
    #[coro::coroutine(recv = (u32, u32))]
    fn body() -> u32 {
        let _ = recv!();
        let (_, second) = recv!();
        match recv!() {
            (_, 0) => recv!().0,
            _ => second,
        }
    }
    sends(body(), [(1, 2), (3, 4), (5, 6)], 4);
    sends(body(), [(1, 2), (3, 4), (5, 0), (7, 8)], 7);
}

#[test]
fn rest() {
    #[coro::coroutine(recv = (u32, u32, u32))]
    fn body(list: [u32; 4]) -> u32 {
        let (first, ..) = recv!();
        let (.., last) = recv!();
        let (left, .., right) = recv!();
        let [head, .., tail] = list;
        let [_, middle @ .., _] = list;
        recv!();
        first + last + left + right + head + tail + middle[1]
    }
    sends(body([1, 2, 3, 4]), [(10, 0, 0), (0, 0, 20), (30, 0, 40), (0, 0, 0)], 108);
}

#[test]
fn range() {
    #[coro::coroutine(recv = u32)]
    fn body() -> u32 {
        match recv!() {
            ..3 => recv!(),
            3..5 => 100,
            5..=TEN => recv!() + 1,
            value @ 11..=20 => value + recv!(),
            21.. => 400,
        }
    }
    sends(body(), [0, 1], 1);
    sends(body(), [4], 100);
    sends(body(), [10, 1], 2);
    sends(body(), [12, 1], 13);
    sends(body(), [21], 400);
}

#[test]
fn reference() {
    #[coro::coroutine(recv = &'r u32)]
    fn body<'r>(pairs: &[(u32, char)]) -> u32 {
        let &held = recv!();
        let mut total = 0u32;
        for &(number, letter) in pairs {
            total += number * recv!() + letter.len_utf8() as u32;
        }
        match recv!() {
            &0 => held,
            &more => held + more + total + recv!(),
        }
    }
    sends(body(&[(2, 'a'), (3, 'b')]), [&1, &1, &2, &4, &5], 20);
    sends(body(&[]), [&1, &0], 1);
}

#[test]
fn struct_pattern() {
    #[coro::coroutine(recv = Point)]
    fn body() -> u32 {
        let Point { x, y: renamed } = recv!();
        let (x, renamed): (u32, u32) = (x, renamed);
        let Point { y, .. } = recv!();
        let y: u32 = y;
        match recv!() {
            Point { x: 0, y } => {
                let y: u32 = y;
                y + recv!().x
            }
            Point { x: inner @ 1..3, .. } => {
                let inner: u32 = inner;
                recv!().x + inner
            }
            Point { .. } => x + renamed + y,
        }
    }
    let point = |x, y| Point { x, y };
    sends(body(), [point(1, 2), point(3, 4), point(9, 9)], 7);
    sends(body(), [point(1, 2), point(3, 4), point(0, 9), point(3, 0)], 12);
    sends(body(), [point(1, 2), point(3, 4), point(2, 9), point(3, 0)], 5);
}

#[test]
fn tuple_struct() {
    #[coro::coroutine(recv = Shape)]
    fn body() -> u32 {
        match recv!() {
            Shape::Circle(radius) => {
                let radius: u32 = radius;
                recv!();
                radius
            }
            Shape::Line { from, to: 0 } => from,
            Shape::Line { from, to } => {
                let (from, to): (u32, u32) = (from, to);
                recv!();
                to - from
            }
            Shape::Dot => 0,
        }
    }
    sends(body(), [Shape::Circle(3), Shape::Dot], 3);
    sends(body(), [Shape::Line { from: 1, to: 0 }], 1);
    sends(body(), [Shape::Line { from: 1, to: 5 }, Shape::Dot], 4);
    sends(body(), [Shape::Dot], 0);
}

#[test]
fn option_and_result() {
    #[coro::coroutine(recv = Option<Result<u32, String>>)]
    fn body() -> (u32, String) {
        let (mut total, mut last) = (0u32, String::new());
        loop {
            match recv!() {
                Some(Ok(value)) => {
                    recv!();
                    total += value;
                }
                Some(Err(text)) => {
                    recv!();
                    last = text;
                }
                None => return (total, last),
            }
        }
    }
    let inputs = [Some(Ok(1)), None, Some(Err("e".to_owned())), None, Some(Ok(2)), None, None];
    sends(body(), inputs, (3, "e".to_owned()));
}

#[test]
fn tuple() {
    #[coro::coroutine(recv = (u32, (String, bool)))]
    fn body() -> (u32, String, bool) {
        let (number, (text, flag)) = recv!();
        let (more, (_, ())): (u32, (u32, ())) = (number, (0, ()));
        let ((first,), second) = ((more,), recv!().0);
        recv!();
        (first + second, text, flag)
    }
    let message = |number, text: &str| (number, (text.to_owned(), true));
    sends(body(), [message(1, "a"), message(2, "b"), message(3, "c")], (3, "a".to_owned(), true));
}

#[test]
#[allow(unused_parens, reason = "grouped patterns are what is tested")]
fn grouped() {
    #[coro::coroutine(recv = Option<u32>)]
    fn body() -> u32 {
        let (held) = recv!().unwrap_or(0);
        match recv!() {
            Some((1 | 2)) => recv!().unwrap_or(5),
            (Some(value)) => {
                recv!();
                value + held
            }
            (None) => held,
        }
    }
    sends(body(), [Some(9), Some(1), None], 5);
    sends(body(), [Some(9), Some(3), None], 12);
    sends(body(), [Some(9), None], 9);
}

#[test]
fn slice() {
    #[coro::coroutine(recv = [u32; 3])]
    fn body(list: &[u32]) -> u32 {
        let [first, _, third] = recv!();
        match list {
            [] => recv!()[0],
            [one] => {
                recv!();
                *one + first
            }
            [head, rest @ ..] => {
                let more: u32 = recv!()[0];
                head + rest.iter().sum::<u32>() + third + more
            }
        }
    }
    sends(body(&[]), [[1, 2, 3], [4, 5, 6]], 4);
    sends(body(&[7]), [[1, 2, 3], [4, 5, 6]], 8);
    sends(body(&[7, 8, 9]), [[1, 2, 3], [4, 5, 6]], 31);
}

#[test]
fn path() {
    #[coro::coroutine(recv = Shape)]
    fn body(number: u32) -> u32 {
        let held = match number {
            TEN => 1u32,
            u32::MAX => 2,
            _ => 3,
        };
        match recv!() {
            Shape::Dot => {
                recv!();
                held
            }
            Shape::Circle(..) | Shape::Line { .. } => 50,
        }
    }
    sends(body(10), [Shape::Dot, Shape::Dot], 1);
    sends(body(u32::MAX), [Shape::Dot, Shape::Dot], 2);
    sends(body(1), [Shape::Circle(1)], 50);
}

#[test]
fn or() {
    #[coro::coroutine(recv = Result<u32, u32>)]
    fn body() -> u32 {
        let (Ok(either) | Err(either)) = recv!();
        match recv!() {
            Ok(value @ (1 | 2)) | Err(value) if value != 7 => {
                recv!();
                value + either
            }
            Ok(3 | 4) | Err(..) => recv!().unwrap_or(9),
            Ok(_) => 100,
        }
    }
    sends(body(), [Err(1), Err(2), Ok(0)], 3);
    sends(body(), [Ok(1), Ok(2), Ok(0)], 3);
    sends(body(), [Ok(1), Err(7), Err(0)], 9);
    sends(body(), [Ok(1), Ok(5)], 100);
}

#[test]
fn macro_invocation() {
    macro_rules! digit {
        () => {
            b'0'..=b'9'
        };
    }
    macro_rules! some {
        ($inner:pat) => {
            Some($inner)
        };
    }
    #[coro::coroutine(recv = Option<u8>)]
    fn body() -> u32 {
        let mut digits = 0u32;
        while let some!(byte) = recv!() {
            match byte {
                digit!() => digits += u32::from(recv!().is_some()),
                _ => return digits,
            }
        }
        digits * 10
    }
    sends(body(), [Some(b'1'), None, Some(b'2'), Some(0), None], 10);
    sends(body(), [Some(b'1'), Some(0), Some(b'x')], 1);
}

#[test]
fn patterns_of_arguments() {
    #[coro::coroutine(recv = u32)]
    fn body((left, right): (u32, String), Point { x, .. }: Point, [first, _]: [u32; 2], &held: &u32) -> u32 {
        let x: u32 = x;
        recv!() + left + right.len() as u32 + x + first + held
    }
    sends(body((1, "ab".to_owned()), Point { x: 3, y: 0 }, [4, 0], &5), [6], 21);
}

#[test]
fn patterns_of_a_for_loop() {
    #[coro::coroutine(recv = u32)]
    fn body(pairs: Vec<(u32, Option<u32>)>, points: &[(u32, u32)]) -> u32 {
        let mut total = 0u32;
        for (idx, (number, more)) in pairs.into_iter().enumerate() {
            total += recv!() * number + idx as u32;
            if let Some(more) = more {
                total += more;
            }
        }
        for (x, y) in points {
            total += recv!() + x * y;
        }
        for _ in 0..2 {
            total += recv!();
        }
        total
    }
    sends(body(vec![(1, None), (2, Some(3))], &[(4, 5)]), [1, 1, 1, 1, 1], 30);
}
