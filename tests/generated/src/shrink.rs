//! Makes a case that fails as small as it can be while it still fails in the same manner.

use std::io;

use crate::{
    generator::Case,
    scratch::{Outcome, Scratch},
};

/// So many smaller cases are tried at once.
const TRIED: usize = 60;

/// So many rounds at most.
const ROUNDS: usize = 60;

/// The smallest case found, and what becomes of it.
pub fn shrink(scratch: &Scratch, case: Case, outcome: Outcome) -> io::Result<(Case, Outcome)> {
    let mut smallest = (case, outcome);
    for _ in 0..ROUNDS {
        let candidates = smallest.0.simpler();
        let Some(found) = smaller(scratch, &candidates, &smallest)? else { break };
        smallest = found;
    }
    Ok(smallest)
}

/// The first of the candidates, which come smallest first, that is smaller and fails as `failing` does.
fn smaller(
    scratch: &Scratch,
    candidates: &[Case],
    failing: &(Case, Outcome),
) -> io::Result<Option<(Case, Outcome)>> {
    let len = failing.0.render(0, 0).len();
    let candidates: Vec<Case> = candidates.iter().filter(|it| it.render(0, 0).len() < len).cloned().collect();
    for tried in candidates.chunks(TRIED) {
        let outcomes = scratch.outcomes(tried)?;
        let mut found = tried.iter().zip(outcomes).filter(|(_, outcome)| outcome.is_like(&failing.1));
        if let Some((case, outcome)) = found.next() {
            return Ok(Some((case.clone(), outcome)));
        }
    }
    Ok(None)
}
