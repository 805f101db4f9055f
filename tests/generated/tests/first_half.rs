//! One half of the corpus of drawn bodies, so that two can be compiled at once. `build.rs` writes it.

#![allow(warnings, clippy::all, reason = "nobody has written these bodies")]

use coro_oracle::{
    delegating::Input::{Send, Throw},
    drawn,
    effects::*,
};

include!(concat!(env!("OUT_DIR"), "/corpus_0.rs"));
