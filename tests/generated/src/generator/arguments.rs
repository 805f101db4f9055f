//! The arguments of a drawn body.

use super::{profile::Copies, scope::Generator, types::Ty};

/// One of them, and what a run passes for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Argument {
    /// As it is declared.
    pub(crate) declared: &'static str,
    /// As it is made.
    pub(crate) made: &'static str,
    /// The parameter of the function that its type needs.
    pub(crate) parameter: &'static str,
    /// What it binds.
    pub(crate) bound: &'static [(&'static str, Ty, bool)],
    /// Whether a machine that holds it can be copied, and written down.
    copies: Copies,
}

const ARGUMENTS: &[Argument] = &[
    Argument {
        declared: "p: D",
        made: "D::new(\"arg\")",
        bound: &[("p", Ty::Droppable, false)],
        parameter: "",
        copies: Copies::Thawed,
    },
    Argument {
        declared: "mut q: D",
        made: "D::new(\"q\")",
        bound: &[("q", Ty::Droppable, true)],
        parameter: "",
        copies: Copies::Thawed,
    },
    Argument {
        declared: "mut n: u32",
        made: "2",
        bound: &[("n", Ty::Number, true)],
        parameter: "",
        copies: Copies::Thawed,
    },
    Argument {
        declared: "(c, d): (D, D)",
        made: "(D::new(\"left\"), D::new(\"r\"))",
        bound: &[("c", Ty::Droppable, false), ("d", Ty::Droppable, false)],
        parameter: "",
        copies: Copies::Thawed,
    },
    Argument {
        declared: "mut v: Vec<D>",
        made: "vec![D::new(\"v1\"), D::new(\"v\")]",
        bound: &[("v", Ty::Several, true)],
        parameter: "",
        copies: Copies::Thawed,
    },
    Argument {
        declared: "o: Option<D>",
        made: "Some(D::new(\"opt\"))",
        bound: &[("o", Ty::Optional, false)],
        parameter: "",
        copies: Copies::Thawed,
    },
    Argument { declared: "borrowed: &u32", made: "&3", bound: &[], parameter: "", copies: Copies::Cloned },
    Argument {
        declared: "words: &[&str]",
        made: "&[\"w\", \"word\"]",
        bound: &[],
        parameter: "",
        copies: Copies::Cloned,
    },
    Argument {
        declared: "sink: &mut Vec<u32>",
        made: "Box::leak(Box::new(Vec::new()))",
        bound: &[],
        parameter: "",
        copies: Copies::No,
    },
    Argument {
        declared: "held: T",
        made: "D::new(\"held\")",
        parameter: "T: Used",
        bound: &[("held", Ty::Parameter, false)],
        copies: Copies::Thawed,
    },
    Argument {
        declared: "rows: [D; N]",
        made: "[D::new(\"row\"), D::new(\"r2\")]",
        parameter: "const N: usize",
        bound: &[],
        copies: Copies::Cloned,
    },
    Argument {
        declared: "mut f: impl FnMut(u32) -> u32",
        made: "seen",
        parameter: "",
        bound: &[("f", Ty::Function, true)],
        copies: Copies::Cloned,
    },
    Argument {
        declared: "mut f: Box<dyn FnMut(u32) -> u32>",
        made: "{ let d = D::new(\"boxed\"); Box::new(move |n| n + d.name()) }",
        parameter: "",
        bound: &[("f", Ty::Function, true)],
        copies: Copies::No,
    },
    Argument {
        declared: "slice: &'w [D]",
        made: "Box::leak(Box::new([D::new(\"s1\"), D::new(\"s\")]))",
        parameter: "'w",
        bound: &[("slice", Ty::Slice, false)],
        copies: Copies::Cloned,
    },
];

/// What a method is called on.
const RECEIVERS: &[Argument] = &[
    Argument {
        declared: "self",
        made: "Host::new()",
        parameter: "",
        bound: &[("self", Ty::Host, false)],
        copies: Copies::Cloned,
    },
    Argument {
        declared: "mut self",
        made: "Host::new()",
        parameter: "",
        bound: &[("self", Ty::Host, true)],
        copies: Copies::Cloned,
    },
    Argument {
        declared: "&self",
        made: "Box::leak(Box::new(Host::new()))",
        parameter: "",
        bound: &[("self", Ty::Host, false)],
        copies: Copies::Cloned,
    },
    Argument {
        declared: "&mut self",
        made: "Box::leak(Box::new(Host::new()))",
        parameter: "",
        bound: &[("self", Ty::Host, true)],
        copies: Copies::No,
    },
];

impl Argument {
    pub(crate) fn is_receiver(&self) -> bool {
        self.declared.ends_with("self")
    }
}

/// Those of a function, or of a method.
pub(crate) fn draw_arguments(generator: &mut Generator, copies: Copies) -> Vec<Argument> {
    let is_fitting = |it: &&Argument| match copies {
        Copies::No => true,
        Copies::Cloned => it.copies != Copies::No,
        Copies::Thawed => it.copies == Copies::Thawed,
    };
    let fitting: Vec<_> = ARGUMENTS.iter().filter(is_fitting).collect();
    let receivers: Vec<_> = RECEIVERS.iter().filter(is_fitting).collect();
    let n_arguments = generator.below(3);
    let mut arguments: Vec<Argument> = Vec::new();
    if generator.chance(20) && !receivers.is_empty() {
        arguments.push(*generator.one(&receivers));
    }
    for _ in 0..n_arguments {
        let argument = *generator.one(&fitting);
        let binds = |it: &Argument| it.bound.first().map(|(name, ..)| *name);
        let is_new = |it: &Argument| {
            it.declared != argument.declared && (binds(it).is_none() || binds(it) != binds(&argument))
        };
        if arguments.iter().all(is_new) {
            arguments.push(argument);
        }
    }
    arguments
}

/// What shows that a borrowed argument is still what it was.
pub(crate) fn use_of_borrowed(argument: &Argument) -> Option<&'static str> {
    Some(match argument.declared {
        "borrowed: &u32" => "seen(*borrowed);",
        "words: &[&str]" => "for word in words.iter() { measure(word); }",
        "rows: [D; N]" => "for row in rows.iter() { seen(row.name() + N as u32); }",
        "sink: &mut Vec<u32>" => "sink.push(seen(sink.len() as u32));",
        _ => return None,
    })
}
