//! What a body exchanges with its driver, decided before anything of it is drawn.

use super::{scope::Generator, types::Ty};

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Received {
    Number,
    /// An owned value that is seen to drop.
    Droppable,
    /// A `&str` for one send.
    Line,
    OptionalNumber,
}

/// What is handed out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Yielded {
    Nothing,
    Number,
    OptionalNumber,
    Droppable,
    OptionalDroppable,
    /// The line that has been sent, or another one.
    Line,
}

/// How the machine can be copied.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Copies {
    /// It holds what cannot be copied.
    No,
    /// By `Clone`.
    Cloned,
    /// By `Clone`, and through serde.
    Thawed,
}

/// A coroutine that the body delegates to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sub {
    pub(crate) name: String,
    /// What its one argument is.
    pub(crate) argument: Ty,
    pub(crate) returned: Ty,
    /// How deep it goes on with itself.
    pub(crate) recursion: Recursion,
}

/// Whether a coroutine delegates to itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Recursion {
    No,
    /// It is called from outside.
    Outside,
    /// It is called in its own body.
    Inside,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Profile {
    pub(crate) received: Received,
    pub(crate) yielded: Yielded,
    /// `throw = D`
    pub(crate) throws: bool,
    /// Some suspensions see a close.
    pub(crate) tries: bool,
    pub(crate) copies: Copies,
    pub(crate) returned: Ty,
    pub(crate) subs: Vec<Sub>,
    pub(crate) max_depth: u32,
    /// How many statements may still be drawn.
    pub(crate) budget: u32,
}

impl Profile {
    pub(crate) fn draw(random: &mut Generator) -> Profile {
        let throws = random.chance(15);
        let received = match random.below(10) {
            _ if throws => Received::Number,
            0 => Received::Droppable,
            1 => Received::Line,
            2 => Received::OptionalNumber,
            _ => Received::Number,
        };
        let yielded = match random.below(10) {
            0..4 => Yielded::Nothing,
            4..7 => Yielded::Number,
            7 => Yielded::OptionalNumber,
            8 => Yielded::Droppable,
            _ => Yielded::OptionalDroppable,
        };
        let yielded = if received == Received::Line && random.chance(50) { Yielded::Line } else { yielded };
        let results = [Ty::NumberResult, Ty::DroppableResult];
        let returned = [Ty::Number, Ty::Number, Ty::Droppable, Ty::Unit, Ty::OptionalNumber];
        let returned = if throws || random.chance(40) { random.one(&results) } else { random.one(&returned) };
        let copies = match random.below(10) {
            0..2 => Copies::No,
            2..7 => Copies::Cloned,
            _ => Copies::Thawed,
        };
        let tries = throws || random.chance(20);
        // An `Interrupt` that is held cannot be written down.
        let copies = if tries && copies == Copies::Thawed { Copies::Cloned } else { copies };
        Profile {
            received,
            yielded,
            throws,
            tries,
            copies,
            returned,
            subs: Vec::new(),
            max_depth: random.between(1, 5),
            budget: random.between(4, 14),
        }
    }

    /// That of a coroutine which a body with this one delegates to.
    pub(crate) fn of_a_sub(&self, random: &mut Generator) -> Profile {
        let plain = [Ty::Number, Ty::Droppable];
        let returned = if self.throws { Ty::NumberResult } else { random.one(&plain) };
        Profile { returned, max_depth: random.between(1, 2), budget: random.between(1, 4), ..self.clone() }
    }

    /// The arguments of the attribute.
    pub(crate) fn attribute(&self) -> String {
        let mut arguments = vec![match self.received {
            Received::Number => "recv = u32",
            Received::Droppable => "recv = D",
            Received::Line => "recv = &str",
            Received::OptionalNumber => "recv = Option<u32>",
        }];
        arguments.extend(match self.yielded {
            Yielded::Nothing => None,
            Yielded::Number => Some("yield = u32"),
            Yielded::OptionalNumber => Some("yield = Option<u32>"),
            Yielded::Droppable => Some("yield = D"),
            Yielded::OptionalDroppable => Some("yield = Option<D>"),
            Yielded::Line => Some("yield = &str"),
        });
        if self.throws {
            arguments.push("throw = D");
        }
        arguments.join(", ")
    }

    /// What the scripts send.
    pub(crate) fn inputs(&self) -> &'static str {
        if self.throws {
            return "[Send(0), Send(1), Send(2), Throw(\"error\")]";
        }
        match self.received {
            Received::Number => "[0, 1, 2]",
            Received::Droppable => "[\"i\", \"in\", \"put\"]",
            Received::Line => "[\"\", \"a\", \"bc\"]",
            Received::OptionalNumber => "[None, Some(1), Some(2)]",
        }
    }
}
