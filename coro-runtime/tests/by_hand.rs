//! The runtime without the attribute: machines written by hand in the shape of the generated ones.

#[path = "by_hand/guard.rs"]
mod guard;
#[path = "by_hand/machines.rs"]
mod machines;
#[path = "by_hand/outcome.rs"]
mod outcome;
#[path = "by_hand/pointers.rs"]
mod pointers;
#[path = "by_hand/protocol.rs"]
mod protocol;
#[path = "by_hand/values.rs"]
mod values;
