//! Suspensions as parts of expressions, and types that need not be written.

use crate::prelude::*;

use crate::check;

#[coro::coroutine(recv = u32, yield = u32)]
fn expressions(bias: u32) -> Vec<u32> {
    let mut kept = vec![bias];
    let mut total = 0_u32;
    total += yield_!(1);
    let (a, b) = (yield_!(2), yield_!(3));
    kept.push(yield_!(a + b));
    kept.push(if yield_!(5) > 3 { yield_!(6) } else { 0 });
    let ok = yield_!(7) > 0 && yield_!(8) > 0;
    kept[0] = yield_!(9);
    let text = format!("{total}-{}-{:>2}", yield_!(10), yield_!(11));
    let array = [yield_!(12); 2];
    let number: u32 = Some(yield_!(13)).map_or(0, |value| value + 1);
    assert_eq!(yield_!(14), 14, "and not {total}");
    println!("{text}: {}", yield_!(15));
    kept.extend([total, u32::from(ok), array[0] + array[1], number]);
    kept.push(u32::try_from(text.len()).unwrap());
    kept.push(-i64::from(yield_!(16)) as u32 & 1);
    kept
}

#[test]
fn anywhere_an_expression_may_stand() {
    check(
        expressions(0),
        &[
            (1, 1),
            (2, 2),
            (3, 3),
            (5, 4),
            (5, 5),
            (6, 6),
            (7, 7),
            (8, 8),
            (9, 9),
            (10, 10),
            (11, 11),
            (12, 12),
            (13, 13),
            (14, 14),
            (15, 15),
            (16, 16),
        ],
        vec![9, 4, 6, 1, 1, 24, 14, 7, 0],
    );
}

#[coro::coroutine(recv = (String, u32))]
fn inferred(names: &[&str]) -> String {
    let (name, age) = recv!();
    let mut ages = std::collections::BTreeMap::from([(name.clone(), age)]);
    let mut oldest = name;
    let mut seen = 1_usize;
    let mut letters: Vec<char> = vec![];
    letters.push('x');
    let width = names.len();
    let upper = 10;
    let half = 0.5;
    let flag = true;
    let unit = ();
    let reference = names;
    let pair = (seen, half);
    let range = 0..upper;
    while seen < width {
        let (name, age) = recv!();
        if age > ages[&oldest] {
            oldest = name.clone();
        }
        ages.insert(name, age);
        seen += 1;
    }
    let () = unit;
    assert!(flag && reference.len() == width && range.contains(&9) && pair.1 > 0.4);
    letters.extend(oldest.chars());
    letters.into_iter().collect()
}

#[test]
fn types_that_read_plainly() {
    let person = |name: &str, age| ((), (name.to_string(), age));
    check(inferred(&["", "", ""]), &[person("a", 3), person("b", 9), person("c", 5)], "xb".to_string());
}

#[coro::coroutine(recv = char)]
fn types_from_annotations() -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::with_capacity(8);
    for _round in 0..2 {
        let mut count = 0u8;
        loop {
            let letter = recv!();
            if letter == ' ' {
                break;
            }
            word.push(letter);
            count += 1;
        }
        words.push(format!("{word}{count}"));
        word = String::new();
    }
    words
}

#[test]
fn literals_and_constructors() {
    let steps: Vec<((), char)> = "ab c ".chars().map(|letter| ((), letter)).collect();
    check(types_from_annotations(), &steps, vec!["ab2".to_string(), "c1".to_string()]);
}

#[coro::coroutine(recv = u32, yield = u32)]
fn inner() -> u32 {
    yield_!(1) + yield_!(2)
}

#[coro::coroutine(recv = u32, yield = u32)]
fn drives_by_status() -> u32 {
    let mut machine: Inner = inner();
    machine.prime().expect("it is new");
    let mut sum = 0u32;
    while machine.status() == Status::Suspended {
        let value = yield_!(sum);
        if let Ok(CoroutineState::Complete(returned)) = machine.send(value) {
            sum += returned;
        }
    }
    sum
}

#[test]
fn a_machine_as_a_local() {
    check(drives_by_status(), &[(0, 3), (0, 4)], 7);
}

#[coro::coroutine]
fn patterns() -> u32 {
    let (x, [y, ..]): (u32, [u32; 3]) = recv!();
    let (first @ 1.., _) = recv!() else {
        return x;
    };
    let z = first;
    let _ = recv!();
    let _unused = recv!();
    x + y + z
}

#[test]
fn what_is_received_is_taken_apart() {
    let sent = |x| ((), (x, [2, 3, 4]));
    check(patterns(), &[sent(1), sent(0)], 1);
    check(patterns(), &[sent(1), sent(5), sent(9), sent(9)], 8);
}

#[coro::coroutine(yield = u64)]
fn fibonacci() {
    let (mut a, mut b) = (0, 1);
    loop {
        yield_!(a);
        (a, b) = (b, a + b);
    }
}

#[test]
fn numbers_of_a_tuple_are_of_the_type_that_their_use_tells() {
    assert_eq!(fibonacci().skip(50).take(2).collect::<Vec<_>>(), [12_586_269_025, 20_365_011_074]);
}

#[coro::coroutine(recv = u64)]
fn numbers_held() -> (Vec<u64>, [u64; 2], Option<u64>, Vec<u64>, usize) {
    let (mut counts, mut best, mut last) = (vec![0; 3], [0, 0], Some(0));
    let mut all = vec![7, 8];
    let mut n_all = 0;
    while let Ok(number) = try_recv!() {
        let at = (number % 3) as usize;
        counts[at] += number;
        if number > best[0] {
            best = [number, best[0]];
        }
        last = if last == Some(number) { None } else { last };
        all.push(number);
        n_all += all.len();
    }
    (counts, best, last, all, n_all)
}

#[coro::coroutine(recv = u8, yield = u8)]
fn weighed() -> u8 {
    let mut sum = 0;
    for weight in [1, 2] {
        sum += weight * yield_!(weight);
    }
    sum
}

#[test]
fn numbers_in_a_list_are_of_the_type_that_their_use_tells() {
    let mut machine = numbers_held();
    machine.prime().unwrap();
    machine.send_all([4, 0]).unwrap();
    let expected = (vec![0, 4, 0], [4, 0], None, vec![7, 8, 4, 0], 7);
    assert_eq!(machine.close(), Ok(Some(expected)));
    check(weighed(), &[(1, 3), (2, 5)], 13);
}
