//! A whole case: the body, what it delegates to, its arguments and the scripts.

use std::fmt::Write;

use super::{
    profile::{Copies, Profile, Received, Sub},
    scope::{Generator, State},
    tree::{Tree, parts},
    types::Ty,
};

/// One drawn body and all that a comparison of it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What it was drawn from.
    pub seed: u64,
    profile: Profile,
    arguments: Vec<Argument>,
    /// The coroutines that it delegates to, whole.
    subs: Vec<(Sub, Profile, Tree)>,
    body: Tree,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Argument {
    /// As it is declared.
    declared: &'static str,
    /// As it is made.
    made: &'static str,
    /// What it binds.
    bound: &'static [(&'static str, Ty, bool)],
    /// Whether a machine that holds it can be copied, and written down.
    copies: Copies,
}

const ARGUMENTS: &[Argument] = &[
    Argument {
        declared: "p: D",
        made: "D::new(\"arg\")",
        bound: &[("p", Ty::Droppable, false)],
        copies: Copies::Thawed,
    },
    Argument {
        declared: "mut q: D",
        made: "D::new(\"q\")",
        bound: &[("q", Ty::Droppable, true)],
        copies: Copies::Thawed,
    },
    Argument { declared: "mut n: u32", made: "2", bound: &[("n", Ty::Number, true)], copies: Copies::Thawed },
    Argument {
        declared: "(c, d): (D, D)",
        made: "(D::new(\"left\"), D::new(\"r\"))",
        bound: &[("c", Ty::Droppable, false), ("d", Ty::Droppable, false)],
        copies: Copies::Thawed,
    },
    Argument {
        declared: "mut v: Vec<D>",
        made: "vec![D::new(\"v1\"), D::new(\"v\")]",
        bound: &[("v", Ty::Several, true)],
        copies: Copies::Thawed,
    },
    Argument {
        declared: "o: Option<D>",
        made: "Some(D::new(\"opt\"))",
        bound: &[("o", Ty::Optional, false)],
        copies: Copies::Thawed,
    },
    Argument { declared: "borrowed: &u32", made: "&3", bound: &[], copies: Copies::Cloned },
    Argument { declared: "words: &[&str]", made: "&[\"w\", \"word\"]", bound: &[], copies: Copies::Cloned },
    Argument {
        declared: "sink: &mut Vec<u32>",
        made: "Box::leak(Box::new(Vec::new()))",
        bound: &[],
        copies: Copies::No,
    },
];

impl Case {
    /// The case of a seed, which has at least two suspensions.
    pub fn draw(seed: u64) -> Case {
        (0..)
            .map(|attempt| Case::attempt(seed, attempt))
            .find(|(case, n)| *n > 1 && case.len() < 6000)
            .expect("some attempt is good")
            .0
    }

    fn attempt(seed: u64, attempt: u64) -> (Case, u32) {
        let mut generator = Generator::new(seed.wrapping_mul(1_000_003).wrapping_add(attempt), "");
        let mut profile = Profile::draw(&mut generator);
        let mut subs = Vec::new();
        if generator.chance(25) {
            for idx in 1..=generator.between(1, 2) {
                subs.push(draw_sub(&mut generator, &profile, idx));
            }
        }
        profile.subs = subs.iter().map(|(sub, ..)| sub.clone()).collect();
        let arguments = draw_arguments(&mut generator, profile.copies);
        for (name, ty, is_mut) in arguments.iter().flat_map(|it| it.bound) {
            generator.declare(name, *ty, State::Live, *is_mut);
        }
        generator.profile = Some(profile.clone());
        let body = generator.body(&arguments);
        (Case { seed, profile, arguments, subs, body }, generator.n_suspensions)
    }

    fn len(&self) -> usize {
        self.body.to_string().len()
    }

    /// The same case with one thing in it made simpler, in every way there is.
    pub fn simpler(&self) -> Vec<Case> {
        let mut simpler = Vec::new();
        for idx in 0..self.subs.len() {
            let mut case = self.clone();
            case.subs.remove(idx);
            simpler.push(case);
            simpler.extend(self.subs[idx].2.simpler().into_iter().map(|tree| {
                let mut case = self.clone();
                case.subs[idx].2 = tree;
                case
            }));
        }
        for idx in 0..self.arguments.len() {
            let mut case = self.clone();
            case.arguments.remove(idx);
            simpler.push(case);
        }
        simpler.extend(self.body.simpler().into_iter().map(|body| Case { body, ..self.clone() }));
        simpler.sort_by_key(|case| case.render(0, 0).len());
        simpler
    }

    /// The coroutines of the case: what stands in the attribute of each, and the function.
    pub fn coroutines(&self) -> Vec<(String, String)> {
        let sub = |(sub, profile, body): &(Sub, Profile, Tree)| {
            let signature =
                format!("fn {}(mut p: {}) -> {}", sub.name, sub.argument.text(), sub.returned.text());
            (profile.attribute(), format!("{signature} {{\n{body}}}"))
        };
        let mut coroutines: Vec<_> = self.subs.iter().map(sub).collect();
        coroutines.push((self.profile.attribute(), self.function()));
        coroutines
    }

    fn function(&self) -> String {
        let declared: Vec<_> = self.arguments.iter().map(|it| it.declared).collect();
        let returned = match self.profile.returned {
            Ty::Unit => String::new(),
            ty => format!(" -> {}", ty.text()),
        };
        format!("fn body({}){returned} {{\n{}}}", declared.join(", "), self.body)
    }

    /// The invocation of `drawn!` under the name `s{number}`, with scripts of at most `depth` values.
    pub fn render(&self, depth: usize, number: usize) -> String {
        let profile = &self.profile;
        let mut text = format!("drawn! {{\nname: s{number},\n");
        if profile.throws {
            text.push_str("suspensions: throwing,\n");
        }
        text.push_str(match profile.copies {
            Copies::No => "copies: new [],\n",
            Copies::Cloned => "copies: cloned [Clone],\n",
            Copies::Thawed => "copies: thawed [Clone, serde::Serialize, serde::Deserialize],\n",
        });
        let made: Vec<_> = self.arguments.iter().map(|it| it.made).collect();
        let _ = writeln!(text, "make: ({}),", made.join(", "));
        let _ = writeln!(text, "inputs: {}, depth: {depth},", profile.inputs());
        let coroutines = self.coroutines();
        let (body, subs) = coroutines.split_last().expect("the body is one");
        for (attribute, function) in subs {
            let _ = writeln!(text, "#[delegate({attribute})] {{\n{function}\n}}");
        }
        let (attribute, function) = body;
        let _ = writeln!(text, "#[coroutine({attribute})]\n{function}\n}}");
        text
    }
}

fn draw_sub(generator: &mut Generator, outer: &Profile, idx: u32) -> (Sub, Profile, Tree) {
    let prefix = ["", "s", "t"][idx as usize];
    let mut inner = Generator::new(generator.seed(), prefix);
    let profile = outer.of_a_sub(&mut inner);
    let argument = inner.one(&[Ty::Number, Ty::Droppable]);
    let sub = Sub { name: format!("sub{idx}"), argument, returned: profile.returned };
    inner.declare("p", argument, State::Live, true);
    inner.profile = Some(profile.clone());
    let body = inner.body(&[]);
    (sub, profile, body)
}

fn draw_arguments(generator: &mut Generator, copies: Copies) -> Vec<Argument> {
    let fitting: Vec<_> = ARGUMENTS
        .iter()
        .filter(|it| match copies {
            Copies::No => true,
            Copies::Cloned => it.copies != Copies::No,
            Copies::Thawed => it.copies == Copies::Thawed,
        })
        .collect();
    let n_arguments = generator.below(3);
    let mut arguments: Vec<Argument> = Vec::new();
    for _ in 0..n_arguments {
        let argument = *generator.one(&fitting);
        if !arguments.contains(&argument) {
            arguments.push(argument);
        }
    }
    arguments
}

impl Generator {
    /// All statements of a body, and what it evaluates to.
    fn body(&mut self, arguments: &[Argument]) -> Tree {
        let mut lines = Vec::new();
        if self.chance(40) {
            let fresh = self.fresh();
            self.declare("_outer", Ty::Droppable, State::Live, false);
            lines.push(Tree::statement(parts!["let _outer: D = ", fresh, ";"]));
        }
        // Nothing is received where nobody looks at it.
        if self.profile().received == Received::Droppable {
            let fresh = self.suspension(0);
            lines.push(Tree::statement(parts!["drop(", fresh, ");"]));
        }
        for argument in arguments {
            lines.extend(use_of_borrowed(argument).map(|text| Tree::statement(parts![text])));
        }
        let depth = self.profile().max_depth;
        loop {
            let more = self.statements(1, depth);
            if more.is_empty() {
                break;
            }
            lines.extend(more);
        }
        for argument in arguments {
            if self.is_reachable() {
                lines.extend(use_of_borrowed(argument).map(|text| Tree::statement(parts![text])));
            }
        }
        let mut parts = parts![Tree::lines(lines)];
        if self.is_reachable() && self.profile().returned != Ty::Unit {
            let returned = self.profile().returned;
            parts.extend(parts![self.value(returned, 2), "\n"]);
        }
        Tree::new(super::tree::Kind::Fixed, parts)
    }
}

/// What shows that a borrowed argument is still what it was.
fn use_of_borrowed(argument: &Argument) -> Option<&'static str> {
    Some(match argument.declared {
        "borrowed: &u32" => "seen(*borrowed);",
        "words: &[&str]" => "for word in words.iter() { measure(word); }",
        "sink: &mut Vec<u32>" => "sink.push(seen(sink.len() as u32));",
        _ => return None,
    })
}
