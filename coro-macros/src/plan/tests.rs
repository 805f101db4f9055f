//! Machines, planned.
