//! [`Machine`]: states and units. What `emit` prints, with every decision made.

use std::collections::HashSet;

use super::access::Access;
use super::groups::Group;
use crate::normalize::{BlockId, Body, LocalId, Position, TargetId};

/// A machine, ready to be printed.
#[derive(Debug)]
pub(crate) struct Machine {
    pub body: Body,
    /// One state a suspension, in their order.
    pub states: Vec<State>,
    pub units: Vec<Unit>,
    /// States that are one variant together.
    pub groups: Vec<Group>,
    /// Locals that a state or a join keeps: their types are written out.
    pub kept: HashSet<LocalId>,
}

/// The state that waits at one suspension.
#[derive(Debug)]
pub(crate) struct State {
    pub number: usize,
    /// In declaration order.
    pub fields: Vec<Field>,
    /// Whether the suspension can be reached at all.
    pub is_reachable: bool,
    /// Another frame runs in its place, and what that one returns is returned from here.
    pub is_tail: bool,
    pub hold: Hold,
}

/// How the unit behind a state comes by the state's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// They are small and plain, and are read out.
    Copied,
    /// The unit works on them where they are.
    InPlace,
    /// They move out, and Poisoned takes their place.
    Moved,
}

/// A local kept in a state or passed to a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub local: LocalId,
    /// It may have been moved on the way here.
    pub is_optional: bool,
}

/// A private function that runs the body from one position to the next suspension or the end.
#[derive(Debug)]
pub(crate) struct Unit {
    pub id: UnitId,
    pub params: Vec<Field>,
    pub code: Vec<Code>,
    /// Locals that get an option beside them, because some paths move them.
    pub options: HashSet<LocalId>,
    /// Whether it finds its locals in the state, and leaves the state where it is.
    pub stays: bool,
    /// Those of them that it uses there, where the others are read out.
    pub in_place: Vec<(LocalId, Access)>,
}

/// Which unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum UnitId {
    /// From the start of the body.
    Start,
    /// After the suspension of that number.
    Resume(usize),
    /// What several units go on with.
    Join(usize),
}

/// What is known of a local at some point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Moved, or not initialised.
    Absent,
    Present,
    /// In its option: `Some` or `None`, depending on the way here.
    Optional,
    /// Depends on the way here, and only rustc knows.
    Unclear,
}

/// Structured code of a unit.
#[derive(Debug)]
pub(crate) enum Code {
    /// The local takes its name in its own scope again.
    Restore {
        local: LocalId,
        presence: Presence,
        is_param: bool,
    },
    /// The received value of the suspension at `at` takes its place.
    Received {
        at: Position,
    },
    /// A pattern has taken the local apart: that is a move only if its type has no destructor of its own.
    TakenApart {
        local: LocalId,
    },
    /// A statement without blocks, as it is.
    Plain {
        at: Position,
    },
    /// The yield operand, evaluated.
    Operand {
        at: Position,
    },
    /// The state is stored and the unit left.
    Suspend {
        number: usize,
        fields: Vec<Passed>,
        /// It is the state that the unit works on, or one of its group.
        is_in_place: bool,
    },
    /// The state of the suspension of that number is taken out, and `return unit(..)`.
    Leave {
        number: usize,
        unit: UnitId,
        args: Vec<Passed>,
        /// The arguments that come out of the state.
        taken: Vec<LocalId>,
    },
    /// `return unit(..)`
    Call {
        unit: UnitId,
        args: Vec<Passed>,
    },
    /// The local goes into its option.
    Keep {
        local: LocalId,
        from: Presence,
    },
    /// The local has been assigned anew: what its option still holds is dropped.
    Replaced {
        local: LocalId,
    },
    /// Braces that end locals of unknown type; typed ones and the operand leave them.
    Segment {
        code: Vec<Code>,
        leaving: Vec<(LocalId, Presence)>,
        operand: Option<Position>,
    },
    /// A block, arm or branch that was entered in its middle.
    Entered {
        is_unsafe: bool,
        code: Vec<Code>,
    },
    /// A labelled block that was entered in its middle: `'break: { code }`.
    EnteredLabelled {
        target: TargetId,
        is_unsafe: bool,
        code: Vec<Code>,
    },
    /// A loop that was entered in its middle: `'break: { 'continue: { iteration } head }`.
    EnteredLoop {
        target: TargetId,
        iteration: Vec<Code>,
        head: Vec<Code>,
    },
    If {
        at: Position,
        then: Inner,
        otherwise: Option<Inner>,
    },
    Match {
        at: Position,
        arms: Vec<Inner>,
    },
    Loop {
        at: Position,
        body: Inner,
        shape: LoopShape,
        exit: Vec<Code>,
    },
    Block {
        at: Position,
        body: Inner,
    },
    LetElse {
        at: Position,
        otherwise: Inner,
    },
    Break {
        target: TargetId,
    },
    Continue {
        target: TargetId,
    },
    Return {
        at: Position,
    },
    /// The end of the body is reached.
    Complete,
}

impl Code {
    /// The code in its blocks.
    pub(crate) fn inside(&self) -> Vec<&[Self]> {
        match self {
            Self::Segment { code, .. } | Self::Entered { code, .. } | Self::EnteredLabelled { code, .. } => {
                vec![code]
            }
            Self::EnteredLoop { iteration, head, .. } => vec![iteration, head],
            Self::If { then, otherwise, .. } => {
                std::iter::once(then).chain(otherwise).map(|inner| &*inner.code).collect()
            }
            Self::Match { arms, .. } => arms.iter().map(|inner| &*inner.code).collect(),
            Self::Loop { body, exit, .. } => vec![&body.code, exit],
            Self::Block { body, .. } | Self::LetElse { otherwise: body, .. } => vec![&body.code],
            Self::Restore { .. } | Self::Received { .. } | Self::TakenApart { .. } | Self::Plain { .. } => {
                vec![]
            }
            Self::Operand { .. } | Self::Suspend { .. } | Self::Leave { .. } | Self::Call { .. } => vec![],
            Self::Keep { .. }
            | Self::Replaced { .. }
            | Self::Break { .. }
            | Self::Continue { .. }
            | Self::Return { .. } => vec![],
            Self::Complete => vec![],
        }
    }
}

/// A block with the code for it.
#[derive(Debug)]
pub(crate) struct Inner {
    pub block: BlockId,
    pub code: Vec<Code>,
}

/// Whether a loop comes round within one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoopShape {
    /// It does.
    Repeats,
    /// Every way through its body leaves the unit or the loop: an `if` or a block says the same.
    Once,
}

/// A local handed on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passed {
    pub local: LocalId,
    pub how: Pass,
}

/// How it is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pass {
    /// `x`
    Whole,
    /// `Some(x)`
    Some,
    /// `None`
    None,
    /// the option beside it
    Option,
}
