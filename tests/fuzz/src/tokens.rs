//! Inputs: drawn bodies with some of their tokens changed, and tokens in no order at all.

use coro_generated::generator::Case;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use rand::{RngExt, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

use crate::Input;

/// What bodies are made of.
const VOCABULARY: &[&str] = &[
    "recv!()",
    "try_recv!()",
    "yield_!(x)",
    "yield_!()",
    "try_yield!(1)",
    "yield_from!(sub(x))",
    "yield_from!()",
    "recv",
    "yield_",
    "fn",
    "let",
    "mut",
    "ref",
    "match",
    "if",
    "else",
    "loop",
    "while",
    "for",
    "in",
    "break",
    "continue",
    "return",
    "'a",
    "'a:",
    "'static",
    "move",
    "|x|",
    "async",
    "await",
    "const",
    "static",
    "unsafe",
    "impl",
    "struct",
    "enum",
    "trait",
    "where",
    "dyn",
    "self",
    "Self",
    "super",
    "crate",
    "as",
    "type",
    "pub",
    "use",
    "x",
    "y",
    "a",
    "_g",
    "_",
    "D",
    "u32",
    "String",
    "Option",
    "Some",
    "None",
    "Ok",
    "Err",
    "Vec",
    "vec![1, 2]",
    "println!(\"{x}\")",
    "assert!(x)",
    "matches!(x, Some(_))",
    "panic!()",
    "0",
    "1u32",
    "1.5",
    "\"text\"",
    "'c'",
    "b'c'",
    "r#fn",
    "true",
    "+",
    "-",
    "*",
    "/",
    "=",
    "==",
    "+=",
    "<",
    ">",
    "<=",
    "&",
    "&&",
    "|",
    "||",
    "!",
    "?",
    ".",
    "..",
    "..=",
    ",",
    ";",
    ":",
    "::",
    "->",
    "=>",
    "@",
    "#",
    "#[cfg(x)]",
    "#[coroutine]",
    "$",
    "~",
    "()",
    "{}",
    "[]",
    "(x, y)",
    "{ x }",
    "[x; 3]",
    "<T>",
    "&'a str",
    "&mut x",
    "*x",
    "x.y",
    "x.0",
    "x.clone()",
];

/// What stands in the attribute.
const ARGUMENTS: &[&str] = &[
    "",
    "recv = u32",
    "recv = &str",
    "recv = u32, yield = u32",
    "recv = &str, yield = &str",
    "throw = D",
    "primed",
    "name = X",
    "crate = x",
    "recv",
    "recv =",
    "boxed",
    "recv = u32, recv = u32",
    "yield = impl Fn()",
    "name = fn",
];

/// Where inputs come from.
pub(crate) struct Tokens {
    random: ChaCha8Rng,
    /// The coroutines of drawn bodies: what stands in the attribute, and the function.
    bodies: Vec<(String, String)>,
}

impl Tokens {
    pub(crate) fn new(seed: u64) -> Tokens {
        let bodies = (seed..seed + 200).flat_map(|seed| Case::draw(seed).coroutines()).collect();
        Tokens { random: ChaCha8Rng::seed_from_u64(seed), bodies }
    }

    pub(crate) fn input(&mut self) -> Input {
        match self.random.random_range(0..10) {
            0 => Input { arguments: self.arguments(), item: self.soup(3, 40) },
            1 | 2 => {
                let (arguments, body) = (self.arguments(), self.soup(4, 30));
                Input { arguments, item: quote::quote!(fn f<'a>(x: &'a str, mut y: u32) -> u32 { #body }) }
            }
            _ => {
                let (arguments, item) =
                    self.bodies.choose(&mut self.random).expect("there are bodies").clone();
                let mut item: TokenStream = item.parse().expect("a body is tokens");
                for _ in 0..self.random.random_range(1..=4) {
                    item = self.mutated(item);
                }
                let arguments = match self.random.random_bool(0.1) {
                    true => self.arguments(),
                    false => arguments.parse().expect("arguments are tokens"),
                };
                Input { arguments, item }
            }
        }
    }

    fn arguments(&mut self) -> TokenStream {
        let arguments = ARGUMENTS.choose(&mut self.random).expect("there are some");
        arguments.parse().expect("arguments are tokens")
    }

    /// Tokens of no meaning, in groups of some depth.
    fn soup(&mut self, depth: u32, most: usize) -> TokenStream {
        let mut soup = TokenStream::new();
        for _ in 0..self.random.random_range(0..=most) {
            soup.extend(self.word());
            if depth > 0 && self.random.random_bool(0.15) {
                let delimiters = [Delimiter::Brace, Delimiter::Parenthesis, Delimiter::Bracket];
                let delimiter = *delimiters.choose(&mut self.random).expect("there are three");
                soup.extend([TokenTree::Group(Group::new(delimiter, self.soup(depth - 1, most / 3)))]);
            }
        }
        soup
    }

    fn word(&mut self) -> TokenStream {
        let word = VOCABULARY.choose(&mut self.random).expect("there are words");
        word.parse().unwrap_or_default()
    }

    /// One change somewhere in `tokens`, at any depth.
    fn mutated(&mut self, tokens: TokenStream) -> TokenStream {
        let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
        let groups: Vec<usize> =
            (0..trees.len()).filter(|idx| matches!(trees[*idx], TokenTree::Group(_))).collect();
        if self.random.random_bool(0.85)
            && let Some(&idx) = groups.choose(&mut self.random)
            && let TokenTree::Group(group) = &trees[idx]
        {
            let inside = self.mutated(group.stream());
            trees[idx] = TokenTree::Group(Group::new(group.delimiter(), inside));
            return trees.into_iter().collect();
        }
        if trees.is_empty() {
            return self.word();
        }
        let at = self.random.random_range(0..trees.len());
        let other = self.random.random_range(0..trees.len());
        match self.random.random_range(0..6) {
            0 => drop(trees.remove(at)),
            1 => trees.swap(at, other),
            2 => trees.insert(other, trees[at].clone()),
            3 => {
                let (low, high) = (at.min(other), at.max(other));
                let copied = trees[low..=high].to_vec();
                trees.splice(high + 1..high + 1, copied);
            }
            4 => drop(trees.splice(at..=at, self.word())),
            _ => drop(trees.splice(at..at, self.word())),
        }
        trees.into_iter().collect()
    }
}

/// Every input that lacks one token, or has what is in a group in place of the group.
pub(crate) fn simpler(input: &Input) -> Vec<Input> {
    let items = without_one(&input.item).into_iter().map(|item| Input { item, ..input.clone() });
    let arguments =
        without_one(&input.arguments).into_iter().map(|arguments| Input { arguments, ..input.clone() });
    items.chain(arguments).collect()
}

fn without_one(tokens: &TokenStream) -> Vec<TokenStream> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let with = |idx: usize, replaced: Vec<TokenTree>| -> TokenStream {
        let mut trees = trees.clone();
        trees.splice(idx..=idx, replaced);
        trees.into_iter().collect()
    };
    let mut simpler = Vec::new();
    for (idx, tree) in trees.iter().enumerate() {
        simpler.push(with(idx, Vec::new()));
        if let TokenTree::Group(group) = tree {
            simpler.push(with(idx, group.stream().into_iter().collect()));
            for inside in without_one(&group.stream()) {
                simpler.push(with(idx, vec![TokenTree::Group(Group::new(group.delimiter(), inside))]));
            }
        }
    }
    simpler
}
