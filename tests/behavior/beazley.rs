//! Coroutines in the manner of David Beazley.
