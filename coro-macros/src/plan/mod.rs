//! [`Body`] → [`Machine`]: which states there are, what each keeps, and the units between them.
//!
//! Afterwards
//! - every reachable suspension has a state, whose fields are the locals in scope there that may still matter;
//! - every state has a unit that goes on behind it, and what several units go on with is one unit if it is large;
//! - every local that a state or a join keeps has a type without a lifetime left out.
//!
//! ```text
//! start(name)                 let mut total: f64 = 0.0; loop { suspend 1 { name, total } }
//! after_recv_1(name, total)   { let x = received; total += x; println!(…) } loop { suspend 1 { name, total } }
//! ```

mod access;
mod code;
mod display;
mod effects;
mod ended;
mod facts;
mod groups;
mod hidden;
mod in_place;
mod joins;
pub(crate) mod jumps;
mod kept;
mod levels;
mod liveness;
mod mutations;
mod presence;
mod refusals;
mod scopes;
mod statements;
mod tails;
#[cfg(test)]
mod tests;
mod units;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub(crate) use access::Access;
pub(crate) use code::*;
pub(crate) use groups::Group;

use crate::diagnostics::{Refused, Sink};
use crate::moves::Followed;
use crate::normalize::{Body, LocalId, Position};
use crate::parse::CoroutineFn;
use effects::Effects;
use facts::Facts;
use presence::{Conversions, Signature};
use refusals::Refusals;
use units::{Functions, Planner};

/// Up to this many machine words a state of plain values is read out.
const SMALL: usize = 16;

/// Why there is no plan.
#[derive(Debug)]
pub(crate) enum Unplanned {
    /// The sink says why.
    Refused,
    /// These locals are moved on some paths of an expression. Where that is taken apart, they can be followed.
    Unclear(Followed),
}

impl From<Refused> for Unplanned {
    fn from(Refused: Refused) -> Self {
        Self::Refused
    }
}

/// Decides everything that `emit` prints; refusals go to `sink`. In `body` the moves of what is `followed` stand in
/// statements of their own.
pub(crate) fn plan(
    function: &CoroutineFn,
    mut body: Body,
    followed: &Followed,
    sink: &mut Sink,
) -> Result<Machine, Unplanned> {
    hidden::find(&mut body, function);
    let effects = Effects::of(&body);
    let facts = Facts::of(function, &body, &effects);
    ended::check(&facts, function, sink);
    sink.gate()?;
    let (functions, sizes) = joins::choose(&facts, &make(&facts, Functions::All, HashMap::new()));
    let mut made = make(&facts, Functions::Chosen(functions), sizes);
    let unclear = made.refusals.unclear(&body, followed);
    if !unclear.is_empty() {
        return Err(Unplanned::Unclear(unclear));
    }
    made.refusals.report(&body, &function.machine, sink);
    let kept = kept::locals(&made.states, &made.units);
    let in_states = made.states.iter().flat_map(|state| &state.fields).map(|field| field.local).collect();
    kept::name_lifetimes(&mut body, function, &kept, &in_states, sink);
    sink.gate()?;
    let groups = groups::used(made.groups, &made.units);
    tails::mark(&mut made.states, &mut made.units, &body, function);
    Ok(Machine { body, states: made.states, units: made.units, groups, kept })
}

/// States and units once every edge between them agrees.
struct Made {
    states: Vec<State>,
    units: Vec<Unit>,
    groups: Vec<Group>,
    n_references: HashMap<Position, usize>,
    numbers: HashMap<Position, usize>,
    refusals: Refusals,
}

/// Makes all units, again and again until no signature changes.
fn make(facts: &Facts<'_>, functions: Functions, sizes: HashMap<Position, usize>) -> Made {
    let mut planner = Planner {
        facts,
        works_in_place: matches!(functions, Functions::Chosen(_)) && !facts.body.is_recursive,
        functions,
        left: Vec::new(),
        groups: Vec::new(),
        sizes,
        joins: BTreeMap::new(),
        states: BTreeMap::new(),
        conversions: Conversions::new(),
        n_references: HashMap::new(),
        referenced: Vec::new(),
        found: BTreeSet::new(),
        joined: HashSet::new(),
        numbers: HashMap::new(),
        refusals: Refusals::default(),
        is_changed: true,
    };
    let mut units = Vec::new();
    while planner.is_changed {
        planner.is_changed = false;
        planner.n_references.clear();
        planner.referenced.clear();
        planner.joined.clear();
        planner.left.clear();
        planner.refusals.clear();
        units = round(&mut planner);
        if planner.works_in_place && facts.has_groups {
            let groups = groups::groups(facts, &planner.states);
            planner.is_changed |= groups != planner.groups;
            planner.groups = groups;
        }
    }
    let Planner { states, groups, n_references, numbers, refusals, .. } = planner;
    let mut resumed: HashMap<_, &Unit> = units.iter().map(|unit| (unit.id, unit)).collect();
    let states = (1..=facts.body.suspensions.len())
        .map(|number| state(facts, number, states.get(&number), resumed.remove(&UnitId::Resume(number))))
        .collect();
    Made { states, units, groups, n_references, numbers, refusals }
}

fn state(facts: &Facts<'_>, number: usize, signature: Option<&Signature>, unit: Option<&Unit>) -> State {
    let Some(signature) = signature else {
        return State { number, fields: Vec::new(), is_reachable: false, is_tail: false, hold: Hold::Copied };
    };
    let scope = facts.scope(facts.body.suspensions[number - 1]);
    let field = |local: LocalId| match signature.of(local) {
        Presence::Present => Some(Field { local, is_optional: false }),
        Presence::Optional => Some(Field { local, is_optional: true }),
        Presence::Absent | Presence::Unclear => None,
    };
    let fields: Vec<_> = scope.into_iter().filter_map(field).collect();
    let hold = in_place::hold(facts, &fields, unit);
    State { number, fields, is_reachable: true, is_tail: false, hold }
}

/// Makes every unit once, each state and join as it is found.
fn round(planner: &mut Planner<'_, '_>) -> Vec<Unit> {
    let body = planner.facts.body;
    let root = Position { block: Body::ROOT, index: 0 };
    let mut arguments = Signature::default();
    for &local in &body.block(Body::ROOT).binders {
        arguments.add(local, Presence::Present, false);
    }
    planner.found = planner.states.keys().copied().collect();
    let mut units = vec![planner.unit(UnitId::Start, root, &arguments)];
    let (mut resumed, mut joins) = (Vec::new(), Vec::new());
    let (mut n_referenced, mut n_left) = (0, 0);
    loop {
        if let Some(number) = planner.found.pop_first() {
            let (at, signature) = (body.suspensions[number - 1], planner.states[&number].clone());
            let unit = planner.unit_in_place(number, at, &signature);
            resumed.push(unit.unwrap_or_else(|| planner.unit(UnitId::Resume(number), at, &signature)));
        } else if let Some(&at) = planner.left.get(n_left) {
            n_left += 1;
            *planner.n_references.entry(at).or_default() += 1;
            joins.extend(join(planner, at));
        } else if let Some(&at) = planner.referenced.get(n_referenced) {
            n_referenced += 1;
            let is_unit = match &planner.functions {
                Functions::All => true,
                Functions::Chosen(chosen) => chosen.contains(&at),
            };
            joins.extend(is_unit.then(|| join(planner, at)).flatten());
        } else {
            break;
        }
    }
    resumed.sort_by_key(|unit| unit.id);
    units.extend(resumed);
    units.extend(joins);
    units
}

/// The unit that goes on at `at`, unless it has been made in this round.
fn join(planner: &mut Planner<'_, '_>, at: Position) -> Option<Unit> {
    let is_new = planner.joined.insert(at);
    is_new.then(|| {
        let signature = planner.joins.get(&at).cloned().unwrap_or_default();
        let id = UnitId::Join(planner.number(at));
        planner.unit(id, at, &signature)
    })
}
