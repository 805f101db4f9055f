//! Runs two subjects over every script and compares their traces line by line.
//!
//! A script is a list of inputs. It is played after priming, one `send` an input, and ended by a close or by a plain
//! drop, or, where the subject has completed, by further calls that must all be refused. A script is made longer only
//! while the subject is suspended, so that each prefix is played once. Short scripts are played again with a panic at
//! each effect, and in each destructor, of their last step and of their end.

use std::fmt::Write;

use coro_runtime::Status;

use crate::{
    effects::{Bomb, Ticks},
    play::{End, Run, Subject, play, play_unprimed, silence_panics},
    sent::Sent,
};

/// Takes one body and makes a machine, a boxed machine and plain rustc code of the same tokens, and tests that compare
/// each machine with rustc.
///
/// ```ignore
/// difftest! {
///     name: accumulates,
///     make: (1) | (2),              // the arguments, evaluated afresh for each run; `|` between several tries
///     inputs: [0, 1, 7], depth: 4,  // every script over these inputs, up to this length
///     oracle: { fn body(..) {..} }, // only where the explicit machine differs by design
///     boxed: refused,               // only where something is borrowed for one send
///     #[coroutine(yield = u32)]
///     fn body(start: u32) { .. }
/// }
/// ```
///
/// What is received is `u32` unless `recv = Type` says otherwise; the type must be [`Sent`].
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

            crate::oracle::exchanged_types!({ $($($argument)*)? } [u32] [()] [std::convert::Infallible]);
            crate::machine::machine!({ $($($argument)*)? } $($body)+);
            crate::machine::boxed!({ $($($argument)*)? } $($body)+);
            crate::oracle::oracle!($($oracle)+);

            /// What rustc itself does.
            mod unchanged {
                #[allow(unused_imports, reason = "some bodies need no effects")]
                use super::*;

                crate::oracle::oracle!($($body)+);

                crate::harness::traces! {
                    traces_agree_when_boxed: boxed::body, oracle::body,
                    $name [$(($($make),*))|+] $inputs [$depth]
                }
            }

            crate::harness::traces! {
                traces_agree: machine::body, oracle::body, $name [$(($($make),*))|+] $inputs [$depth]
            }
        }
    };
    (
        name: $name:ident,
        make: $(($($make:expr),* $(,)?))|+,
        inputs: $inputs:tt, depth: $depth:expr,
        boxed: refused,
        #[coroutine $(($($argument:tt)*))?]
        $($body:tt)+
    ) => {
        mod $name {
            #[allow(unused_imports, reason = "some bodies need no effects")]
            use super::*;

            crate::oracle::exchanged_types!({ $($($argument)*)? } [u32] [()] [std::convert::Infallible]);
            crate::machine::machine!({ $($($argument)*)? } $($body)+);
            crate::oracle::oracle!($($body)+);

            crate::harness::traces! {
                traces_agree: machine::body, oracle::body, $name [$(($($make),*))|+] $inputs [$depth]
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
        mod $name {
            #[allow(unused_imports, reason = "some bodies need no effects")]
            use super::*;

            crate::oracle::exchanged_types!({ $($($argument)*)? } [u32] [()] [std::convert::Infallible]);
            crate::machine::machine!({ $($($argument)*)? } $($body)+);
            crate::machine::boxed!({ $($($argument)*)? } $($body)+);
            crate::oracle::oracle!($($body)+);

            crate::harness::traces! {
                traces_agree: machine::body, oracle::body, $name [$(($($make),*))|+] $inputs [$depth]
            }
            crate::harness::traces! {
                traces_agree_when_boxed: boxed::body, oracle::body, $name [$(($($make),*))|+] $inputs [$depth]
            }
        }
    };
}
pub(crate) use difftest;

/// The test that compares a machine with an oracle.
macro_rules! traces {
    (
        $test:ident: $machine:path, $oracle:path,
        $name:ident [$(($($make:expr),*))|+] $inputs:tt [$depth:expr]
    ) => {
        #[test]
        fn $test() {
            $(
                crate::harness::compare::<received!(), _, _>(
                    concat!(stringify!($name), stringify!(($($make),*))),
                    &$inputs,
                    $depth,
                    || crate::machine::Machine::<_, received!()>::new($machine($($make),*)),
                    || crate::oracle::waiting!($oracle, $($make),*),
                );
            )+
        }
    };
}
pub(crate) use traces;

/// Up to this length a script is played again with a panic at each effect, and in each destructor.
const PANICS: usize = 5;

/// After so many differences the search ends.
const SHOWN: usize = 2;

/// Lines shown around the first difference.
const CONTEXT: usize = 6;

/// Plays every script of at most `depth` inputs on both subjects; panics with the differences, if there are any.
pub(crate) fn compare<In: Sent, M: Subject<In>, O: Subject<In>>(
    name: &str,
    inputs: &[In::Symbol],
    depth: usize,
    machine: impl Fn() -> M,
    oracle: impl Fn() -> O,
) {
    silence_panics();
    let mut search =
        Search { name, inputs, depth, machine, oracle, script: Vec::new(), n_runs: 0, reports: Vec::new() };
    search.not_primed();
    search.explore();
    let Search { n_runs, reports, .. } = search;
    assert!(reports.is_empty(), "after {n_runs} runs:\n{}", reports.join("\n"));
    assert!(n_runs > 2, "{name}: a comparison that plays nothing");
}

struct Search<'a, In: Sent, FM, FO> {
    name: &'a str,
    inputs: &'a [In::Symbol],
    depth: usize,
    machine: FM,
    oracle: FO,
    script: Vec<In::Symbol>,
    n_runs: usize,
    reports: Vec<String>,
}

impl<In, M, O, FM, FO> Search<'_, In, FM, FO>
where
    In: Sent,
    M: Subject<In>,
    O: Subject<In>,
    FM: Fn() -> M,
    FO: Fn() -> O,
{
    /// A send before priming changes nothing; neither the close nor the drop that follows runs any of the body.
    fn not_primed(&mut self) {
        for end in [End::Close, End::Drop] {
            let input = self.inputs[0];
            let machine = play_unprimed::<In, M>(&self.machine, input, end);
            let oracle = play_unprimed::<In, O>(&self.oracle, input, end);
            self.judge(&machine, &oracle, &format!("never primed, {end:?}"));
        }
    }

    /// Compares the script as it stands, then every longer one.
    fn explore(&mut self) {
        if self.reports.len() >= SHOWN {
            return;
        }
        let dropped = self.run(End::Drop, Bomb::Nowhere);
        if dropped.status != Status::Suspended {
            let called_on = self.run(End::CallOn, Bomb::Nowhere);
            self.explode(End::CallOn, called_on.before_last_step, called_on.total);
            return;
        }
        let closed = self.run(End::Close, Bomb::Nowhere);
        self.explode(End::Drop, dropped.before_end, dropped.total);
        self.explode(End::Close, closed.before_last_step, closed.total);
        if self.script.len() < self.depth {
            for input in self.inputs {
                self.script.push(*input);
                self.explore();
                self.script.pop();
            }
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

    /// Plays the script on both sides; the oracle's run is what the search goes by.
    fn run(&mut self, end: End, bomb: Bomb) -> Run {
        let machine = play::<In, M>(&self.machine, &self.script, self.inputs[0], end, bomb);
        let oracle = play::<In, O>(&self.oracle, &self.script, self.inputs[0], end, bomb);
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
        self.n_runs += 1;
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

    use crate::{
        effects::D,
        oracle::Oracle,
        play::{guarded, message},
    };

    use super::*;

    async fn drops_late() {
        let _late = D::new("late");
        crate::oracle::exchange::<u32, ()>(()).await;
    }

    async fn drops_early() {
        drop(D::new("late"));
        crate::oracle::exchange::<u32, ()>(()).await;
    }

    #[test]
    fn a_difference_is_found_and_shown() {
        let mut text = String::new();
        guarded(|| {
            let compared = catch_unwind(AssertUnwindSafe(|| {
                compare::<u32, _, _>(
                    "example",
                    &[1],
                    1,
                    || Oracle::new(drops_early),
                    || Oracle::new(drops_late),
                );
            }));
            text = message(&*compared.expect_err("the two must not agree")).to_owned();
        });
        let shown = "example: script [], end Drop, panic Nowhere\n  first difference in line 3:\n  machine:\n    -- prime\n    new late\n  > drop late\n";
        assert!(text.contains(shown), "{text}");
    }

    #[test]
    fn equal_traces_pass() {
        compare::<u32, _, _>("example", &[1, 2], 2, || Oracle::new(drops_late), || Oracle::new(drops_late));
    }
}
