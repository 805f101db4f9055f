//! The types of what is drawn.

/// A type that values and locals of a body have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    /// `()`
    Unit,
    /// `bool`, of conditions
    Bool,
    /// `u32`
    Number,
    /// `String`
    Text,
    /// `&str` that is borrowed for one send
    Line,
    /// `D`, whose drop is seen
    Droppable,
    /// `Option<D>`
    Optional,
    /// `Vec<D>`
    Several,
    /// `(D, D)`
    Pair,
    /// `Option<u32>`
    OptionalNumber,
    /// `Result<u32, MyErr>`
    NumberResult,
    /// `Result<D, MyErr>`
    DroppableResult,
    /// `T`, a parameter
    Parameter,
    /// `Box<dyn FnMut(u32) -> u32>`, or a parameter that can be called
    Function,
    /// `&'w [D]`
    Slice,
    /// `&'w D`
    Lent,
    /// `self`
    Host,
}

impl Ty {
    /// As it is written.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Ty::Unit => "()",
            Ty::Bool => "bool",
            Ty::Number => "u32",
            Ty::Text => "String",
            Ty::Line => "&str",
            Ty::Droppable => "D",
            Ty::Optional => "Option<D>",
            Ty::Several => "Vec<D>",
            Ty::Pair => "(D, D)",
            Ty::OptionalNumber => "Option<u32>",
            Ty::NumberResult => "Result<u32, MyErr>",
            Ty::DroppableResult => "Result<D, MyErr>",
            Ty::Parameter => "T",
            Ty::Function => "Box<dyn FnMut(u32) -> u32>",
            Ty::Slice => "&'w [D]",
            Ty::Lent => "&'w D",
            Ty::Host => "Self",
        }
    }

    /// Expressions that are as plain as one of this type can be.
    pub(crate) fn plainest(self) -> Vec<&'static str> {
        match self {
            Ty::Unit => vec!["()"],
            Ty::Bool => vec!["true", "false"],
            Ty::Number => vec!["0", "1", "1u32", "recv!()"],
            Ty::Text => vec!["String::new()"],
            Ty::Line => vec!["\"\""],
            Ty::Droppable => vec!["D::new(\"p\")"],
            Ty::Optional => vec!["None::<D>", "Some(D::new(\"p\"))"],
            Ty::Several => vec!["vec![]", "vec![D::new(\"p\")]"],
            Ty::Pair => vec!["(D::new(\"p\"), D::new(\"q\"))"],
            Ty::OptionalNumber => vec!["None::<u32>"],
            Ty::NumberResult => vec!["Ok(1)"],
            Ty::DroppableResult => vec!["Ok(D::new(\"p\"))"],
            Ty::Parameter | Ty::Function | Ty::Slice | Ty::Lent | Ty::Host => Vec::new(),
        }
    }

    /// Whether a value can be used again after it has been passed on.
    pub(crate) fn is_copy(self) -> bool {
        matches!(
            self,
            Ty::Unit | Ty::Bool | Ty::Number | Ty::Line | Ty::OptionalNumber | Ty::Slice | Ty::Lent
        )
    }

    /// Names that locals of this type get. There are few, so that they shadow each other.
    pub(crate) fn names(self) -> &'static [&'static str] {
        match self {
            Ty::Number => &["x", "y", "z", "a"],
            Ty::Text => &["text", "s"],
            Ty::Line => &["line", "s"],
            Ty::Droppable => &["a", "b", "c", "d", "_g", "g", "x"],
            Ty::Optional => &["o", "a", "q"],
            Ty::Several => &["v", "w"],
            Ty::Pair => &["t", "m"],
            Ty::Function => &["call", "f"],
            Ty::Lent => &["a", "lent"],
            Ty::Unit | Ty::Bool | Ty::OptionalNumber | Ty::NumberResult | Ty::DroppableResult => &["r", "k"],
            Ty::Parameter | Ty::Slice | Ty::Host => &["held"],
        }
    }
}
