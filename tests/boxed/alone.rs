//! Bodies that only a boxed machine takes: what they keep has no type that could be written, or borrows from itself.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use coro_runtime::prelude::*;

use crate::check;

/// Notes when it is dropped.
struct Note(&'static str, Rc<RefCell<Vec<&'static str>>>);

impl Drop for Note {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

#[coro::coroutine(boxed, yield = usize)]
fn lengths(text: String) {
    for word in text.split(' ') {
        yield_!(word.len());
    }
}

#[test]
fn a_borrow_of_an_own_local_is_held() {
    let machine: Lengths = lengths("a borrow is held".to_owned());
    assert_eq!(machine.collect::<Vec<_>>(), [1, 6, 2, 4]);
}

#[test]
fn it_is_moved_while_it_borrows_from_itself() {
    fn assert_unpin<T: Unpin + 'static>(_: &T) {}
    let mut machine = lengths("two words".to_owned());
    assert_unpin(&machine);
    assert_eq!(machine.next(), Some(3));
    let mut moved = Vec::from([machine]).remove(0);
    assert_eq!(moved.next(), Some(5));
    assert_eq!(moved.next(), None);
    assert_eq!(moved.next(), None);
}

#[test]
fn what_has_no_type_to_write_is_held() {
    #[coro::coroutine(boxed, recv = u32, yield = u32)]
    fn scales(factor: u32) {
        let scale = |value: u32| value * factor;
        let mut odd = (1..).filter(|number| number % 2 == 1).map(scale);
        let mut received = 0;
        loop {
            let value = odd.next().unwrap_or_default();
            received = yield_!(value + received);
        }
    }
    let mut machine = scales(10);
    assert_eq!(machine.prime(), Ok(CoroutineState::Yielded(10)));
    assert_eq!(machine.send(1), Ok(CoroutineState::Yielded(31)));
    assert_eq!(machine.send(2), Ok(CoroutineState::Yielded(52)));
}

#[test]
fn a_guard_suspends() {
    #[coro::coroutine(boxed, recv = u32, yield = u32)]
    fn guesses(secret: Option<u32>) -> &'static str {
        match secret {
            Some(number) if yield_!(1) == number => "first",
            Some(number) if yield_!(2) == number => "second",
            Some(_) => "never",
            None => "nothing",
        }
    }
    check(guesses(Some(7)), &[(1, 7)], "first");
    check(guesses(Some(7)), &[(1, 8), (2, 7)], "second");
    check(guesses(Some(7)), &[(1, 8), (2, 8)], "never");
    check(guesses(None), &[], "nothing");
}

#[test]
fn a_guard_suspends_in_front_of_an_element() {
    #[coro::coroutine(boxed, recv = u32, yield = ())]
    fn guesses(secrets: [(u8, Option<u32>); 2]) -> u32 {
        match secrets[1].1 {
            Some(number) if recv!() == number => number,
            Some(number) => number + 100,
            None => 0,
        }
    }
    check(guesses([(0, None), (1, Some(7))]), &[((), 7)], 7);
    check(guesses([(0, None), (1, Some(7))]), &[((), 8)], 107);
}

#[test]
fn elements_of_elements_are_found_again() {
    #[coro::coroutine(boxed, recv = usize)]
    fn walks(mut table: [[usize; 2]; 2], row: usize) -> usize {
        table[row][recv!()] = recv!();
        (table[0][recv!()], table[row][0]) = (5, 6);
        table[recv!()][recv!()] += 1;
        let read = table[row][recv!()];
        let lent = &mut table[1][recv!()];
        *lent += 10;
        let nested = [table][0][recv!()][recv!()];
        println!("{}", table[0][recv!()]);
        read * 10_000 + nested * 100 + table[0][recv!()]
    }
    // [[0, 0], [0, 9]], then [[5, 0], [6, 9]], then [[5, 1], [6, 9]].
    let mut machine = walks([[0; 2]; 2], 1);
    machine.prime().unwrap();
    let returned = machine.send_all([9, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1]);
    assert_eq!(returned, Ok(Some(9 * 10_000 + 16 * 100 + 1)));
}

#[test]
fn temporaries_live_as_long_as_in_a_function() {
    let drops = Rc::new(RefCell::new(Vec::new()));
    #[coro::coroutine(boxed, recv = u32)]
    fn holds(drops: Rc<RefCell<Vec<&'static str>>>) {
        let kept = Note("kept", Rc::clone(&drops));
        if let 9 = Note("scrutinee", drops.clone()).0.len() {
            recv!();
        }
        recv!();
        let _ = &kept;
    }
    let mut machine = holds(Rc::clone(&drops));
    machine.prime().unwrap();
    assert!(drops.borrow().is_empty());
    machine.send(1).unwrap();
    assert_eq!(*drops.borrow(), ["scrutinee"]);
    machine.send(1).unwrap();
    assert_eq!(*drops.borrow(), ["scrutinee", "kept"]);
}

#[test]
fn what_the_explicit_form_cannot_follow() {
    #[coro::coroutine(boxed, recv = u32)]
    fn moves(values: Vec<u32>) -> u32 {
        let total = Cell::new(0);
        let consumed = recv!() > 1 && {
            drop(values);
            true
        };
        #[cfg(test)]
        total.set(total.get() + recv!());
        struct Local(u32);
        let local = Local(recv!());
        let mut sum = String::new();
        sum += &format!("{consumed} {}", recv!());
        assert!(sum.len() > 3, "{} {}", sum, recv!());
        total.get() + local.0 + recv!()
    }
    check(moves(vec![1]), &[((), 2), ((), 3), ((), 4), ((), 5), ((), 6)], 13);
}

#[test]
fn two_lifetimes_and_a_type() {
    #[coro::coroutine(boxed, yield = String)]
    fn pairs<'l, 'r, T: ToString>(left: &'l [T], right: &'r [&'l str]) {
        for (left, right) in left.iter().zip(right) {
            yield_!(format!("{}{right}", left.to_string()));
        }
    }
    let left = [1, 2];
    let text = String::from("ab");
    let right = [&text[..1], &text[1..]];
    assert_eq!(pairs(&left, &right).collect::<Vec<_>>(), ["1a", "2b"]);
}

#[coro::coroutine(boxed, recv = u32)]
fn keeps(mut target: impl AsMut<Vec<u32>>) {
    loop {
        let value = recv!();
        target.as_mut().push(value);
    }
}

/// What is owned needs nothing more.
struct Owner {
    machine: Keeps<Vec<u32>>,
}

/// What is borrowed is in the type of the body.
struct Borrower<'v> {
    machine: Keeps<&'v mut Vec<u32>, dyn Future<Output = ()> + 'v>,
}

#[test]
fn an_owner_names_the_machine() {
    let mut owner = Owner { machine: keeps(Vec::new()) };
    owner.machine.prime().unwrap();
    owner.machine.send(1).unwrap();
    let mut kept = Vec::new();
    let mut borrower = Borrower { machine: keeps(&mut kept) };
    borrower.machine.prime().unwrap();
    borrower.machine.send_all([1, 2]).unwrap();
    drop(borrower);
    assert_eq!(kept, [1, 2]);
}
