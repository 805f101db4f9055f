//! What can end a run before its input does.

use std::fmt;
use std::io;

use coro_runtime::prelude::*;

/// Why the run ends early. It travels from stage to stage as what they return.
pub(crate) enum Failure {
    /// The input of that name cannot be opened or read.
    Read { name: String, error: io::Error },
    /// The output takes no more.
    Write(io::Error),
    /// A stage was pushed into at the wrong time, which is a mistake in this program.
    Stage(ResumeError),
}

impl From<ResumeError> for Failure {
    fn from(error: ResumeError) -> Self {
        Failure::Stage(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Read { name, error } => write!(f, "cannot read {name}: {error}"),
            Failure::Write(error) => write!(f, "cannot write: {error}"),
            Failure::Stage(error) => write!(f, "broken pipeline: {error}"),
        }
    }
}
