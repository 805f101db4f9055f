//! Runs two subjects over every script and compares their traces line by line.
//!
//! A script is a list of inputs. It is played after priming, one `send` an input, and ended by a close or by a plain
//! drop, or, where the subject has completed, by further calls that must all be refused. A script is made longer only
//! while the subject is suspended, so that each prefix is played once. Short scripts are played again with a panic at
//! each effect, and in each destructor, of their last step and of their end. Scripts that are not made longer are played
//! again with copies of the machine, if it can be copied: a copy in its place at every suspension, and one that goes on
//! from each suspension beside it.

use std::{fmt::Write, ops::AddAssign};

use coro_runtime::Status;

use crate::{
    effects::{Bomb, Ticks},
    play::{Copying, End, Make, Run, Script, play, play_forked, play_unprimed, silence_panics},
    sent::Sent,
};

/// Takes one body and makes a machine and plain rustc code of the same tokens, and a test that compares the two.
///
/// ```ignore
/// difftest! {
///     name: accumulates,
///     make: (1) | (2),              // the arguments, evaluated afresh for each run; `|` between several tries
///     inputs: [0, 1, 7], depth: 4,  // every script over these inputs, up to this length
///     oracle: { fn body(..) {..} }, // only where the two sides differ by design
///     #[coroutine(yield = u32)]
///     fn body(start: u32) { .. }
/// }
/// ```
///
/// What is received is `u32` unless `recv = Type` says otherwise; the type must be [`Sent`].
#[macro_export]
macro_rules! difftest {
    (
        name: $name:ident,
        make: $(($($make:expr),* $(,)?))|+,
        inputs: $inputs:tt, depth: $depth:expr,
        oracle: { $($oracle:tt)+ },
        #[coroutine $(($($argument:tt)*))?]
        $($body:tt)+
    ) => {
        mod $name {
            #[allow(unused_imports, reason = "some bodies need no effects")]
            use super::*;

            $crate::exchanged_types!({ $($($argument)*)? } [u32] [()] [std::convert::Infallible]);
            $crate::machine!({ $($($argument)*)? } $($body)+);
            $crate::oracle!($($oracle)+);

            #[test]
            fn traces_agree() {
                $(
                    $crate::harness::compare::<received!()>(
                        concat!(stringify!($name), stringify!(($($make),*))),
                        &$inputs,
                        $depth,
                        &|| Box::new($crate::machine::Machine::<_, received!()>::new(machine::body($($make),*))),
                        &|| Box::new($crate::waiting!(oracle::body, $($make),*)),
                    );
                )+
            }
        }
    };
    (
        name: $name:ident,
        make: $(($($make:expr),* $(,)?))|+,
        inputs: $inputs:tt, depth: $depth:expr,
        #[coroutine $(($($argument:tt)*))?]
        $($body:tt)+
    ) => {
        difftest! {
            name: $name,
            make: $(($($make),*))|+,
            inputs: $inputs, depth: $depth,
            oracle: { $($body)+ },
            #[coroutine $(($($argument)*))?]
            $($body)+
        }
    };
}
pub use crate::difftest;

/// Up to this length a script is played again with a panic at each effect, and in each destructor.
const PANICS: usize = 5;

/// After so many differences the search ends.
const SHOWN: usize = 2;

/// Lines shown around the first difference.
const CONTEXT: usize = 6;

/// How much has been compared.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    /// Runs of both sides.
    pub runs: u64,
    /// Values sent to the machines in them.
    pub sends: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.runs += other.runs;
        self.sends += other.sends;
    }
}

/// Plays every script of at most `depth` inputs on both subjects; panics with the differences, if there are any.
pub fn compare<In: Sent>(
    name: &str,
    inputs: &[In::Symbol],
    depth: usize,
    machine: Make<'_, In>,
    oracle: Make<'_, In>,
) -> Counts {
    silence_panics();
    let mut search = Search::<In> {
        name,
        inputs,
        depth,
        machine,
        oracle,
        script: Vec::new(),
        counts: Counts::default(),
        reports: Vec::new(),
    };
    search.not_primed();
    search.explore();
    let Search { counts, reports, .. } = search;
    assert!(reports.is_empty(), "after {} runs:\n{}", counts.runs, reports.join("\n"));
    assert!(counts.runs > 2, "{name}: a comparison that plays nothing");
    counts
}

struct Search<'a, In: Sent> {
    name: &'a str,
    inputs: &'a [In::Symbol],
    depth: usize,
    machine: Make<'a, In>,
    oracle: Make<'a, In>,
    script: Vec<In::Symbol>,
    counts: Counts,
    reports: Vec<String>,
}

impl<In: Sent> Search<'_, In> {
    /// A send before priming changes nothing; neither the close nor the drop that follows runs any of the body.
    fn not_primed(&mut self) {
        for end in [End::Close, End::Drop] {
            let machine = play_unprimed::<In>(self.machine, self.script(end));
            let oracle = play_unprimed::<In>(self.oracle, self.script(end));
            self.judge(&machine, &oracle, &format!("never primed, {end:?}"));
        }
    }

    fn script(&self, end: End) -> Script<'_, In::Symbol> {
        Script { symbols: &self.script, spare: self.inputs[0], end }
    }

    /// Compares the script as it stands, then every longer one.
    fn explore(&mut self) {
        if self.reports.len() >= SHOWN {
            return;
        }
        let dropped = self.run(End::Drop, Bomb::Nowhere);
        if dropped.status != Status::Suspended {
            let called_on = self.run(End::CallOn, Bomb::Nowhere);
            self.copy(End::CallOn, &called_on);
            self.explode(End::CallOn, called_on.before_last_step, called_on.total);
            return;
        }
        let closed = self.run(End::Close, Bomb::Nowhere);
        self.explode(End::Drop, dropped.before_end, dropped.total);
        self.explode(End::Close, closed.before_last_step, closed.total);
        if self.script.len() == self.depth {
            self.copy(End::Drop, &dropped);
            return self.copy(End::Close, &closed);
        }
        for input in self.inputs {
            self.script.push(*input);
            self.explore();
            self.script.pop();
        }
    }

    /// What lies before `from` has been made to panic with the shorter script already.
    fn explode(&mut self, end: End, from: Ticks, to: Ticks) {
        if self.script.len() > PANICS {
            return;
        }
        for effect in from.effects + 1..=to.effects {
            self.run(end, Bomb::AtEffect(effect));
        }
        for destructor in from.destructors + 1..=to.destructors {
            self.run(end, Bomb::InDestructor(destructor));
        }
    }

    /// Plays the script again with copies of the machine, which must do what `oracle` has done.
    fn copy(&mut self, end: End, oracle: &Run) {
        for copying in [Copying::Cloned, Copying::Thawed] {
            let Some(forks) = self.forks(end, copying, oracle.cuts.len()) else { continue };
            let how = format!("script {:?}, end {end:?}, {copying:?}", self.script);
            let replaced = play(self.machine, self.script(end), Bomb::Nowhere, Some(copying));
            self.judge(&replaced.trace, &oracle.trace, &format!("{how} at every suspension"));
            for (n_sent, (original, copy)) in forks.into_iter().enumerate() {
                let cut = oracle.cuts[n_sent];
                self.judge(&original, &oracle.trace, &format!("{how} after {n_sent}, the original"));
                self.judge(&copy, &oracle.trace[cut..], &format!("{how} after {n_sent}, the copy"));
            }
        }
    }

    /// The traces of originals and copies, for a copy made at each suspension; `None` if there are no copies.
    fn forks(&self, end: End, copying: Copying, n_cuts: usize) -> Option<Vec<(String, String)>> {
        let n_suspended = if end == End::CallOn { n_cuts - 1 } else { n_cuts };
        let fork = |n_sent| play_forked::<In>(self.machine, self.script(end), n_sent, copying);
        let forks: Option<Vec<_>> = (0..n_suspended).map(fork).collect();
        forks.filter(|forks| !forks.is_empty())
    }

    /// Plays the script on both sides; the oracle's run is what the search goes by.
    fn run(&mut self, end: End, bomb: Bomb) -> Run {
        let machine = play(self.machine, self.script(end), bomb, None);
        let oracle = play(self.oracle, self.script(end), bomb, None);
        let how = format!("script {:?}, end {end:?}, panic {bomb:?}", self.script);
        match bomb {
            Bomb::InDestructor(_) => {
                let machine = without_leaked_drops(&machine.trace, &oracle.trace);
                self.judge(&machine, &oracle.trace, &how);
            }
            Bomb::Nowhere | Bomb::AtEffect(_) => self.judge(&machine.trace, &oracle.trace, &how),
        }
        oracle
    }

    fn judge(&mut self, machine: &str, oracle: &str, how: &str) {
        self.counts.runs += 1;
        self.counts.sends += self.script.len() as u64;
        if machine != oracle && self.reports.len() < SHOWN {
            self.reports.push(report(self.name, how, machine, oracle));
        }
    }
}

/// The machine's trace without the drops, behind a destructor's panic, of values that rustc's own code never drops.
///
/// rustc leaks the value of a block when a destructor at the block's end panics. A machine keeps such a value in a
/// local, which unwinding drops. That is the better of the two, and no reason to fail.
fn without_leaked_drops(machine: &str, oracle: &str) -> String {
    let n_drops = |trace: &str, line: &str| trace.lines().filter(|it| *it == line).count();
    let mut expected = oracle.lines().peekable();
    let mut has_panicked = false;
    let mut kept = String::new();
    let mut leaked: Vec<&str> = Vec::new();
    for line in machine.lines() {
        has_panicked |= line == "BOOM";
        if expected.next_if_eq(&line).is_none() && has_panicked && line.starts_with("drop ") {
            // Of several values of one name it does not matter which is taken for the one that leaks.
            let n_leaked = leaked.iter().filter(|it| **it == line).count();
            if n_drops(machine, line) > n_drops(oracle, line) + n_leaked {
                leaked.push(line);
                continue;
            }
        }
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}

/// The first line that differs, with what stands around it on both sides.
fn report(name: &str, how: &str, machine: &str, oracle: &str) -> String {
    let first = machine.lines().zip(oracle.lines()).take_while(|(ours, rustc)| ours == rustc).count();
    let mut text = format!("{name}: {how}\n  first difference in line {}:\n", first + 1);
    for (side, trace) in [("machine", machine), ("rustc", oracle)] {
        let _ = writeln!(text, "  {side}:");
        let lines: Vec<&str> = trace.lines().collect();
        for idx in first.saturating_sub(CONTEXT)..=first + CONTEXT {
            let mark = if idx == first { ">" } else { " " };
            if idx <= lines.len() {
                let _ = writeln!(text, "  {mark} {}", lines.get(idx).unwrap_or(&"(the end)"));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;
    use crate::{
        effects::D,
        plain::{Oracle, exchange},
        play::{Boxed, guarded, message},
    };

    async fn drops_late() {
        let _late = D::new("late");
        exchange::<u32, ()>(()).await;
    }

    async fn drops_early() {
        drop(D::new("late"));
        exchange::<u32, ()>(()).await;
    }

    fn late() -> Boxed<u32> {
        Box::new(Oracle::new(drops_late))
    }

    fn early() -> Boxed<u32> {
        Box::new(Oracle::new(drops_early))
    }

    #[test]
    fn a_difference_is_found_and_shown() {
        let mut text = String::new();
        guarded(|| {
            let compared = catch_unwind(AssertUnwindSafe(|| compare("example", &[1], 1, &early, &late)));
            text = message(&*compared.expect_err("the two must not agree")).to_owned();
        });
        let shown = "example: script [], end Drop, panic Nowhere\n  first difference in line 3:\n  machine:\n    -- prime\n    new late\n  > drop late\n";
        assert!(text.contains(shown), "{text}");
    }

    #[test]
    fn equal_traces_pass() {
        compare("example", &[1, 2], 2, &late, &late);
    }
}
