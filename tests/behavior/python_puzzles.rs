//! The programs in CPython's `Lib/test/test_generators.py`: trees, combinations, backtracking, streams.

use std::rc::Rc;

use crate::prelude::*;

/// A binary tree with its labels in order.
#[derive(Debug)]
struct Tree {
    label: u32,
    left: Option<Box<Tree>>,
    right: Option<Box<Tree>>,
}

impl Tree {
    /// As balanced as it can be.
    fn over(labels: &[u32]) -> Option<Box<Tree>> {
        let (left, rest) = labels.split_at(labels.len() / 2);
        let (label, right) = rest.split_first()?;
        Some(Box::new(Tree { label: *label, left: Tree::over(left), right: Tree::over(right) }))
    }
}

#[coro::coroutine(yield = u32)]
fn in_order(tree: Option<&Tree>) {
    if let Some(tree) = tree {
        yield_from!(in_order(tree.left.as_deref()));
        yield_!(tree.label);
        yield_from!(in_order(tree.right.as_deref()));
    }
}

#[coro::coroutine(yield = u32)]
fn in_order_by_a_stack<'t>(tree: Option<&'t Tree>) {
    let mut stack: Vec<&'t Tree> = Vec::new();
    let mut node: Option<&'t Tree> = tree;
    loop {
        while let Some(here) = node {
            stack.push(here);
            node = here.left.as_deref();
        }
        let Some(here) = stack.pop() else {
            return;
        };
        node = here.right.as_deref();
        yield_!(here.label);
    }
}

#[test]
fn walks_a_tree_in_order() {
    for size in [0, 1, 2, 3, 26] {
        let labels = Vec::from_iter(0..size);
        let tree = Tree::over(&labels);
        assert_eq!(in_order(tree.as_deref()).collect::<Vec<_>>(), labels);
        assert_eq!(in_order_by_a_stack(tree.as_deref()).collect::<Vec<_>>(), labels);
    }
}

/// All ways to choose `left` of `items`, behind those that are `chosen`.
#[coro::coroutine(yield = Vec<u32>)]
fn combinations(items: &[u32], left: usize, chosen: Vec<u32>) {
    if left == 0 {
        yield_!(chosen);
    } else if let Some((first, rest)) = items.split_first() {
        let rest: &[u32] = rest;
        let mut with_first: Vec<u32> = chosen.clone();
        with_first.push(*first);
        yield_from!(combinations(rest, left - 1, with_first));
        yield_from!(combinations(rest, left, chosen));
    }
}

#[test]
fn combinations_by_recursion() {
    let items = [1, 2, 3, 4];
    let found = |n| combinations(&items, n, Vec::new()).collect::<Vec<_>>();
    assert_eq!(found(0), [[0; 0]]);
    assert_eq!(found(2), [[1, 2], [1, 3], [1, 4], [2, 3], [2, 4], [3, 4]]);
    assert_eq!(found(4), [[1, 2, 3, 4]]);
    assert!(found(5).is_empty());
}

/// Each frame lends nothing: the items go down with the call and come back with its value.
#[coro::coroutine(yield = Vec<u8>)]
fn permutations(mut items: Vec<u8>, fixed: usize) -> Vec<u8> {
    if fixed == items.len() {
        yield_!(items.clone());
    }
    for idx in fixed..items.len() {
        items.swap(fixed, idx);
        items = yield_from!(permutations(items, fixed + 1));
        items.swap(fixed, idx);
    }
    items
}

#[test]
fn permutations_by_recursion() {
    let mut found: Vec<_> = permutations(b"abcd".to_vec(), 0).collect();
    assert_eq!(found.len(), 24);
    assert_eq!(found[..3], [*b"abcd", *b"abdc", *b"acbd"]);
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 24);
}

/// Places a queen in each row from `columns.len()` on.
#[coro::coroutine(yield = Vec<usize>)]
fn queens(size: usize, mut columns: Vec<usize>) -> Vec<usize> {
    let row: usize = columns.len();
    if row == size {
        yield_!(columns.clone());
        return columns;
    }
    for column in 0..size {
        let is_safe = columns
            .iter()
            .enumerate()
            .all(|(above, other)| *other != column && other.abs_diff(column) != row - above);
        if is_safe {
            columns.push(column);
            columns = yield_from!(queens(size, columns));
            columns.pop();
        }
    }
    columns
}

#[test]
fn queens_by_backtracking() {
    assert_eq!(queens(4, Vec::new()).collect::<Vec<_>>(), [[1, 3, 0, 2], [2, 0, 3, 1]]);
    assert_eq!(queens(6, Vec::new()).count(), 4);
    assert_eq!(queens(8, Vec::new()).next(), Some(vec![0, 4, 7, 5, 2, 6, 1, 3]));
    assert_eq!(queens(8, Vec::new()).count(), 92);
}

/// The squares that a knight reaches from `square` and has not been to, those with the fewest ways on first.
fn moves(size: usize, path: &[(usize, usize)], square: (usize, usize)) -> Vec<(usize, usize)> {
    const JUMPS: [(isize, isize); 8] =
        [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)];
    let free = |(row, column): (usize, usize)| {
        JUMPS.into_iter().filter_map(move |(down, right)| {
            let target = (row.checked_add_signed(down)?, column.checked_add_signed(right)?);
            (target.0 < size && target.1 < size && !path.contains(&target)).then_some(target)
        })
    };
    let mut found: Vec<_> = free(square).collect();
    found.sort_by_key(|target| free(*target).count());
    found
}

#[coro::coroutine(yield = Vec<(usize, usize)>)]
fn tours(size: usize, mut path: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    if path.len() == size * size {
        yield_!(path.clone());
        return path;
    }
    let here: (usize, usize) = path[path.len() - 1];
    let targets: Vec<(usize, usize)> = moves(size, &path, here);
    for target in targets {
        path.push(target);
        path = yield_from!(tours(size, path));
        path.pop();
    }
    path
}

#[test]
fn a_knight_visits_every_square() {
    let tour = tours(8, vec![(0, 0)]).next().unwrap();
    assert_eq!(tour.len(), 64);
    for (from, to) in tour.iter().zip(&tour[1..]) {
        assert_eq!(from.0.abs_diff(to.0) * from.1.abs_diff(to.1), 2);
    }
    assert_eq!(tours(4, vec![(0, 0)]).next(), None);
}

#[coro::coroutine(yield = (char, char))]
fn hanoi(disks: u32, from: char, via: char, to: char) {
    if disks > 0 {
        yield_from!(hanoi(disks - 1, from, to, via));
        yield_!((from, to));
        yield_from!(hanoi(disks - 1, via, from, to));
    }
}

#[test]
fn the_towers_of_hanoi() {
    let few = hanoi(2, 'a', 'b', 'c').collect::<Vec<_>>();
    assert_eq!(few, [('a', 'b'), ('a', 'c'), ('b', 'c')]);
    assert_eq!(hanoi(10, 'a', 'b', 'c').count(), 1023);
}

type Numbers = Box<dyn Iterator<Item = u32>>;

#[coro::coroutine(yield = u32)]
fn not_divisible(by: u32, numbers: Numbers) {
    for number in numbers {
        if number % by != 0 {
            yield_!(number);
        }
    }
}

#[coro::coroutine(yield = u32)]
fn primes() {
    let mut numbers: Numbers = Box::new(2..);
    loop {
        let Some(next) = numbers.next() else {
            return;
        };
        let prime: u32 = next;
        yield_!(prime);
        numbers = Box::new(not_divisible(prime, numbers));
    }
}

#[test]
fn a_sieve_grows_by_a_generator_a_prime() {
    let found = primes().take(12).collect::<Vec<_>>();
    assert_eq!(found, [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]);
}

type Stream = Box<dyn Iterator<Item = u64>>;

#[coro::coroutine(yield = u64)]
fn times(factor: u64, stream: Stream) {
    for value in stream {
        yield_!(factor * value);
    }
}

#[coro::coroutine(yield = u64)]
fn merges(mut left: Stream, mut right: Stream) {
    let mut heads: (Option<u64>, Option<u64>) = (left.next(), right.next());
    while let (Some(a), Some(b)) = heads {
        let (a, b): (u64, u64) = (a, b);
        // The next heads depend on what is handed out here, so they are asked for afterwards.
        yield_!(a.min(b));
        if a <= b {
            heads.0 = left.next();
        }
        if b <= a {
            heads.1 = right.next();
        }
    }
}

#[coro::coroutine(yield = u64)]
fn hamming() {
    yield_!(1);
    let twos: Stream = Box::new(times(2, Box::new(hamming())));
    let threes: Stream = Box::new(times(3, Box::new(hamming())));
    let fives: Stream = Box::new(times(5, Box::new(hamming())));
    let others: Stream = Box::new(merges(threes, fives));
    yield_from!(merges(twos, others));
}

#[test]
fn hamming_numbers_from_a_stream_that_is_made_of_itself() {
    // Python shares one list among the three; generators that start anew are enough for the first of them.
    let found = hamming().take(20).collect::<Vec<_>>();
    assert_eq!(found, [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 25, 27, 30, 32, 36]);
}

/// Follows the parents up to the one that has none.
#[coro::coroutine(yield = usize)]
fn ancestors(parents: &[usize], mut of: usize) -> usize {
    while parents[of] != of {
        of = parents[of];
        yield_!(of);
    }
    of
}

#[test]
fn disjoint_sets_find_their_roots_by_generators() {
    let mut parents: Vec<usize> = (0..8).collect();
    for (child, parent) in [(1, 0), (2, 1), (3, 2), (5, 4), (6, 5)] {
        parents[child] = parent;
    }
    assert_eq!(ancestors(&parents, 3).collect::<Vec<_>>(), [2, 1, 0]);
    let root = |of| ancestors(&parents, of).last().unwrap_or(of);
    assert_eq!([3, 2, 6, 7].map(root), [0, 0, 4, 7]);
}

/// Every choice of one value a place, as Python's `conjoin` makes them.
#[coro::coroutine(yield = Vec<u32>)]
fn choices(places: Rc<[Vec<u32>]>, mut chosen: Vec<u32>) -> Vec<u32> {
    if chosen.len() == places.len() {
        yield_!(chosen.clone());
        return chosen;
    }
    let here: Vec<u32> = places[chosen.len()].clone();
    for value in here {
        chosen.push(value);
        chosen = yield_from!(choices(Rc::clone(&places), chosen));
        chosen.pop();
    }
    chosen
}

#[test]
fn the_product_of_several_places() {
    let found = choices(Rc::new([vec![1, 2], vec![], vec![3]]), Vec::new());
    assert_eq!(found.count(), 0);
    let found = choices(Rc::new([vec![1, 2], vec![3], vec![4, 5]]), Vec::new());
    assert_eq!(found.collect::<Vec<_>>(), [[1, 3, 4], [1, 3, 5], [2, 3, 4], [2, 3, 5]]);
    assert_eq!(choices(Rc::new([]), Vec::new()).collect::<Vec<_>>(), [[0; 0]]);
}
