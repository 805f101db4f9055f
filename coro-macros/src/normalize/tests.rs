//! Bodies, normalised.
