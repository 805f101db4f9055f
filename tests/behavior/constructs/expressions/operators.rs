//! Borrows, dereferences, `?`, negation, binary operators, casts and assignments of every kind.

use std::cell::Cell;

use crate::prelude::*;

use crate::constructs::sends;

#[test]
fn borrow_of_received() {
    #[coro::coroutine(recv = String)]
    fn body() -> (usize, String) {
        let length: usize = str::len(&recv!());
        let mut owned = String::new();
        String::clone_from(&mut owned, &recv!());
        (&mut owned).push_str(&recv!());
        (length, owned)
    }
    sends(body(), ["abc", "d", "e"].map(String::from), (3, "de".to_owned()));
}

#[test]
fn borrow_of_an_argument_is_held() {
    #[coro::coroutine(recv = usize)]
    fn body<'a>(words: &'a [String], last: &'a mut String) -> usize {
        let first: &'a String = &words[0];
        let kept: &'a mut String = &mut *last;
        kept.push_str(&words[recv!()]);
        recv!() + first.len() + kept.len()
    }
    let mut last = String::new();
    sends(body(&["ab", "cde"].map(String::from), &mut last), [1, 10], 15);
    assert_eq!(last, "cde");
}

#[test]
fn raw_borrow() {
    #[coro::coroutine(recv = usize)]
    fn body(numbers: &[u32]) -> bool {
        let first = &raw const numbers[recv!()];
        let second: *const u32 = &raw const numbers[recv!()];
        recv!();
        std::ptr::eq(second, &raw const numbers[1]) && recv!() == 0 && second == &raw const numbers[1]
    }
    sends(body(&[1, 2]), [0, 1, 0, 0], true);
}

#[test]
fn dereference_of_received() {
    #[coro::coroutine(recv = Box<u32>)]
    fn body() -> u32 {
        let held = *recv!();
        let sum = *recv!() + held;
        *recv!() + sum
    }
    sends(body(), [1, 2, 3].map(Box::new), 6);
    #[coro::coroutine(recv = &'r Cell<u32>)]
    fn stores<'r>(total: &mut u32) {
        *total += recv!().get();
        let place: &'r Cell<u32> = recv!();
        recv!();
        place.set(*total);
    }
    let mut total = 1;
    let cells = [Cell::new(1), Cell::new(2), Cell::new(3)];
    sends(stores(&mut total), &cells, ());
    assert_eq!(cells[1].get(), 2);
}

#[test]
fn question_mark() {
    #[coro::coroutine(recv = Result<u32, String>)]
    fn results() -> Result<u32, String> {
        let held = recv!()?;
        let more = held + recv!()? + Ok::<u32, String>(recv!()?)?;
        Ok(more + recv!()?)
    }
    sends(results(), [Ok(1), Ok(2), Ok(3), Ok(4)], Ok(10));
    sends(results(), [Ok(1), Err("no".to_owned())], Err("no".to_owned()));
    #[coro::coroutine(recv = Option<u32>)]
    fn options() -> Option<u32> {
        let held = recv!()?;
        Some(held + Some(recv!()?)?)
    }
    sends(options(), [Some(1), Some(2)], Some(3));
    sends(options(), [None], None);
}

#[test]
fn negation() {
    #[coro::coroutine(recv = i32)]
    fn body() -> (i32, i32, bool) {
        let minus = -recv!();
        let not = !recv!();
        let flipped = !(recv!() > 0);
        (-recv!() + minus, !recv!() + not, flipped)
    }
    sends(body(), [1, 2, 3, 4, 5], (-5, -9, false));
}

#[test]
fn arithmetic_and_bitwise_operators() {
    #[coro::coroutine(recv = u32)]
    fn body(base: u32) -> [u32; 10] {
        let sum = base + recv!();
        let difference = recv!() - base;
        let product = recv!() * recv!();
        let quotient = recv!() / base;
        [
            sum + recv!(),
            difference - recv!(),
            product * recv!(),
            quotient / recv!(),
            base % recv!(),
            base & recv!(),
            base | recv!(),
            base ^ recv!(),
            base << recv!(),
            base >> recv!(),
        ]
    }
    let inputs = [1, 9, 2, 3, 20, 1, 2, 3, 2, 4, 6, 8, 1, 1, 1];
    sends(body(5), inputs, [7, 2, 18, 2, 1, 4, 13, 4, 10, 2]);
}

#[test]
fn comparison_operators() {
    #[coro::coroutine(recv = u8)]
    fn body(limit: u8) -> [bool; 6] {
        let is_equal = recv!() == recv!();
        let differs = limit != recv!();
        let is_less = recv!() < limit;
        [is_equal, differs, is_less, limit <= recv!(), recv!() > limit, recv!() >= recv!()]
    }
    sends(body(5), [1, 1, 5, 4, 6, 6, 1, 2], [true, false, true, true, true, false]);
}

#[test]
fn lazy_boolean_operators() {
    #[coro::coroutine(recv = bool)]
    fn body(flag: bool) -> [bool; 4] {
        let both = recv!() && recv!();
        let either = recv!() || recv!();
        let neither = flag || recv!();
        [both, either, neither, flag && recv!() || !recv!()]
    }
    sends(body(true), [false, true, false, true], [false, true, true, false]);
    sends(body(false), [true, true, false, false, false, true], [true, false, false, false]);
}

#[test]
fn cast() {
    #[coro::coroutine(recv = u8)]
    fn body() -> (i64, char) {
        let held = recv!() as i64;
        let letter = recv!() as char;
        (held + recv!() as i64 * recv!() as i64, letter)
    }
    sends(body(), [1, b'x', 2, 3], (7, 'x'));
}

#[test]
fn assignment() {
    #[derive(Debug, Default, PartialEq)]
    struct Pair {
        left: u32,
        right: [u32; 2],
    }
    #[coro::coroutine(recv = u32)]
    fn body(pair: &mut Pair, cell: &mut u32) -> u32 {
        let mut local = 0u32;
        let late: u32;
        local = local + recv!();
        pair.left = recv!();
        pair.right[1] = recv!();
        pair.right[recv!() as usize] = recv!();
        *cell = recv!();
        late = recv!();
        recv!();
        local + late
    }
    let (mut pair, mut cell) = (Pair::default(), 0);
    sends(body(&mut pair, &mut cell), [1, 2, 3, 9, 0, 4, 5, 0], 6);
    assert_eq!((pair, cell), (Pair { left: 2, right: [9, 3] }, 4));
}

#[test]
fn destructuring_assignment() {
    struct Point {
        x: u32,
        y: u32,
    }
    struct Wrapped(u32);
    #[coro::coroutine(recv = u32)]
    fn body(ends: &mut [u32; 2]) -> (u32, u32, u32) {
        let mut first = 0u32;
        let mut second = 0u32;
        let mut third = 0u32;
        (first, second) = (recv!(), recv!());
        (first, second) = (second, first);
        [third, ..] = [recv!(), recv!()];
        (_, third) = (third, third + recv!());
        Point { x: first, .. } = Point { x: first + recv!(), y: recv!() };
        Wrapped(second) = Wrapped(second * recv!());
        (ends[0], ends[1]) = (recv!(), first);
        (first, _) = (first + recv!(), Point { x: 1, y: 2 }.y);
        (first, second, third)
    }
    let mut ends = [0, 0];
    sends(body(&mut ends), [1, 2, 3, 0, 4, 5, 0, 6, 9, 10], (17, 6, 7));
    assert_eq!(ends, [9, 7]);
}

#[test]
fn destructuring_assignment_of_received() {
    #[coro::coroutine(recv = (u32, String))]
    fn body() -> (u32, String) {
        let mut number = 0u32;
        let mut text = String::new();
        while number < 3 {
            (number, text) = recv!();
        }
        let mut last = 0u32;
        (last, _) = recv!();
        (number + last, text)
    }
    let inputs = [(1, "a"), (3, "b"), (4, "c")].map(|(number, text)| (number, text.to_owned()));
    sends(body(), inputs, (7, "b".to_owned()));
}

#[test]
fn compound_assignment() {
    #[coro::coroutine(recv = u32)]
    fn body(shared: &mut u32, cells: &mut [u32; 2]) -> [u32; 5] {
        let mut total = 10u32;
        total += recv!();
        total -= recv!();
        total *= recv!();
        total /= recv!();
        let mut bits = 0b1100u32;
        bits %= recv!();
        bits &= recv!();
        bits |= recv!();
        bits ^= recv!();
        bits <<= recv!();
        bits >>= recv!();
        *shared += recv!();
        cells[1] += recv!();
        let at = recv!() as usize;
        cells[at] += recv!();
        [total, bits, *shared, cells[0], cells[1]]
    }
    let (mut shared, mut cells) = (1, [1, 1]);
    sends(body(&mut shared, &mut cells), [2, 4, 6, 2, 8, 6, 3, 1, 3, 1, 4, 5, 0, 6], [24, 24, 5, 7, 6]);
}
