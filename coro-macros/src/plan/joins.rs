//! Which joins are units of their own: those that several places go on with and that are not small.

use std::collections::{HashMap, HashSet};

use super::Made;
use super::code::{Code, UnitId};
use super::facts::Facts;
use crate::normalize::Position;

/// Up to this many tokens a join is written out at each place that goes on there.
const SMALL: usize = 60;

/// Chooses from a plan in which every join is a unit; with the size of each where it is written out.
pub(super) fn choose(facts: &Facts<'_>, made: &Made) -> (HashSet<Position>, HashMap<Position, usize>) {
    let positions: HashMap<usize, Position> =
        made.numbers.iter().map(|(&at, &number)| (number, at)).collect();
    let mut sizes = HashMap::new();
    for unit in &made.units {
        if let UnitId::Join(number) = unit.id {
            let mut size = Size::default();
            size.add(facts, &unit.code);
            sizes.insert(number, size);
        }
    }
    let mut chooser = Chooser { made, positions, sizes, written_out: HashMap::new(), chosen: HashSet::new() };
    let mut numbers: Vec<_> = chooser.sizes.keys().copied().collect();
    numbers.sort_unstable();
    numbers.into_iter().for_each(|number| {
        chooser.written_out(number);
    });
    let sizes = chooser.written_out.iter().map(|(number, &n_tokens)| (chooser.positions[number], n_tokens));
    (chooser.chosen.clone(), sizes.collect())
}

#[derive(Debug, Default)]
struct Size {
    n_tokens: usize,
    calls: Vec<usize>,
}

impl Size {
    fn add(&mut self, facts: &Facts<'_>, code: &[Code]) {
        for code in code {
            match code {
                Code::Restore { is_param: true, .. } | Code::TakenApart { .. } => {}
                Code::Restore { .. } | Code::Keep { .. } | Code::Replaced { .. } | Code::Received { .. } => {
                    self.n_tokens += 7;
                }
                Code::Suspend { fields, .. } => self.n_tokens += 12 + 2 * fields.len(),
                Code::Leave { args, .. } => self.n_tokens += 20 + 2 * args.len(),
                Code::Call { unit, args } => {
                    self.n_tokens += 6 + 2 * args.len();
                    if let UnitId::Join(number) = unit {
                        self.calls.push(*number);
                    }
                }
                Code::Segment { code, leaving, .. } => {
                    self.n_tokens += 2 + 12 * leaving.len();
                    self.add(facts, code);
                }
                Code::Entered { code, .. } | Code::EnteredLabelled { code, .. } => self.add(facts, code),
                Code::EnteredLoop { iteration, head, .. } => {
                    self.add(facts, iteration);
                    self.add(facts, head);
                }
                Code::Plain { at } | Code::Operand { at } | Code::Return { at } => self.own(facts, *at),
                Code::If { at, then, otherwise } => {
                    self.own(facts, *at);
                    self.add(facts, &then.code);
                    otherwise.iter().for_each(|inner| self.add(facts, &inner.code));
                }
                Code::Match { at, arms } => {
                    self.own(facts, *at);
                    arms.iter().for_each(|inner| self.add(facts, &inner.code));
                }
                Code::Loop { at, body, exit, .. } => {
                    self.own(facts, *at);
                    self.add(facts, &body.code);
                    self.add(facts, exit);
                }
                Code::Block { at, body } | Code::LetElse { at, otherwise: body } => {
                    self.own(facts, *at);
                    self.add(facts, &body.code);
                }
                Code::Break { .. } | Code::Continue { .. } | Code::Complete => self.n_tokens += 2,
            }
        }
    }

    fn own(&mut self, facts: &Facts<'_>, at: Position) {
        self.n_tokens += facts.effects.at(at).n_tokens;
    }
}

struct Chooser<'m> {
    made: &'m Made,
    positions: HashMap<usize, Position>,
    sizes: HashMap<usize, Size>,
    /// The size of a join where it is written out, with the joins in it that are.
    written_out: HashMap<usize, usize>,
    chosen: HashSet<Position>,
}

impl Chooser<'_> {
    fn written_out(&mut self, number: usize) -> usize {
        // Calls lead outwards and onwards only, so this ends; it does not recurse, since there may be thousands.
        let mut todo = vec![number];
        while let Some(&number) = todo.last() {
            if self.written_out.contains_key(&number) {
                todo.pop();
                continue;
            }
            let calls = &self.sizes[&number].calls;
            let unknown: Vec<_> =
                calls.iter().copied().filter(|call| !self.written_out.contains_key(call)).collect();
            if unknown.is_empty() {
                self.decide(number);
                todo.pop();
            } else {
                todo.extend(unknown);
            }
        }
        self.written_out[&number]
    }

    fn decide(&mut self, number: usize) {
        let size = &self.sizes[&number];
        let inner: usize = size
            .calls
            .iter()
            .filter(|call| !self.chosen.contains(&self.positions[call]))
            .map(|call| self.written_out[call])
            .sum();
        let n_tokens = size.n_tokens + inner;
        let at = self.positions[&number];
        if n_tokens > SMALL && self.made.n_references.get(&at).copied().unwrap_or(0) > 1 {
            self.chosen.insert(at);
        }
        self.written_out.insert(number, n_tokens);
    }
}
