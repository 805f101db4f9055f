//! What goes wrong with drops in a transformation of this kind, after the names that rustc's own tests of its coroutines
//! have for it.

mod control_flow;
mod moved_parts;
mod panics;

use crate::events::Log;
use crate::prelude::*;

/// Primes a machine, sends it what it is to be sent, and drops it. What is noted behind `end` was still there.
fn played<In: Copy>(log: &Log, mut machine: impl Coroutine<In>, sent: &[In]) -> Vec<String> {
    let _ = machine.prime();
    for &value in sent {
        let _ = machine.send(value);
    }
    log.note("end");
    drop(machine);
    log.take()
}
