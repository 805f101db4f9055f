//! A whole case: the body, what it delegates to, its arguments and the scripts.

use std::fmt::Write;

use super::{
    arguments::{Argument, draw_arguments, use_of_borrowed},
    profile::{Copies, Profile, Received, Recursion, Sub},
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
        let mut coroutines = self.delegates();
        let (attribute, function) = (self.profile.attribute(), self.function());
        coroutines.push(match self.is_method() {
            true => (String::new(), format!("impl Host {{\n#[coroutine({attribute})]\n{function}\n}}")),
            false => (attribute, function),
        });
        coroutines
    }

    fn delegates(&self) -> Vec<(String, String)> {
        let sub = |(sub, profile, body): &(Sub, Profile, Tree)| {
            let left = if sub.recursion == Recursion::No { "" } else { ", left: u32" };
            let signature =
                format!("fn {}(mut p: {}{left}) -> {}", sub.name, sub.argument.text(), sub.returned.text());
            (profile.attribute(), format!("{signature} {{\n{body}}}"))
        };
        self.subs.iter().map(sub).collect()
    }

    fn function(&self) -> String {
        let declared: Vec<_> = self.arguments.iter().map(|it| it.declared).collect();
        let returned = match self.profile.returned {
            Ty::Unit => String::new(),
            ty => format!(" -> {}", ty.text()),
        };
        let mut parameters: Vec<_> = self.arguments.iter().map(|it| it.parameter).collect();
        parameters.retain(|it| !it.is_empty());
        // Lifetimes come first.
        parameters.sort_by_key(|it| !it.starts_with('\''));
        let parameters = parameters.join(", ");
        format!("fn body<{parameters}>({}){returned} {{\n{}}}", declared.join(", "), self.body)
    }

    fn is_method(&self) -> bool {
        self.arguments.iter().any(Argument::is_receiver)
    }

    /// The invocation of `drawn!` under the name `s{number}`, with scripts of at most `depth` values.
    pub fn render(&self, depth: usize, number: usize) -> String {
        let profile = &self.profile;
        let mut text = format!("drawn! {{\nname: s{number},\n");
        if self.is_method() {
            text.push_str("place: method,\n");
        }
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
        for (attribute, function) in self.delegates() {
            let _ = writeln!(text, "#[delegate({attribute})] {{\n{function}\n}}");
        }
        let _ = writeln!(text, "#[coroutine({})]\n{}\n}}", profile.attribute(), self.function());
        text
    }
}

fn draw_sub(generator: &mut Generator, outer: &Profile, idx: u32) -> (Sub, Profile, Tree) {
    let prefix = ["", "s", "t"][idx as usize];
    let mut inner = Generator::new(generator.seed(), prefix);
    let profile = outer.of_a_sub(&mut inner);
    let argument = inner.one(&[Ty::Number, Ty::Droppable]);
    let recursion = if inner.chance(25) { Recursion::Outside } else { Recursion::No };
    let sub = Sub { name: format!("sub{idx}"), argument, returned: profile.returned, recursion };
    inner.declare("p", argument, State::Live, true);
    inner.profile = Some(profile.clone());
    if recursion == Recursion::Outside {
        let own = Sub { recursion: Recursion::Inside, ..sub.clone() };
        inner.profile = Some(Profile { subs: vec![own], ..profile.clone() });
    }
    let body = inner.body(&[]);
    (sub, profile, body)
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
